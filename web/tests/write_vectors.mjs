// Writes what the browser's bundle seals, for the other implementation to open: sealed-by-typescript.json,
// case-by-typescript.json and files-by-typescript.json in tests/vectors. Run by `npm run vectors`; they are random, so that they differ each time.
import { writeFileSync } from "node:fs";
import { bundle } from "../bundle.mjs";

/**
 * What a module of this folder exports, bundled as the browser gets it.
 * @param {string} path
 */
async function bundled(path) {
  const script = await bundle(path, {});
  /** @type {unknown} */
  const exported = await import(`data:text/javascript;base64,${Buffer.from(script).toString("base64")}`);
  return exported;
}

/**
 * Writes one file of vectors.
 * @param {string} name
 * @param {unknown} content
 */
function write(name, content) {
  const path = new URL(`../../tests/vectors/${name}.json`, import.meta.url);
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
}

const vectors = /** @type {typeof import("./support/sealed_vectors.ts")} */ (
  await bundled("tests/support/sealed_vectors.ts")
);
const whole = /** @type {typeof import("./support/sealed_case.ts")} */ (await bundled("tests/support/sealed_case.ts"));
write("sealed-by-typescript", await vectors.sealedVectors());
write("case-by-typescript", await whole.sealedCase());
const files = /** @type {typeof import("./support/file_vectors.ts")} */ (await bundled("tests/support/file_vectors.ts"));
write("files-by-typescript", await files.fileVectors());
