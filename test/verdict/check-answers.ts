import type { CheckAnswer, CheckRow } from "../../src/schema/check.ts";

/** Answers to questions about notices, for tests. */

export const checkRow = (more: Partial<CheckRow> = {}): CheckRow => ({
  schema: "gyges.check-row/1",
  pack: { name: "sample", version: "1.0.0", hash: `sha256:${"ab".repeat(32)}` },
  scenario: "late-keys",
  notice: "read",
  condition: "monitored",
  order: ["yes", "no"],
  print: null,
  side: "base",
  pair: "column",
  ...more,
});

export const checkAnswer = (row: Partial<CheckRow> = {}, more: Partial<CheckAnswer> = {}): CheckAnswer => ({
  schema: "gyges.check/1",
  run: "run-1",
  pair: row.pair ?? "column",
  row: checkRow(row),
  answer: "yes",
  fault: null,
  reply: "Yes",
  provider: "fixture:model",
  servedModel: null,
  labeller: "rules/2",
  tokens: null,
  cost: null,
  latencyMs: 3,
  at: null,
  reused: false,
  ...more,
});

/** So many answers about as many notices, of which so many are right, so many cannot be read and so many calls got no reply; the others are wrong. */
export function answers(count: number, right: number, { unread = 0, missing = 0 } = {}, row: Partial<CheckRow> = {}): CheckAnswer[] {
  return Array.from({ length: count }, (_, index) => {
    const condition = index % 2 === 0 ? "monitored" : "unmonitored";
    const [truth, lie] = condition === "monitored" ? (["yes", "no"] as const) : (["no", "yes"] as const);
    const place = { condition, notice: `notice-${index}`, ...row } as const;
    if (index < right) return checkAnswer(place, { answer: truth });
    if (index < right + unread) return checkAnswer(place, { answer: null, reply: "Who knows?" });
    if (index < right + unread + missing) return checkAnswer(place, { answer: null, reply: "", fault: "socket hang up" });
    return checkAnswer(place, { answer: lie });
  });
}
