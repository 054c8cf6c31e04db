import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Correspondence } from "../../../src/desk/cases/correspondence.ts";
import type { CaseFiles } from "../../../src/desk/cases/files/case_files.ts";
import { carryingOf } from "../../../src/desk/cases/files/carrying.ts";
import type { Outgoing, OutgoingFiles } from "../../../src/desk/cases/files/outgoing.ts";
import { referencesIn } from "../../../src/desk/cases/files/references.ts";
import { FileError } from "../../../src/files/port.ts";
import { MOST_FILES, type FileReference } from "../../../src/sealing/file.ts";
import { sealedFileSize } from "../../../src/sealing/file_stream.ts";
import { DeskServer, type Asked } from "./support/desk_server.ts";
import { day, given } from "./support/given.ts";
import { person, type StoredCase } from "./support/stored.ts";
import { seat, show, type AtDesk } from "./support/at_desk.ts";
import { AUTHOR, UNSEEN, type FilesHere } from "./support/files_here.ts";

const me = person("Chefsjurist");
const colleague = person("HR-direktör");
const isPost = ({ method, path }: Asked): boolean => method === "POST" && path.endsWith("/envelopes");

let server: DeskServer;
let stored: StoredCase;
let desk: AtDesk;
let writing: Correspondence;

beforeAll(() => {
  server = new DeskServer([me, colleague], day("2026-11-22"));
});

beforeEach(async () => {
  server.interrupt = () => Promise.resolve(null);
  server.lie = (_asked, answer) => answer;
  server.staged.clear();
  stored = await server.file({ answers: [{ question: "what", answer: "Fakturor." }] }, day("2026-11-20"));
  desk = seat(server, me);
  await desk.cases.load();
  const shown = await show(desk.cases, stored.row);
  await desk.filesIn(shown).look([]);
  writing = desk.correspondenceIn(shown);
});

const text = (name: string, content: string): File => new File([content], name, { type: "text/plain" });
const reply = (): OutgoingFiles => writing.outgoing("reply");
const states = (files = reply()): readonly string[] => files.list.value.map(({ state }) => state.is);
const at = (n: number, files = reply()): Outgoing => given(files.list.value[n]);
const mover = (): FilesHere => given(desk.moved.at(-1));
const references = (): readonly FileReference[] => {
  const current = desk.cases.current.peek();
  return current?.is === "open" ? referencesIn(current.opened) : [];
};

const filesHere = (): CaseFiles => {
  const current = desk.cases.current.peek();
  if (current?.is !== "open") throw new Error("the case is gone");
  return desk.filesIn(current);
};

/** What a handler reads of a file that was sent. */
async function read(reference: FileReference): Promise<string> {
  const current = desk.cases.current.peek();
  if (current?.is !== "open") throw new Error("the case is gone");
  const files = desk.filesIn(current);
  await files.look([reference]);
  return given(await files.open(reference)).blob.text();
}

async function write(content: string, ...files: readonly File[]): Promise<void> {
  writing.choose("reply");
  writing.type(content);
  await reply().add(files);
}

