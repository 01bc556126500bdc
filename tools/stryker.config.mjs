import { reportOf, roomOf } from "./mutation-rooms.mjs";

const room = roomOf(process.env.MUTATED_ROOM);

/** Mutation testing of one room; tools/test-mutation.mjs runs them all. */
export default {
  mutate: room.mutate,
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "tools/vitest.mutation.mjs" },
  coverageAnalysis: "perTest",
  concurrency: 2,
  // On top of what all tests that reach the mutant took in the slow first run, and of what starting those of the room took.
  timeoutMS: 2_000,
  timeoutFactor: 1,
  // Stryker would rewrite the paths of a tsconfig in its copy by an interface that TypeScript 7 no longer has.
  // No test reads a tsconfig, so it is shown none.
  tsconfigFile: "no-such.json",
  // All of it under a folder that git, the linter and the type check leave out.
  tempDirName: "coverage/mutation-copy",
  jsonReporter: { fileName: reportOf(room.name) },
  htmlReporter: { fileName: reportOf(room.name).replace(".json", ".html") },
  reporters: ["json", "html", "progress-append-only"],
  logLevel: "warn",
  allowConsoleColors: false,
  // What the tests of these rooms never open need not be copied.
  ignorePatterns: ["/coverage", "/dist", "/examples", "/bench", "/.gyges", "/gyges-*"],
};
