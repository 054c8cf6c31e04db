import { describe, expect, test } from "vitest";
import { FileError } from "../../src/files/port.ts";
import { dangerOfName } from "../../src/intake/files/danger.ts";
import { outcomeOf, outcomeOfFailure } from "../../src/intake/files/outcome.ts";

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
