import { defineConfig } from "vitest/config";

/** Whole runs of gyges over the real promptfoo: faults, kills, looks, judges, sealed packs, the demo; and of plain evaluations. Minutes of starts of promptfoo, so `npm test` leaves them to `npm run test:runs`. */
const RUNS = [
  "test/action/cancelled-job.test.ts",
  "test/action/missing-key-job.test.ts",
  "test/commands/**/{init,label-judge}.test.ts",
  "test/demo.test.ts",
  "test/examples.test.ts",
  "test/docs/other-harnesses.test.ts",
  "test/forms/forms.test.ts",
  "test/other-ci.test.ts",
  "test/promptfoo/**/{ask-price,eval}.test.ts",
  "test/providers/forced-choice-run.test.ts",
  "test/run/**/{baseline,batch,faults,looks,manipulation-check,many-draws,money,night,notice-axis,publication,replay,resume,run,run-judge,sealed,served,shards,whose-server}.test.ts",
];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Tests that spawn promptfoo take a core each; two at once is what a two-core runner carries.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "unit", include: ["test/**/*.test.ts"], exclude: RUNS } },
      { extends: true, test: { name: "runs", include: RUNS } },
    ],
  },
});
