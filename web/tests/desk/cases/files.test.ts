import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ApiError } from "../../../src/desk/api.ts";
import type { CaseFiles } from "../../../src/desk/cases/files/case_files.ts";
import { kindOf } from "../../../src/desk/cases/files/kind.ts";
import { referencesIn } from "../../../src/desk/cases/files/references.ts";
import { natureOf } from "../../../src/desk/cases/files/saving.ts";
import { bytesInWords } from "../../../src/files/amount.ts";
import type { Digest } from "../../../src/sealing/digest.ts";
import type { FileReference } from "../../../src/sealing/file.ts";
import { digestOfPieces } from "../../../src/sealing/file_stream.ts";
import type { Json } from "../../../src/sealing/strict_json.ts";
import { DeskServer, type Asked } from "./support/desk_server.ts";
import { day, given } from "./support/given.ts";
import { person, type StoredCase } from "./support/stored.ts";
import { seat, show, type AtDesk } from "./support/at_desk.ts";
import { stagedFile } from "./support/files_here.ts";

const me = person("Chefsjurist");

let server: DeskServer;
let stored: StoredCase;
let desk: AtDesk;
let files: CaseFiles;
let references: readonly FileReference[];

const first = (): FileReference => given(references[0]);
const second = (): FileReference => given(references[1]);
const pieceRequests = (): readonly Asked[] => server.asked.filter(({ path }) => /\/files\/[0-9a-f]+\/\d+$/.test(path));
const stands = (): readonly (string | null)[] => references.map((reference) => files.stand(reference));
const verified = (): number => references.filter((reference) => files.isVerified(reference)).length;

beforeAll(() => {
  server = new DeskServer([me], day("2026-11-22"));
});

beforeEach(async () => {
  server.interrupt = () => Promise.resolve(null);
  server.lie = (_asked, answer) => answer;
  const sent = [
    stagedFile(server, "kvitton från våren.txt", "Åtta kvitton, alla under gränsen."),
    stagedFile(server, "ett till.txt", "Ett till, av samma slag, från i höstas."),
    stagedFile(server, "tomt.txt", ""),
  ];
  stored = await server.file({ answers: [{ question: "what", answer: "Se filerna." }], files: sent }, day("2026-11-20"));
  desk = seat(server, me);
  await desk.cases.load();
  const shown = await show(desk.cases, stored.row);
  files = desk.filesIn(shown);
  references = referencesIn(shown.opened);
  server.asked.length = 0;
});

/** The server changes its list of files. */
function lieInList(change: (files: Record<string, Json>[]) => Json[]): void {
  server.lie = (asked, answer) => {
    if (!asked.path.endsWith("/files")) return answer;
    const told = answer as { readonly files: Record<string, Json>[] };
    return { ...told, files: change(told.files) };
  };
}

