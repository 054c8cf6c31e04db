import fc from "fast-check";
import { expect, test } from "vitest";
import { readAnswer, readRequest, type Request } from "../../../src/desk/preview/protocol.ts";
import { canPreview, showingOf } from "../../../src/desk/preview/showing.ts";
import { Viewing, type Stage } from "../../../src/desk/preview/viewing.ts";
import { TYPES } from "../../../src/desk/preview/types.ts";

const WORDS = { language: "sv", label: "Sida {page}", text: "Text" };

/** A desk, and a frame of which the test says what it says. */
class Played {
  readonly stages: Stage[] = [];
  readonly keys: string[] = [];
  readonly asked: unknown[] = [];
  readonly viewing: Viewing;
  #due: (() => void) | null = null;
  readonly #port: MessagePort;

  constructor(showing: "image" | "document" = "document") {
    const { port1, port2 } = new MessageChannel();
    this.#port = port2;
    port2.onmessage = ({ data }: MessageEvent<unknown>) => {
      this.asked.push(data);
    };
    const timing = {
      after: (_: number, run: () => void): number => {
        this.#due = run;
        return 1;
      },
      cancel: (): void => {
        this.#due = null;
      },
    };
    const first = { ask: "show", showing, blob: new Blob(["x"]), type: "x", words: WORDS } as const;
    this.viewing = new Viewing(port1, first, timing, (stage) => this.stages.push(stage), (key) => this.keys.push(key));
  }

  async say(...all: readonly unknown[]): Promise<void> {
    for (const each of all) this.#port.postMessage(each);
    await new Promise((done) => setTimeout(done, 20));
  }

  async open(): Promise<void> {
    await this.say({ said: "done" });
    await this.say({ said: "document", pages: 9, shown: 3 });
  }

  timeOut(): void {
    this.#due?.();
  }

  get last(): Stage | undefined {
    return this.stages.at(-1);
  }

  end(): void {
    this.viewing.end();
    this.#port.close();
  }
}

test("a document is shown, and its pages are turned", async () => {
  const played = new Played();
  await played.open();
  expect(played.last).toEqual({ at: "shown", what: { said: "document", pages: 9, shown: 3 }, page: 1, isBusy: false });
  played.viewing.turnTo(4);
  played.viewing.turnTo(0);
  played.viewing.turnTo(2);
  // Asked for while the second is drawn: only the last of them is.
  played.viewing.turnTo(1);
  played.viewing.turnTo(3);
  await played.say({ said: "page", page: 2 });
  await played.say({ said: "page", page: 3 }, { said: "key", key: "Escape" });
  expect(played.asked.slice(1)).toEqual([{ ask: "page", page: 2 }, { ask: "page", page: 3 }]);
  expect(played.last).toMatchObject({ at: "shown", page: 3, isBusy: false });
  expect(played.keys).toEqual(["Escape"]);
  played.end();
});

test.each([
  ["what is no answer", [{ said: "document", pages: 2, shown: 3 }]],
  ["another kind than was asked for", [{ said: "image", isMoving: false }]],
  ["more than an answer holds", [{ said: "document", pages: 2, shown: 2, then: "x" }]],
  ["two answers to one question", [{ said: "document", pages: 2, shown: 2 }, { said: "document", pages: 2, shown: 2 }]],
  ["a page that nobody asked for", [{ said: "document", pages: 2, shown: 2 }, { said: "page", page: 2 }]],
  ["markup", ["<script>"]],
  ["a key that is none", [{ said: "key", key: "Enter" }]],
])("a frame that says %s is given up", async (_, said) => {
  const played = new Played();
  await played.say({ said: "done" });
  await played.say(...said);
  expect(played.last).toEqual({ at: "refused", why: "damaged" });
  // Nothing that it says then is heard.
  const before = played.stages.length;
  await played.say({ said: "document", pages: 1, shown: 1 }, { said: "key", key: "Escape" });
  expect(played.stages.length).toBe(before);
  expect(played.keys).toEqual([]);
  played.end();
});

test("a frame that does not answer is given up", async () => {
  const silent = new Played();
  silent.timeOut();
  expect(silent.last).toEqual({ at: "refused", why: "broken" });
  silent.end();
  const slow = new Played();
  await slow.say({ said: "done" });
  slow.timeOut();
  expect(slow.last).toEqual({ at: "refused", why: "late" });
  slow.end();
  const later = new Played();
  await later.open();
  later.viewing.change({ ask: "turn" });
  later.timeOut();
  expect(later.last).toEqual({ at: "refused", why: "late" });
  later.end();
});

test("a frame that loads another document is given up", async () => {
  const played = new Played();
  await played.open();
  played.viewing.giveUp();
  expect(played.last).toEqual({ at: "refused", why: "damaged" });
  played.end();
});

test("of what is said only an exact answer or request is read", () => {
  fc.assert(
    fc.property(fc.anything(), (said) => {
      const answer = readAnswer(said);
      if (answer !== null) expect(said).toEqual(answer);
      const request = readRequest(said);
      if (request !== null) expect((said as Request).ask).toBe(request.ask);
    }),
  );
  expect(readRequest({ ask: "show", showing: "image", blob: "x", type: "", words: WORDS })).toBeNull();
  expect(readRequest({ ask: "show", showing: "page", blob: new Blob(), type: "", words: WORDS })).toBeNull();
  expect(readRequest({ ask: "page", page: 0.5 })).toBeNull();
  expect(readRequest({ ask: "size", size: "huge" })).toBeNull();
  expect(readRequest({ ask: "size", size: "fit" })).toEqual({ ask: "size", size: "fit" });
  expect(readAnswer({ said: "page", page: Infinity })).toBeNull();
});

test("what is offered goes by what a file is called, and what is shown by what it is", () => {
  expect(canPreview("image/jpeg", "x")).toBe(true);
  expect(canPreview("", "brev.PDF")).toBe(true);
  expect(canPreview("", "utan ändelse")).toBe(true);
  expect(canPreview("application/zip", "a.zip")).toBe(false);
  expect(canPreview("text/html", "a.html")).toBe(false);
  expect(canPreview("image/svg+xml", "a.svg")).toBe(false);
  const found = (type: keyof typeof TYPES): { type: keyof typeof TYPES; label: (typeof TYPES)["pdf"]["label"] } => ({ type, label: TYPES[type].label });
  expect(showingOf(found("svg"), "image/png", "bild.png")).toBeNull();
  expect(showingOf(found("html"), "text/plain", "a.txt")).toBeNull();
  expect(showingOf(found("windows"), "image/jpeg", "a.jpg")).toBeNull();
  expect(showingOf(found("video"), "video/mp4", "film.mp4")).toBeNull();
  expect(showingOf(found("video"), "audio/mp4", "inspelning.m4a")).toEqual({ showing: "sound", type: "audio/mp4" });
  expect(showingOf(found("pdf"), "image/png", "bild.png")).toEqual({ showing: "document", type: "application/pdf" });
});
