// Builds what the server serves: src/{intake,desk,oversight}/*.ts(x), every *.worker.ts below them, and styles/*.css,
// each bundled into one file under dist/ whose name carries the digest of its content. Parts of an entry point live
// one folder further down. dist/manifest.json tells the server file name and integrity of each; a file.br beside each
// is the same bytes in Brotli, so that the server compresses nothing. The same sources give the same bytes. The documents
// of documents.mjs stand there too, each with the policy by which it is served.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { bundle, compress } from "./bundle.mjs";
import * as documents from "./documents.mjs";

const here = import.meta.dirname;
const dist = join(here, "dist");
/** Where the server serves dist/. */
const served = "/assets/";
/** Where the desk serves documents. */
const shown = "/preview/";
const faces = ["intake", "desk", "oversight"];

/**
 * One thing to build.
 * @typedef {{ name: string, path: string }} Entry
 */

/**
 * The names of a folder's files, none if there is no such folder.
 * @param {string} folder
 * @param {boolean} recursive
 */
function filesOf(folder, recursive) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * What an entry point is called in the manifest: `intake/report.js`, `desk/unlock.worker.js`, `styles/intake.css`.
 * @param {string} folder
 * @param {string} path
 * @param {string} extension
 * @returns {Entry}
 */
function entry(folder, path, extension) {
  return { name: `${folder}/${basename(path, extname(path))}${extension}`, path };
}

/**
 * The scripts of a face: each file of its folder; or, where there is a main.tsx, that one, of which all others are
 * parts, as the desk is one page.
 * @param {string} face
 */
function scriptsOf(face) {
  const paths = filesOf(join(here, "src", face), false).filter((path) => /(?<!\.d|\.worker)\.tsx?$/.test(path));
  const main = paths.filter((path) => basename(path) === "main.tsx");
  return main.length > 0 ? main : paths;
}

const scripts = faces.flatMap((face) => scriptsOf(face).map((path) => entry(face, path, ".js")));
const workers = faces.flatMap((face) =>
  filesOf(join(here, "src", face), true)
    .filter((path) => path.endsWith(".worker.ts"))
    .map((path) => entry(face, path, ".js")),
);
const styles = filesOf(join(here, "styles"), false)
  .filter((path) => path.endsWith(".css"))
  .map((path) => entry("styles", path, ".css"));

/** @type {Record<string, { file: string, integrity: string, policy?: string }>} */
const manifest = {};

/**
 * Bundles one entry point and writes it under the name its content gives it, which it returns.
 * @param {Entry} entry
 * @param {Record<string, string>} workers addresses of the workers, for the scripts that start them
 */
async function write({ name, path }, workers) {
  return put(name, await bundle(path, { workers, documents: frames }));
}

/**
 * Writes a file under the name its content gives it, which it returns.
 * @param {string} name
 * @param {Uint8Array} bytes
 * @param {string} [policy] of a document, the policy by which it is served
 */
function put(name, bytes, policy) {
  if (name in manifest) throw new Error(`two entry points are called ${name}`);
  const compressed = compress(bytes);
  const digest = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
  const extension = extname(name);
  const file = `${name.slice(0, -extension.length).replaceAll("/", "-")}-${digest}${extension}`;
  writeFileSync(join(dist, file), bytes);
  writeFileSync(join(dist, `${file}.br`), compressed);
  const integrity = `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
  manifest[name] = policy === undefined ? { file, integrity } : { file, integrity, policy };
  console.log(`${file}  ${bytes.length} bytes, ${compressed.length} in Brotli`);
  return file;
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);

/** @type {Record<string, string>} */
const frames = {};
for (const document of documents.documents) {
  const { bytes, policy } = await documents.write(document);
  frames[document.name] = shown + put(document.name, bytes, policy);
}
/** @type {Record<string, string>} */
const addresses = {};
for (const worker of workers) addresses[worker.name] = served + (await write(worker, {}));
for (const part of [...scripts, ...styles]) await write(part, addresses);
writeFileSync(join(dist, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
