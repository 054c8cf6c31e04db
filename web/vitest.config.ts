import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [
    {
      // As esbuild's loader "text" does in the build.
      name: "fluent",
      transform: (code, id) => (id.endsWith(".ftl") ? `export default ${JSON.stringify(code)};` : null),
    },
  ],
  define: { WORKERS: "{}", DOCUMENTS: "{}" },
  // What browsers get: it speaks with them alone, and here with what a test gives it.
  resolve: { alias: { "tus-js-client": new URL("node_modules/tus-js-client/lib.esm/browser/index.js", import.meta.url).pathname } },
  test: {
    include: ["tests/**/*.test.ts"],
    // A property runs a hundred cases; keys of ML-KEM take their time on a busy machine.
    testTimeout: 60_000,
    // So does what stands before it: a case is sealed there as well.
    hookTimeout: 60_000,
    // Of two cores it would use one.
    minWorkers: 2,
    maxWorkers: 2,
    server: { deps: { inline: ["tus-js-client"] } },
    // Files share a thread with those before them, and the modules that those have loaded: a third of the time was loading
    // them. So a test puts back what it changes of the globals, and mocks no module.
    isolate: false,
  },
});
