// How one entry point becomes one file: used by the build, and by the test that loads what the build makes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";

const here = import.meta.dirname;

/**
 * Leaves out what the age library has for recipients that the protocol does not have: it chooses among them by what
 * stands in a text, so that no tree-shaking would.
 * @type {import("esbuild").Plugin}
 */
const hybridAlone = {
  name: "hybrid-alone",
  setup(bundling) {
    bundling.onResolve({ filter: /^\.\/recipients\.js$/ }, ({ importer }) =>
      importer.endsWith("/age-encryption/dist/index.js") ? { path: join(here, "absent/recipients.mjs") } : null,
    );
  },
};

/**
 * Takes of the PDF library what reads and writes files, and leaves out what it draws with: that is four fifths of it.
 * @type {import("esbuild").Plugin}
 */
const undrawn = {
  name: "undrawn",
  setup(bundling) {
    bundling.onResolve({ filter: /^@cantoo\/pdf-lib$/ }, () => ({ path: join(here, "node_modules/@cantoo/pdf-lib/es/core/index.js"), sideEffects: false }));
    bundling.onResolve({ filter: /\/packages\/(?:standard-fonts|upng)\/index\.js$/ }, ({ importer }) =>
      importer.includes("/@cantoo/pdf-lib/") ? { path: join(here, "absent/drawing.mjs") } : null,
    );
  },
};

/**
 * Leaves out what libraries say when they throw, which nobody reads: sealing turns each of their errors into one of its
 * own by where it came from. So it does with what sealing's and the intake's own errors say: a page goes by their kind, and
 * the words are for whoever reads a failing test. A reporter would wait for every letter of it. That they throw is not touched.
 * @type {import("esbuild").Plugin}
 */
const wordless = {
  name: "wordless",
  setup(bundling) {
    bundling.onLoad({ filter: /\/node_modules\/(@noble|@scure|age-encryption)\/.*\.js$/ }, ({ path }) => ({
      contents: rootless(path, computed(path, readFileSync(path, "utf8")))
        .replaceAll(BEFORE, "")
        .replaceAll(THROWN, "throw new $1();")
        .replaceAll(SAID, "new $1()")
        .replaceAll(TITLED, "$1($2)")
        .replaceAll(UNASKED, PURE),
      loader: "js",
    }));
    bundling.onLoad({ filter: /\/src\/(sealing|intake)\/.*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(TOLD, "$1{}").replaceAll(SAID, "new $1()").replaceAll(NAMED, "super($1);").replaceAll(CALLED, ""),
      loader: "ts",
    }));
  },
};
// What makes a hybrid key of other parts, and the library has not marked as free of effects: made only if it is used.
const UNASKED = /^((?:export )?const (?:QSF_|KitchenSink_|x25519kem|ml_kem)\w* = )([^;]*);$/gm;
const PURE = "$1/* @__PURE__ */ (() => $2)();";
// What is put together in the lines before a statement that throws: nothing after it could use it.
const BEFORE = /(?:^[ \t]*const \w+ = .*;\n)+(?=[ \t]*throw )/gm;
// A statement that throws and says why in a line of its own.
const THROWN = /throw (?:new )?(Error|TypeError|RangeError)\(.*\);$/gm;
// What the libraries' checks call the bytes, the number or the flag that they check, for what they would say of it.
const TITLED = /\b(abytes|abool|anumber)\(((?:[^()\n]|\([^()\n]*\))*?)(?:, undefined)?, (?:'[\w .]+'|title = '')\)/g;
// What the constructor of one of our own errors says last.
const NAMED = /super\(((?:"[\w-]+", )*)(?:"[^"\n]* [^"\n]*"|`[^`\\]* [^`\\]*`)\);/g;
// What one of our own errors is called, which nothing asks: the class is there.
const CALLED = /^ *this\.name = "\w+";\n/gm;
const TOLD = /^(const MESSAGES: Readonly<Record<\w+, string>> = )\{[^}]*\}(?=;$)/m;
const TEXT = String.raw`(?:'[^'\\\n]*'|"[^"\\\n]*"|\`[^\`\\]*\`)`;
const SAID = new RegExp(String.raw`new (Error|TypeError|RangeError)\(${TEXT}(?: \+ (?:${TEXT}|\w+))*\)`, "g");

/**
 * The constants of SHA-2 are the first 64 bits behind the point of the cube roots of the first 80 primes, and SHA-256's are
 * the first halves of SHA-512's (FIPS 180-4, sections 4.2 and 5.3): a reporter loads how to compute them, which is a
 * kilobyte less. Every constant so left out is compared with the library's here, whenever something is bundled.
 * @param {string} path
 * @param {string} source
 */
