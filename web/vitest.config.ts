import { defineConfig } from "vitest/config";

export default defineConfig({
  define: { WORKERS: "{}" },
  test: {
    include: ["tests/**/*.test.ts"],
    // A property runs a hundred cases; keys of ML-KEM take their time on a busy machine.
    testTimeout: 60_000,
  },
});
