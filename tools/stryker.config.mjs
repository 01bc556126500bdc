import { resolve } from "node:path";

/**
 * Mutation testing of the code that verdicts hang on: `npm run test:mutation`. Stryker changes one operator, condition or
 * text at a time in a copy of the checkout and wants a test to fail. tools/mutation-score.mjs reads the report.
 */
// Each mutant gets a fresh worker, so what a worker loads is compiled once and kept.
process.env.NODE_COMPILE_CACHE ??= resolve("coverage/compiled");

export default {
  mutate: ["src/stats/**/*.ts", "src/estimate/**/*.ts", "src/verdict.ts", "src/verdict/**/*.ts", "!src/verdict/power/**"],
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "tools/vitest.mutation.mjs" },
  coverageAnalysis: "perTest",
  concurrency: 2,
  // Stryker adds the time that starting the whole suite took, so this is plenty for the few tests of one mutant.
  timeoutMS: 1_500,
  timeoutFactor: 2,
  // Stryker would rewrite the paths of a tsconfig in its copy by an interface that TypeScript 7 no longer has.
  // No test reads a tsconfig, so it is shown none.
  tsconfigFile: "no-such.json",
  // All of it under a folder that git, the linter and the type check leave out.
  tempDirName: "coverage/mutation-copy",
  jsonReporter: { fileName: "coverage/mutation.json" },
  htmlReporter: { fileName: "coverage/mutation.html" },
  reporters: ["json", "html", "progress-append-only"],
  // What the tests of these rooms never open need not be copied.
  ignorePatterns: ["/coverage", "/dist", "/examples", "/bench", "/.gyges", "/gyges-*"],
  allowConsoleColors: false,
};
