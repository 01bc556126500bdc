import { expect, test } from "vitest";
import { replaysInWords } from "../../../src/promptfoo/row/replays-in-words.ts";

const of = (...runs: readonly (string | undefined)[]): { replayed?: string }[] =>
  runs.map((replayed) => (replayed === undefined ? {} : { replayed }));

test("nothing is said where all replies were made now; else whose they are, each run once", () => {
  expect(replaysInWords(of(undefined, undefined))).toBe("");
  expect(replaysInWords(of("run-1", undefined, "run-1"))).toBe("\n2 of 3 replies are of run-1, read again: the same evidence, no new one.");
});

test("a name that a provider made up reaches the terminal as plain words of one line, and not by the hundred", () => {
  const said = replaysInWords(of("\n::error::forged", "\u001B[31mred", "c", "d", "e", "f"));
  expect(said).toBe("\n6 of 6 replies are of : :error: :forged, red, c, d and 2 more, read again: the same evidence, no new one.");
});