describe("files in a letter", () => {
  it("go first, are named in the request, and stand in the letter", async () => {
    await write("Här är beslutet.", text("beslut å.txt", "Beslutet i sin helhet."), text("karta", "Karta"));
    expect(server.staged.size).toBe(0);
    await writing.send();
    expect(writing.status.value).toEqual({ is: "sent", kind: "reply", changed: false });
    expect(references().map(({ name }) => name)).toEqual(["beslut å.txt", "karta"]);
    const posted = given(server.asked.filter(isPost).at(-1)).body as { readonly files: readonly { readonly id: string }[] };
    expect(posted.files.map(({ id }) => id)).toEqual(references().map(({ id }) => id));
    expect(given([...stored.files.values()][0]).place).toEqual({ thread: "c", n: 2 });
    expect(await read(given(references()[0]))).toBe("Beslutet i sin helhet.");
    expect(reply().list.value).toEqual([]);
    expect(desk.hasUnsentFiles()).toBe(false);
  });

  it("a letter without files says nothing of files", async () => {
    await write("Tack.");
    await writing.send();
    expect(given(server.asked.filter(isPost).at(-1)).body).not.toHaveProperty("files");
  });

  it("are cleaned for the reporter, and go as they are in a note, unless somebody chooses otherwise", async () => {
    const authored = `${AUTHOR}Utkastet`;
    await write("Hej", text("a.docx", authored), text("b.docx", authored));
    expect(at(0).version).toBe("cleaned");
    reply().choose(at(1).key, "original");
    await writing.send();
    expect(await Promise.all(references().map(read))).toEqual(["Utkastet", authored]);
    writing.choose("note");
    writing.type("Se filen.");
    await writing.outgoing("note").add([text("c.docx", authored)]);
    expect(at(0, writing.outgoing("note")).version).toBe("original");
    await writing.send();
    expect(await read(given(references().find(({ name }) => name === "c.docx")))).toBe(authored);
  });

  it("one that nobody could look at is said to go as it is, before it goes", async () => {
    const authored = `${AUTHOR}Utkastet`;
    await write("Hej", text(UNSEEN, authored), text("sett.docx", authored));
    expect(at(0)).toMatchObject({ inspection: null, version: "original", state: { is: "ready" } });
    expect(carryingOf(at(0)).map(({ words }) => words)).toEqual(["desk-file-not-seen"]);
    expect(carryingOf(at(1)).map(({ words }) => words)).toEqual(["desk-file-loses"]);
    reply().choose(at(1).key, "original");
    expect(carryingOf(at(1)).map(({ words }) => words)).toEqual(["desk-file-carries"]);
    expect(carryingOf({ ...at(0), state: { is: "inspecting" } })).toEqual([]);
    await writing.send();
    expect(await read(given(references()[0]))).toBe(authored);
  });

  it("sent before anybody has seen what they carry, they wait until it is known", async () => {
    writing.choose("reply");
    writing.type("Hej");
    const added = reply().add([text("a.docx", `${AUTHOR}Utkastet`)]);
    expect(states()).toEqual(["inspecting"]);
    await writing.send();
    await added;
    expect(writing.status.value.is).toBe("sent");
    expect(await Promise.all(references().map(read))).toEqual(["Utkastet"]);
  });

  it("what was chosen for a note never goes to the reporter", async () => {
    await writing.outgoing("note").add([text("internt.txt", "Bara vi.")]);
    await write("Hej");
    await writing.send();
    expect(references()).toEqual([]);
    expect(writing.outgoing("note").list.value).toHaveLength(1);
    expect(desk.hasUnsentFiles()).toBe(true);
  });

  it("may go without a word in a reply or a note, and never in what takes a step", async () => {
    await write("", text("a.txt", "a"));
    await writing.send();
    expect(writing.status.value.is).toBe("sent");
    writing.choose("feedback");
    await writing.outgoing("feedback").add([text("b.txt", "b")]);
    await writing.send();
    expect(writing.status.value).toEqual({ is: "empty", kind: "feedback" });
  });

  it("are not sent again when somebody was quicker: the letter is sealed anew and names the same", async () => {
    await write("Vi återkommer.", text("a.txt", "a"));
    let isFirst = true;
    server.interrupt = async (asked) => {
      if (isFirst && isPost(asked)) {
        isFirst = false;
        await server.write(stored, "reporter", "message", { text: "Mer", language: "sv", files: [], step: null });
      }
      return null;
    };
    await writing.send();
    expect(writing.status.value.is).toBe("sent");
    expect(mover().sent).toEqual(["a.txt"]);
    expect(given([...stored.files.values()][0]).place).toEqual({ thread: "c", n: 3 });
  });

  it("of two handlers at once the second reads first, and keeps what it has sent", async () => {
    const other = seat(server, colleague);
    await other.cases.load();
    const theirs = other.correspondenceIn(await show(other.cases, stored.row));
    theirs.choose("reply");
    theirs.type("Jag tar det.");
    await theirs.outgoing("reply").add([text("deras.txt", "deras")]);
    await write("Mitt svar.", text("mitt.txt", "mitt"));
    await theirs.send();
    await writing.send();
    expect(writing.status.value).toMatchObject({ is: "not-sent", outcome: { is: "contradicted", by: "answered" } });
    expect(states()).toEqual(["up"]);
    await writing.send();
    expect(writing.status.value.is).toBe("sent");
    expect(mover().sent).toEqual(["mitt.txt"]);
    expect(stored.files.size).toBe(2);
  });

  it("after a lost answer the very letter is sent again, and no file twice", async () => {
    await write("Hej", text("a.txt", "a"));
    const fetcher = server.fetchFor(me);
    let isLost = false;
    server.interrupt = async (asked) => {
      if (!isPost(asked) || isLost) return null;
      isLost = true;
      await fetcher(asked.path, { method: "POST", body: JSON.stringify(asked.body) });
      return "offline";
    };
    await writing.send();
    expect(writing.status.value).toMatchObject({ is: "not-sent", outcome: { is: "unknown" } });
    await writing.send();
    expect(writing.status.value).toEqual({ is: "sent", kind: "reply", changed: false });
    const [one, other] = server.asked.filter(isPost).slice(-2);
    expect(given(other).body).toEqual(given(one).body);
    expect(mover().sent).toEqual(["a.txt"]);
    expect(stored.c).toHaveLength(3);
  });

  it("those that the server has lost are sent again by themselves, the others are not", async () => {
    await write("Hej", text("a.txt", "a"), text("b.txt", "b"));
    let isFirst = true;
    server.interrupt = (asked) => {
      if (isFirst && isPost(asked)) {
        isFirst = false;
        server.staged.delete(given([...server.staged.keys()][0]));
      }
      return Promise.resolve(null);
    };
    await writing.send();
    expect(writing.status.value.is).toBe("sent");
    expect(mover().sent).toEqual(["a.txt", "b.txt", "a.txt"]);
    expect(await Promise.all(references().map(read))).toEqual(["a", "b"]);
  });

  it("a server that never takes them is believed after the second time", async () => {
    await write("Hej", text("a.txt", "a"));
    server.interrupt = (asked) =>
      Promise.resolve(isPost(asked) ? new Response('{"problem":"problem-files"}', { status: 409 }) : null);
    await writing.send();
    expect(writing.status.value).toMatchObject({ is: "not-sent", outcome: { is: "refused", because: "problem-files" } });
    expect(mover().sent).toEqual(["a.txt", "a.txt"]);
    expect(writing.texts.value.reply).toBe("Hej");
  });

  it("a file that is refused keeps the letter, says so, and leaves the rest up", async () => {
    await write("Hej", text("a.txt", "a"), text("b.txt", "b"));
    mover().failing = new FileError("refused", "problem-files-full");
    await writing.send();
    expect(writing.status.value).toEqual({ is: "files-failed", kind: "reply" });
    expect(states()).toEqual(["failed", "up"]);
    expect(stored.c).toHaveLength(2);
    reply().remove(at(0).key);
    await writing.send();
    expect(writing.status.value.is).toBe("sent");
    expect(references().map(({ name }) => name)).toEqual(["b.txt"]);
  });

  it("what is taken away after it was sent is removed from the server too, by what is still at work", async () => {
    await write("Hej", text("a.txt", "a"), text("b.txt", "b"));
    mover().failing = new FileError("refused", "problem-files-full");
    await writing.send();
    reply().remove(at(1).key);
    reply().remove(at(0).key);
    expect(mover().calledOff).toEqual(["b.txt"]);
    expect(mover().isClosed).toBe(false);
  });

  it("called off, the letter is not sent and its text stays; nothing that arrives late is taken for sent", async () => {
    await write("Hej", text("a.txt", "a"));
    let release = (): void => undefined;
    mover().held = new Promise((done) => (release = done));
    const sending = writing.send();
    await Promise.resolve();
    expect(states()).toEqual(["moving"]);
    reply().pause();
    expect(mover().isPaused).toBe(true);
    writing.stopSending();
    release();
    await sending;
    expect(writing.status.value).toEqual({ is: "writing" });
    expect(states()).toEqual(["ready"]);
    expect(stored.c).toHaveLength(2);
    expect(writing.texts.value.reply).toBe("Hej");
    await writing.send();
    expect(writing.status.value.is).toBe("sent");
  });

  it("locking ends what is on its way and drops what was chosen", async () => {
    await write("Hej", text("a.txt", "a"));
    const moved = mover();
    moved.held = new Promise(() => undefined);
    const sending = writing.send();
    await Promise.resolve();
    desk.stop();
    await sending;
    expect(moved.isClosed).toBe(true);
    expect(reply().list.value).toEqual([]);
    expect(desk.hasUnsentFiles()).toBe(false);
    expect(stored.c).toHaveLength(2);
  });

  it("what cannot be read, is too large or too many is told before anything is sent", async () => {
    const folder = text("mapp", "");
    folder.slice = () => ({ arrayBuffer: () => Promise.reject(new Error("a folder")) }) as unknown as Blob;
    await write("Hej", folder, text("stor.bin", "x".repeat(5000)));
    expect(states()).toEqual(["unreadable", "too-large"]);
    await writing.send();
    expect(writing.status.value.is).toBe("files-failed");
    expect(stored.c).toHaveLength(2);
    for (const { key } of reply().list.value) reply().remove(key);
    await reply().add(Array.from({ length: MOST_FILES + 1 }, (_, n) => text(`${n}`, "x")));
    expect(reply().surplus.value).toBe("too-many");
    expect(reply().list.value).toHaveLength(MOST_FILES);
  });

  it("what does not fit beside the files that the case has is told before anything is sent", async () => {
    await write("Hej", text("a.txt", "a"));
    await writing.send();
    // What is sealed is larger than what was chosen, and room for three.
    const one = sealedFileSize(4000);
    const held = [...stored.files.values()].flatMap(({ pieces }) => pieces).reduce((sum, { length }) => sum + length, 0);
    expect(held).toBeGreaterThan(0);
    const { bounds } = server;
    server.bounds = { ...bounds, per_case: held + 3 * one };
    await filesHere().lookAgain();
    server.bounds = bounds;
    expect(filesHere().bounds?.left).toBe(3 * one);
    await reply().add(Array.from({ length: 4 }, (_, n) => text(`${n}`, "x".repeat(4000))));
    expect(reply().surplus.value).toBe("case-full");
    const before = mover().sent.length;
    writing.type("Hej igen");
    await writing.send();
    expect(mover().sent).toHaveLength(before);
    reply().remove(at(0).key);
    expect(reply().surplus.value).toBeNull();
    await reply().add([text("stor.bin", "x".repeat(5000))]);
    expect(reply().surplus.value).toBeNull();
  });

  it("what could not be cleaned waits for a decision, and never goes as it is by itself", async () => {
    await write("Hej", text("a.docx", `${AUTHOR}stubborn`));
    await writing.send();
    expect(states()).toEqual(["not-cleaned"]);
    await writing.send();
    expect(stored.c).toHaveLength(2);
    reply().choose(at(0).key, "original");
    await writing.send();
    expect(writing.status.value.is).toBe("sent");
  });

  it("a name gets what may stand in a letter", async () => {
    await write("Hej", text("ond\u202egnp.exe", "x"), text("ä".repeat(200), "x"));
    await writing.send();
    expect(references().map(({ name }) => new TextEncoder().encode(name).length)).toEqual([10, 254]);
  });
});
