// Writes tests/vectors/sealed-by-typescript.json: what the browser's bundle seals, for the other implementation to
// open. Run by `npm run vectors`; the file is random, so that it differs each time.
import { writeFileSync } from "node:fs";
import { bundle } from "../bundle.mjs";

const script = await bundle("tests/support/sealed_vectors.ts", {});
const made = /** @type {typeof import("./support/sealed_vectors.ts")} */ (
  await import(`data:text/javascript;base64,${Buffer.from(script).toString("base64")}`)
);
const path = new URL("../../tests/vectors/sealed-by-typescript.json", import.meta.url);
writeFileSync(path, `${JSON.stringify(await made.sealedVectors(), null, 2)}\n`);
