/** Exit codes under plain `promptfoo eval`; 100 and 1 are promptfoo's own. */
export const GATE_FAILED = 101;
export const NO_VERDICT = 3;

export interface ExitGuard {
  /** Null leaves promptfoo's own code. */
  decide(code: number | null): void;
}

/**
 * Holds the process to "no verdict" from now until a verdict is there. promptfoo ends with 0 after a 401 or Ctrl-C and
 * never reaches `afterAll`; and it sets its own code late, so only an exit handler has the last word (measured on 0.123.1).
 */
export function guardExit(): ExitGuard {
  let code: number | null = NO_VERDICT;
  process.on("exit", () => {
    if (code !== null) process.exitCode = code;
    if (code === NO_VERDICT) process.stderr.write("gyges: no verdict (exit 3). The evaluation ended before the gap could be judged.\n");
  });
  return {
    decide(decided) {
      code = decided;
    },
  };
}
