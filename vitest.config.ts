import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Tests that spawn promptfoo take a core each; two at once is what a two-core runner carries.
    maxWorkers: 2,
  },
});
