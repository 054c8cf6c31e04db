// How one entry point becomes one file: used by the build, and by the test that loads what the build makes.
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";

const here = import.meta.dirname;

/**
 * Bundles one entry point.
 * @param {string} path
 * @param {Record<string, string>} workers addresses of the workers, for the scripts that start them
 * @returns {Promise<Uint8Array>}
 */
export async function bundle(path, workers) {
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
    charset: "utf8",
    legalComments: "eof",
    loader: { ".ftl": "text" },
    jsx: "automatic",
    jsxImportSource: "preact",
    alias: {
      "@noble/curves/nist.js": "./absent/nist.mjs",
      "@noble/hashes/scrypt.js": "./absent/scrypt.mjs",
    },
    define: { WORKERS: JSON.stringify(workers) },
    logLevel: "warning",
  });
  const [output, ...more] = result.outputFiles;
  if (output === undefined || more.length > 0) throw new Error(`${path} did not become one file`);
  return output.contents;
}

/**
 * The bytes as a server sends them to a browser.
 * @param {Uint8Array} bytes
 */
export function compress(bytes) {
  return brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}