describe("the files of a letter", () => {
  it("are verified against the digest that was sealed, and opened as they were sent", async () => {
    await files.look(references);
    expect(verified()).toBe(3);
    const opened = given(await files.open(first()));
    expect(await opened.blob.text()).toBe("Åtta kvitton, alla under gränsen.");
    expect(files.state(first()).is).toBe("open");
    const before = pieceRequests().length;
    expect(await files.open(first())).toBe(opened);
    expect(pieceRequests()).toHaveLength(before);
  });

  it("tell what may be sent, once the list is there", async () => {
    expect(files.bounds).toBeNull();
    await files.look(references);
    const held = [...stored.files.values()].flatMap(({ pieces }) => pieces).reduce((sum, { length }) => sum + length, 0);
    expect(files.bounds).toEqual({ largest: 4096, perCase: 1_048_576, left: 1_048_576 - held, open: true });
  });

  it("ask for the list once, and again only for a file that it does not have", async () => {
    await files.look(references);
    await files.look(references);
    expect(server.asked).toHaveLength(1);
    const late = stagedFile(server, "sent.txt", "Den kom nyss.");
    await server.write(stored, "reporter", "message", { text: "En till", language: "sv", files: [late], step: null });
    await files.look([...references, late]);
    expect(server.asked).toHaveLength(2);
  });

  it("a list of another file is damaged, and nothing of it is asked for", async () => {
    lieInList(([one, other, ...rest]) => {
      const [a, b] = [given(one), given(other)];
      return [{ ...a, pieces: given(b["pieces"]) }, { ...b, pieces: given(a["pieces"]) }, ...rest];
    });
    await files.look(references);
    expect(stands()).toEqual(["damaged", "damaged", "listed"]);
    expect(verified()).toBe(1);
    expect(await files.open(first())).toBeNull();
    expect(pieceRequests()).toHaveLength(0);
  });

  it("a file that the server lists no more is missing, and nothing of it is asked for", async () => {
    lieInList((all) => all.slice(1));
    await files.look(references);
    expect(stands()).toEqual(["missing", "listed", "listed"]);
    expect(await files.open(first())).toBeNull();
    expect(pieceRequests()).toHaveLength(0);
    // Somebody has put it back.
    server.lie = (_asked, answer) => answer;
    await files.lookAgain();
    expect(verified()).toBe(3);
  });

  it("a list in which a file stands twice is none", async () => {
    lieInList((all) => [...all, given(all[0])]);
    await files.look(references);
    expect(files.looking.value).toEqual({ is: "failed", because: new ApiError("unreadable", 200) });
    expect(verified()).toBe(0);
  });

  it("a flipped piece is found when the file is opened, and counts until the file was opened whole", async () => {
    const { pieces } = given(stored.files.get(first().id));
    const piece = given(pieces[1]);
    await files.look(references);
    piece[0] = given(piece[0]) ^ 1;
    expect(await files.open(first())).toBeNull();
    expect(files.state(first())).toEqual({ is: "damaged" });
    expect(verified()).toBe(2);
    // A second try, while it is under way, is not taken for a whole file.
    const again = files.open(first());
    expect(verified()).toBe(2);
    files.cancel(first());
    await again;
    expect(verified()).toBe(2);
    piece[0] = given(piece[0]) ^ 1;
    expect(await files.open(first())).not.toBeNull();
    expect(verified()).toBe(3);
  });

  it("a piece that the server does not have makes the file missing", async () => {
    await files.look(references);
    given(stored.files.get(first().id)).pieces.length = 1;
    expect(await files.open(first())).toBeNull();
    expect(files.state(first())).toEqual({ is: "missing" });
    expect(verified()).toBe(2);
  });

  it("no answer makes nothing damaged", async () => {
    await files.look(references);
    server.interrupt = () => Promise.resolve("offline");
    expect(await files.open(first())).toBeNull();
    expect(files.state(first())).toEqual({ is: "failed", because: "network" });
    expect(verified()).toBe(3);
    server.interrupt = () => Promise.resolve(null);
    expect(await files.open(first())).not.toBeNull();
  });

  it("are opened once for two who ask at once, and what is called off is closed again", async () => {
    await files.look(references);
    const [one, other] = await Promise.all([files.open(first()), files.open(first())]);
    expect(one).toBe(other);
    const opening = files.open(second());
    files.cancel(second());
    expect(await opening).toBeNull();
    expect(files.state(second())).toEqual({ is: "closed" });
  });

  it("are let go when the case is left, and nothing arrives afterwards", async () => {
    await files.look(references);
    await files.open(first());
    const late = files.open(second());
    desk.leaveFiles(files);
    expect(await late).toBeNull();
    expect(files.state(first()).is).toBe("closed");
    expect(given(desk.moved[0]).isClosed).toBe(true);
    expect(await files.open(first())).toBeNull();
    const current = desk.cases.current.value;
    if (current?.is !== "open") throw new Error("the case is gone");
    expect(desk.filesIn(current)).not.toBe(files);
  });

  it("are let go when another case is shown, and when the desk locks", async () => {
    const other = await server.file({ answers: [] }, day("2026-11-21"));
    await files.look(references);
    await files.open(first());
    await desk.cases.load();
    const next = desk.filesIn(await show(desk.cases, other.row));
    expect(files.state(first()).is).toBe("closed");
    // The part that showed the case before goes after the next one has come.
    desk.leaveFiles(files);
    await next.look([]);
    expect(next.bounds).not.toBeNull();
    desk.stop();
    expect(next.bounds).toBeNull();
  });

  it("a list that is longer than the file is damaged, though its digest is the sealed one", async () => {
    const long = new Array<Digest>(60_000).fill(second().digest);
    lieInList(([one, ...rest]) => [{ ...given(one), pieces: long }, ...rest]);
    const sealed = { ...first(), digest: digestOfPieces(long) };
    await files.look([sealed]);
    expect(files.stand(sealed)).toBe("damaged");
    expect(files.stand({ ...sealed, size: Number.MAX_SAFE_INTEGER })).toBe("damaged");
  });

  it("one that the browser can no longer read is said to be, and fetched anew", async () => {
    await files.look(references);
    await files.open(first());
    const before = pieceRequests().length;
    files.drop(first());
    expect(files.state(first())).toEqual({ is: "failed", because: "worker" });
    expect(given(await files.open(first())).blob.size).toBeGreaterThan(0);
    expect(pieceRequests()).toHaveLength(2 * before);
  });

  it("two letters that name one file are judged each by its own words", async () => {
    const lie = { ...first(), digest: second().digest };
    await files.look([...references, lie]);
    expect(files.stand(lie)).toBe("damaged");
    await files.open(first());
    expect(files.state(lie).is).toBe("closed");
    expect(await files.open(lie)).toBeNull();
  });
});

