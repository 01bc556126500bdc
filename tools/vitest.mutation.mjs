import { basename } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer } from "vitest/node";
import manifest from "../package.json" with { type: "json" };

/** The tests that answer for a mutated file: those of its own room. What only a room above notices is not tested where it stands. */
const answering = [
  { room: "/src/stats/", tests: /\/test\/stats\// },
  { room: "/src/estimate/", tests: /\/test\/estimate\// },
  { room: "/src/verdict", tests: /\/test\/verdict(\/|\.test\.ts$)/ },
];

/** Stryker stops at the first test that fails, so the file that bears the mutated one's name goes first. */
class OwnTestsFirst extends BaseSequencer {
  async sort(files) {
    const sorted = files.toSorted((a, b) => (a.moduleId < b.moduleId ? -1 : 1));
    const [mutated, ...others] = this.ctx.config.related ?? [];
    if (mutated === undefined || others.length > 0) return sorted;
    const { tests } = answering.find(({ room }) => mutated.includes(room));
    const own = `/${basename(mutated, ".ts")}.test.ts`;
    const answers = sorted.filter(({ moduleId }) => tests.test(moduleId));
    return answers.toSorted((a, b) => Number(b.moduleId.endsWith(own)) - Number(a.moduleId.endsWith(own)));
  }
}

const packages = [...Object.keys(manifest.dependencies).filter((name) => name.startsWith("@stdlib/")), "fast-check", "zod"];

/** The tests that tools/stryker.config.mjs runs: those of the mutated rooms, all without a process of their own. */
export default defineConfig({
  // Stryker's workers share one copy of the checkout; each keeps a cache of its own in it.
  cacheDir: `coverage/vite-${process.env.STRYKER_MUTATOR_WORKER ?? "alone"}`,
  test: {
    include: ["test/{stats,estimate,verdict}/**/*.test.ts", "test/verdict.test.ts"],
    exclude: ["test/verdict/power/**"],
    setupFiles: ["tools/mutation-setup.mjs"],
    sequence: { sequencer: OwnTestsFirst },
    // Nothing in these rooms keeps state, so the files of a run may share their modules: loading them is most of a run's cost.
    isolate: false,
    // The same reason: @stdlib comes in hundreds of small files, which are made one.
    deps: { optimizer: { ssr: { enabled: true, include: packages } } },
    // Instrumented code is several times slower.
    testTimeout: 120_000,
  },
});
