/**
 * The rooms that verdicts hang on, each with the tests that answer for it: its own. What only a room above notices is not
 * tested where it stands, and the rooms below run at full speed, as Stryker slows what it may mutate.
 * Left out: src/verdict/power plans runs, no verdict hangs on it, and its tests take a minute.
 */
export const rooms = [
  { name: "src/stats", mutate: ["src/stats/**/*.ts"], tests: ["test/stats/**/*.test.ts"] },
  { name: "src/estimate", mutate: ["src/estimate/**/*.ts"], tests: ["test/estimate/**/*.test.ts"] },
  {
    name: "src/verdict",
    mutate: ["src/verdict.ts", "src/verdict/**/*.ts", "!src/verdict/power/**"],
    tests: ["test/verdict.test.ts", "test/verdict/**/*.test.ts", "!test/verdict/power/**"],
  },
];

/** Stryker and vitest read their part of the list from their own processes. */
export function roomOf(name) {
  const room = rooms.find((each) => each.name === name);
  if (room === undefined) throw new Error(`MUTATED_ROOM is one of ${rooms.map((each) => each.name).join(", ")}; saw ${name}`);
  return room;
}

export const reportOf = (name) => `coverage/mutation/${name.replace("src/", "")}.json`;
