// The documents in which the desk shows files: each is one file with its script and its style inside, and a policy that
// names both by their digests and allows nothing else. A frame of an opaque origin could fetch neither from the desk.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const here = import.meta.dirname;
const frame = join(here, "src/desk/preview/frame");

/**
 * What each document may do besides running its own script; `trusted-types` says who may start a worker.
 * @type {readonly { name: string, script: string, may: string }[]}
 */
export const documents = [
  { name: "desk/preview.html", script: "plain.ts", may: "media-src blob:; trusted-types 'none'" },
  { name: "desk/preview-document.html", script: "pages.ts", may: "worker-src blob:; trusted-types sigill-preview" },
];

/**
 * The decoder of PDF fetches two of its own decoders as they are needed, which it may not here: they are put beside it,
 * as script, for WebAssembly would have to be allowed.
 * @type {import("esbuild").Plugin}
 */
const whole = {
  name: "whole",
  setup(bundling) {
    bundling.onLoad({ filter: /\/pdf\.worker\.mjs$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      const put = source.replace(FETCHED, "DECODERS[this._noWasmFilename]");
      if (put === source || FETCHED.test(put)) throw new Error("pdf.js fetches its decoders in another way than it did");
      return { contents: DECODERS + put, loader: "js" };
    });
  },
};
const FETCHED = /await import\(\s*\/\*webpackIgnore: true\*\/\s*\/\*@vite-ignore\*\/\s*`\$\{WasmImage\.#wasmUrl\}\$\{this\._noWasmFilename\}`\)/;
const DECODERS = `import jbig2NoWasm from "pdfjs-dist/wasm/jbig2_nowasm_fallback.js";
import openjpegNoWasm from "pdfjs-dist/wasm/openjpeg_nowasm_fallback.js";
const DECODERS = { "jbig2_nowasm_fallback.js": { default: jbig2NoWasm }, "openjpeg_nowasm_fallback.js": { default: openjpegNoWasm } };
`;

/**
 * Gives the frame of documents its decoder as a text, of which it makes a worker.
 * @type {import("esbuild").Plugin}
 */
const decoder = {
  name: "decoder",
  setup(bundling) {
    bundling.onResolve({ filter: /^decoder:text$/ }, () => ({ path: "decoder", namespace: "decoder" }));
    bundling.onLoad({ filter: /.*/, namespace: "decoder" }, async () => ({
      contents: await script("decoder.ts", "iife", [whole]),
      loader: "text",
    }));
  },
};

/**
 * Bundles a script of the frame into one.
 * @param {string} name
 * @param {"esm" | "iife"} format
 * @param {import("esbuild").Plugin[]} plugins
 */
async function script(name, format, plugins) {
  const result = await build({
    absWorkingDir: here,
    entryPoints: [join(frame, name)],
    bundle: true,
    write: false,
    minify: true,
    target: "es2022",
    format,
    platform: "browser",
    charset: "ascii",
    legalComments: "none",
    loader: { ".pfb": "binary" },
    define: { "process.type": '""' },
    plugins,
    logLevel: "warning",
  });
  const [output, ...more] = result.outputFiles;
  if (output === undefined || more.length > 0) throw new Error(`${name} did not become one script`);
  return output.text;
}

/**
 * One document and its policy.
 * @param {{ script: string, may: string }} document
 * @returns {Promise<{ bytes: Uint8Array, policy: string }>}
 */
export async function write(document) {
  const code = (await script(document.script, "esm", [decoder])) + notices(document.script);
  const style = readFileSync(join(frame, "frame.css"), "utf8");
  // Inside a document a script ends at its end tag, and "<!--" begins a state in which it does not.
  if (/<\/script|<!--/i.test(code) || /<\/style/i.test(style)) throw new Error(`${document.script} cannot stand inside a document`);
  const html = `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sigill</title>
<style>${style}</style>
<script type="module">${code}</script>
</head>
<body></body>
</html>
`;
  const policy = [
    "default-src 'none'",
    `script-src ${digest(code)}`,
    `style-src ${digest(style)}`,
    document.may,
    "connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'",
    "require-trusted-types-for 'script'; sandbox allow-scripts",
  ].join("; ");
  return { bytes: new TextEncoder().encode(html), policy };
}

/** @param {string} text */
function digest(text) {
  return `'sha384-${createHash("sha384").update(text).digest("base64")}'`;
}

/**
 * Whose code stands in a document, at the end of its script.
 * @param {string} name
 */
function notices(name) {
  if (name !== "pages.ts") return "";
  /** @type {{ version: string }} */
  const { version } = JSON.parse(readFileSync(join(here, "node_modules/pdfjs-dist/package.json"), "utf8"));
  return `/*! pdf.js ${version}, Copyright Mozilla Foundation, Apache-2.0; with OpenJPEG (BSD-2-Clause), PDFium's JBIG2 and two Foxit fonts (BSD-3-Clause) */\n`;
}
