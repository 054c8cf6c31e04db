import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [
    {
      // As esbuild's loader "text" does in the build.
      name: "fluent",
      transform: (code, id) => (id.endsWith(".ftl") ? `export default ${JSON.stringify(code)};` : null),
    },
  ],
  define: { WORKERS: "{}" },
  test: {
    include: ["tests/**/*.test.ts"],
    // A property runs a hundred cases; keys of ML-KEM take their time on a busy machine.
    testTimeout: 60_000,
  },
});
