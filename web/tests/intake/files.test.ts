import { describe, expect, test } from "vitest";
import { FileError } from "../../src/files/port.ts";
import { Adding } from "../../src/intake/files/adding.ts";
import { dangerOfName } from "../../src/intake/files/danger.ts";
import { outcomeOf, outcomeOfFailure } from "../../src/intake/files/outcome.ts";
import { Staged } from "../../src/intake/files/staged.ts";
import { eventually } from "../support/eventually.ts";
import { filesPage } from "../support/files_page.ts";

describe("what a reporter is told of a chosen file", () => {
  const stays = [{ what: "tracked-changes", detail: null }] as const;

  test("what stays in it is told also where there is nothing to take out, and not as if a copy were cleaned", () => {
    const told = outcomeOf({ format: "office", findings: [], stays, can: "nothing-to-clean" });
    expect(told).toMatchObject({ canClean: false, words: "cleaning-nothing", stays, staysWords: "files-stays", exchangesNames: false });
    expect(outcomeOf({ format: "office", findings: [], stays, can: "clean" })).toMatchObject({ stays, staysWords: "cleaning-stays", exchangesNames: true });
  });

  test("that it could not be looked into says nothing of the file", () => {
    expect(outcomeOfFailure(new FileError("worker"))).toMatchObject({ canClean: false, words: "files-unlooked" });
    expect(outcomeOfFailure(new FileError("changed")).words).toBe("files-why-changed");
    expect(outcomeOf({ format: "jpeg", findings: [], stays: [], can: "damaged" }).words).toBe("cleaning-damaged");
  });
});

test("a file from the other side is told to be a program, a web page or a shortcut by how its name ends", () => {
  expect(["faktura.pdf.EXE", "kör.js", "setup.msi. ", "skiva.iso"].map(dangerOfName)).toEqual(Array(4).fill("files-danger-program"));
  expect(["svar.html", "bild.svg"].map(dangerOfName)).toEqual(Array(2).fill("files-danger-page"));
  expect(["svar.lnk", "läs.url"].map(dangerOfName)).toEqual(Array(2).fill("files-danger-shortcut"));
  expect(["svar.pdf", "bild.jpg", "exe", "js.txt", ""].map(dangerOfName)).toEqual(Array(5).fill(null));
});

describe("what was sent and is not wanted any more", () => {
  const sent = async (kinds: readonly ("cleaned" | "original")[]) => {
    const page = filesPage();
    const staged = new Staged<"cleaned" | "original">();
    const upload = (kind: "cleaned" | "original"): Promise<void> => staged.arrive(kind, page.files.upload(new Blob(["hej"]), kind, "", page.tell));
    await Promise.all(kinds.map(upload));
    return { ...page, staged, upload };
  };

  test("is removed from the server, and what is kept stays there", async () => {
    const { server, staged } = await sent(["cleaned", "original"]);
    expect(server.uploads.size).toBe(2);
    const kept = staged.get("original")?.id;
    staged.end(["original"]);
    expect(staged.arrived.map(([kind]) => kind)).toEqual(["original"]);
    await eventually(() => { expect([...server.uploads.keys()]).toEqual([kept]); });
    staged.end();
    await eventually(() => { expect(server.uploads.size).toBe(0); });
    expect(staged.arrived).toEqual([]);
  });

  test("has not arrived, whenever it was ended on its way", async () => {
    const { server, staged, upload } = await sent([]);
    server.interfere = ({ method }) => (method === "PATCH" ? "silence" : undefined);
    const arriving = expect(upload("cleaned")).rejects.toMatchObject({ kind: "cancelled" });
    await eventually(() => { expect(server.log.some((line) => line.startsWith("PATCH"))).toBe(true); });
    staged.end();
    await arriving;
    server.interfere = () => undefined;
    await eventually(() => { expect(server.uploads.size).toBe(0); });
    expect(staged.get("cleaned")).toBeUndefined();
    await upload("cleaned");
    expect([...server.uploads.keys()]).toEqual([staged.get("cleaned")?.id]);
  });
});

test("what was chosen is waited for until it is in the list, one choice after the other", async () => {
  const adding = new Adding();
  expect([adding.isUnderWay, await adding.done]).toEqual([false, true]);
  const log: string[] = [];
  let answer: () => void = () => undefined;
  const asked = new Promise<void>((done) => { answer = done; });
  adding.begin(async () => {
    await asked;
    log.push("first");
    return false;
  });
  adding.begin(() => {
    log.push("second");
    return Promise.resolve(true);
  });
  const done = adding.done.then((wereTaken) => [wereTaken, adding.isUnderWay]);
  await Promise.resolve();
  expect([adding.isUnderWay, ...log]).toEqual([true]);
  answer();
  expect(await done).toEqual([false, false]);
  expect(log).toEqual(["first", "second"]);
  expect(await adding.done).toBe(true);
});