describe("before a file is saved", () => {
  const nature = (name: string, type: string, content: BlobPart) => natureOf(new Blob([content]), { name, type });

  it("what is a picture or a text and is called so raises no question", async () => {
    expect((await nature("anteckning.txt", "text/plain", "Åtta kvitton.")).isPlain).toBe(true);
    expect((await nature("tom.txt", "text/plain", "")).isPlain).toBe(true);
  });

  it("what is a program, is called otherwise than it is, or cannot be told does", async () => {
    expect((await nature("bild.png", "image/png", "MZ\u0090\u0000 program")).isPlain).toBe(false);
    expect((await nature("faktura.txt", "text/plain", "%PDF-1.7\n")).isPlain).toBe(false);
    expect((await nature("sida.html", "text/html", "<!doctype html><script>1</script>")).isPlain).toBe(false);
    expect((await nature("okänd", "application/octet-stream", new Uint8Array([1, 2, 3, 0, 255]))).isPlain).toBe(false);
  });
});

describe("a file in words", () => {
  it("is of a kind by its type, else by its ending", () => {
    expect(kindOf({ type: "image/png", name: "x" })).toBe("picture");
    expect(kindOf({ type: "application/octet-stream", name: "Kvitto.PDF" })).toBe("pdf");
    expect(kindOf({ type: "application/octet-stream", name: "utan ändelse" })).toBe("other");
  });

  it("weighs what people say", () => {
    const said = (bytes: number): string => bytesInWords(bytes, { locale: "sv" }).replace("\u00a0", " ");
    expect(said(0)).toBe("0 byte");
    expect(said(999)).toBe("999 byte");
    expect(said(1024 ** 2 - 1)).toBe("1 MB");
    expect(said(1_440_000)).toBe("1,4 MB");
    expect(said(4 * 1024 ** 3)).toBe("4 GB");
  });

  it("and says of a bound never more than it is, of what is beyond it never the same", () => {
    const said = (bytes: number, rounding: "down" | "up"): string => bytesInWords(bytes, { locale: "sv" }, rounding).replaceAll("\u00a0", " ");
    for (const [bound, over] of [["2 MB", "2,1 MB"], ["16 MB", "16,1 MB"], ["4 GB", "4,1 GB"], ["900 kB", "901 kB"]] as const) {
      const [amount = "", unit = ""] = bound.split(" ");
      const bytes = Number(amount) * 1024 ** ["byte", "kB", "MB", "GB"].indexOf(unit);
      expect([said(bytes, "down"), said(bytes, "up"), said(bytes + 1, "up")]).toEqual([bound, bound, over]);
    }
    expect([said(1_625_292, "down"), said(1_625_293, "up")]).toEqual(["1,5 MB", "1,6 MB"]);
    for (let bytes = 1; bytes < 2 ** 50; bytes = Math.ceil(bytes * 1.01)) {
      expect(said(bytes + 1, "up"), String(bytes)).not.toBe(said(bytes, "down"));
    }
  });
});

