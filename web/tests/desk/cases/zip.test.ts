import { execFileSync } from "node:child_process";
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { packageName } from "../../../src/desk/cases/exports/names.ts";
import { inMemory, TooLargeError } from "../../../src/desk/cases/exports/sinks.ts";
import { ZipWriter } from "../../../src/desk/cases/exports/zip.ts";
import { day } from "./support/given.ts";

const folder = mkdtempSync(join(tmpdir(), "sigill-zip-"));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("what a package is made of", () => {
  it("takes no more memory than its bound where the browser cannot stream", async () => {
    const target = inMemory("x.zip", 10);
    await target.write(new Uint8Array(8));
    await expect(target.write(new Blob([new Uint8Array(3)]))).rejects.toThrow(TooLargeError);
  });

  it("names files for every system", () => {
    const named = ["å/ä\\ö.PDF", "nul", "..", "a".repeat(300), "\u202efdp.exe", "fil.tar.gz", ".htaccess", "报告.docx"].map((name, at) => packageName(at + 1, name, false));
    expect(named).toEqual(["001-a-a-o.pdf", "002-nul", "003-file", `004-${"a".repeat(48)}`, "005-fdp.exe", "006-fil-tar.gz", "007-htaccess", "008-file.docx"]);
  });

  it("is a package of more than four gigabytes too", async () => {
    const path = join(folder, "large.zip");
    const file = openSync(path, "w");
    let at = 0;
    // A blob of holes, which nobody has the memory for: its stream gives a little at a time, and the disk keeps none of it.
    const large = 0x1_0000_0010;
    const holes = {
      size: large,
      stream: () => {
        let left = 64;
        return new ReadableStream<Uint8Array>({
          pull: (controller) => {
            if (left === 0) controller.close();
            else controller.enqueue(new Uint8Array(1));
            left = Math.max(0, left - 1);
          },
        });
      },
    } as unknown as Blob;
    const zip = new ZipWriter(
      {
        write: async (part) => {
          if (part === holes) at += large;
          else at += writeSync(file, new Uint8Array(part instanceof Blob ? await part.arrayBuffer() : part), 0, null, at);
        },
      },
      day("2026-11-22"),
    );
    await zip.add("large.bin", holes);
    await zip.add("after.txt", new Blob(["efter"]));
    await zip.end();
    ftruncateSync(file, at);
    closeSync(file);
    expect(zip.length).toBe(at);
    const script = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); [print(i.filename, i.file_size, i.date_time) for i in z.infolist()]; print(z.read('after.txt'))";
    const told = execFileSync("python3", ["-c", script, path]).toString().split("\n");
    expect(told.slice(0, 3)).toEqual(["large.bin 4294967312 (2026, 11, 22, 0, 0, 0)", "after.txt 5 (2026, 11, 22, 0, 0, 0)", "b'efter'"]);
  });
});
