import { afterEach, expect, test, vi } from "vitest";
import { hold } from "../../src/intake/files/held.ts";
import type { Signed } from "../../src/intake/server/client.ts";
import { parseFileId } from "../../src/sealing/id.ts";
import { parseDigest } from "../../src/sealing/digest.ts";
import { digestOfPieces } from "../../src/sealing/file_stream.ts";

/** The page's sentences, each as its own name. */
function stubPage(): void {
  class Template {
    readonly content: { readonly textContent: string };
    constructor(selector: string) {
      this.content = { textContent: `${/"(.+)"/.exec(selector)?.[1] ?? ""} {good}/{count}` };
    }
  }
  vi.stubGlobal("HTMLTemplateElement", Template);
  vi.stubGlobal("document", { querySelector: (selector: string) => new Template(selector) });
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test("files that the server does not hold are to be sent again, and those that it holds are said to be whole", async () => {
  stubPage();
  const [id, piece] = [parseFileId(`${"0".repeat(31)}1`), parseDigest("1".repeat(64))];
  if (id === null || piece === null) throw new Error("no id, or no digest");
  const sealed = [{ id, digest: digestOfPieces([piece]) }];
  const by = (...files: readonly object[]): Signed => ({ get: (_: string, read: (value: unknown) => unknown) => Promise.resolve(read({ files })) }) as unknown as Signed;
  expect(await hold(by({ id, length: 1, n: 1, pieces: [piece] }), sealed)).toEqual({ isWhole: true, words: "files-verified 1/1" });
  expect(await hold(by(), sealed)).toEqual({ isWhole: false, words: "files-verified-fewer 0/1" });
});
