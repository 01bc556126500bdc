import { basename } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer } from "vitest/node";
import { roomOf } from "./mutation-rooms.mjs";
import { warmPool } from "./warm-pool.mjs";

/** Stryker stops at the first test that fails, so those that are near the mutated file go first, and of a whole room last. */
class NearestFirst extends BaseSequencer {
  async sort(files) {
    const own = (this.ctx.config.related ?? []).map((file) => `/${basename(file, ".ts")}.test.ts`);
    const far = ({ moduleId }) => (own.some((name) => moduleId.endsWith(name)) ? -Infinity : -moduleId.split("/").length);
    return files.toSorted((a, b) => Math.sign(far(a) - far(b)) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

/** The tests that Stryker runs on a mutated room. */
export default defineConfig({
  plugins: [warmPool],
  test: {
    include: roomOf(process.env.MUTATED_ROOM).tests,
    setupFiles: ["tools/mutation-setup.mjs"],
    sequence: { sequencer: NearestFirst },
    // Mutated code is many times slower.
    testTimeout: 120_000,
  },
});
