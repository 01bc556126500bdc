import type { HistoryLine } from "../../src/schema/history.ts";

/** A night of January 2026. */
export function night(day: number, more: Partial<HistoryLine> = {}): HistoryLine {
  const date = `2026-01-${String(day).padStart(2, "0")}`;
  return {
    schema: "gyges.history/1",
    run: `0123456789abcdef-${date}`,
    at: `${date}T03:00:00.000Z`,
    gyges: "0.1.0",
    commit: "a".repeat(40),
    print: "fedcba9876543210",
    pack: { name: "core", version: "1.2.0", hash: `sha256:${"ab".repeat(32)}` },
    draws: 10,
    verdict: "pass",
    columns: [{ column: "p × m", gap: { value: 0.02, lower: -0.03, upper: 0.07 }, arms: [], servedModels: ["gpt-9-2026-08-07"] }],
    reference: null,
    drift: "none",
    ...more,
  };
}