function computed(path, source) {
  if (!/\/@noble\/hashes\/(sha2|_md)\.js$/.test(path)) return source;
  const halves = [...source.matchAll(/(?:SHA256_K|SHA256_IV) = [^[]*\[([^\]]*)\]/g)].flatMap(([, list]) => numbersOf(list));
  const wholes = [...source.matchAll(/K512 = [^[]*\[([^\]]*)\]/g)].flatMap(([, list]) => numbersOf(list));
  const initial = [...source.matchAll(/SHA512_IV = [^[]*\[([^\]]*)\]/g)].flatMap(([, list]) => numbersOf(list));
  const firsts = wholes.length > 0 ? wholes.slice(0, 64).map((whole) => whole >> 32n) : initial.filter((_, at) => at % 2 === 0);
  const found = wholes.length > 0 ? cubeRoots() : [];
  if (halves.length === 0 || String(halves) !== String(firsts) || String(found) !== String(wholes)) {
    throw new Error("the constants of SHA-2 are not where they are looked for");
  }
  return source
    .replace(/u64\.split\(\[[^\]]*\]\.map\(n => BigInt\(n\)\)\)/, () => `u64.split((${String(cubeRoots)})())`)
    .replaceAll("SHA256_K[", "SHA512_Kh[")
    .replaceAll(/SHA256_IV\[(\d)\]/g, "SHA512_IV[2 * $1]");
}

/**
 * Ed25519 takes its roots by a chain of its own, and the curves that take them of their field are not in the bundles: a field
 * asked for one throws. A reporter would wait for four ways of finding it.
 * @param {string} path
 * @param {string} source
 */
function rootless(path, source) {
  if (!path.endsWith("/@noble/curves/abstract/modular.js")) return source;
  const asked = "this._sqrt = FpSqrt(this.ORDER)";
  if (!source.includes(asked)) throw new Error("the field's roots are not where they are looked for");
  return source.replace(asked, "throw new Error()");
}

/** @param {string | undefined} list */
function numbersOf(list = "") {
  return (list.match(/0x[0-9a-f]+/g) ?? []).map(BigInt);
}

/** The first 64 bits behind the point of the cube roots of the first 80 primes, by Newton's method from above. */
function cubeRoots() {
  /** @type {bigint[]} */
  const primes = [];
  for (let number = 2n; primes.length < 80; number += 1n) if (primes.every((prime) => number % prime > 0n)) primes.push(number);
  return primes.map((prime) => {
    for (let root = 1n << 67n; ; ) {
      const next = (2n * root + (prime << 192n) / (root * root)) / 3n;
      if (next >= root) return BigInt.asUintN(64, root);
      root = next;
    }
  });
}

/**
 * Bundles one entry point.
 * @param {string} path
 * @param {{ workers?: Record<string, string>, documents?: Record<string, string> }} [addresses] of the workers, for the scripts
 *   that start them, and of the documents, for those that show them in frames
 * @returns {Promise<Uint8Array>}
 */
export async function bundle(path, { workers = {}, documents = {} } = {}) {
  const result = await build({
    absWorkingDir: here,
    entryPoints: [path],
    bundle: true,
    write: false,
    outdir: "dist",
    minify: true,
    sourcemap: false,
    target: "es2022",
    format: "esm",
    legalComments: "eof",
    loader: { ".ftl": "text" },
    jsx: "automatic",
    jsxImportSource: "preact",
    alias: {
      "@noble/curves/nist.js": "./absent/nist.mjs",
      "@noble/hashes/scrypt.js": "./absent/scrypt.mjs",
    },
    plugins: [hybridAlone, undrawn, wordless],
    define: { WORKERS: JSON.stringify(workers), DOCUMENTS: JSON.stringify(documents) },
    logLevel: "warning",
  });
  const [output, ...more] = result.outputFiles;
  if (output === undefined || more.length > 0) throw new Error(`${path} did not become one file`);
  return new TextEncoder().encode(output.text.replace(NOTICES, (notices) => notices.replaceAll(WHERE, "")));
}
// Whose code it is stays said at the end; in which of their files it stood is the lock file's to tell.
const NOTICES = /\/\*! Bundled license information:[^]*$/;
const WHERE = /^(?:@[\w-]+\/)?[\w./-]+\.js:\n|^\n|^  (?=\(\*!)/gm;

/**
 * The bytes as a server sends them to a browser.
 * @param {Uint8Array} bytes
 */
export function compress(bytes) {
  return brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}
