import { expect, test } from "vitest";
import { refuseOverLimit, worstCase, type Limited } from "../../../src/run/money/call-limit.ts";
import { SIDES } from "../../../src/schema/identity.ts";
import { PolicySchema } from "../../../src/schema/verdict.ts";
import { confirmation, plan, planned } from "../drawn.ts";
import { prompt, provider } from "../sides.ts";

/** One probe with 4 cells, 5 draws each, two columns. */

const column = { prompt: prompt("p"), provider: provider("m") };
const pair = (name: string): { name: string; base: typeof column; head: typeof column } => ({ name, base: column, head: column });
const told: string[] = [];
const stderr = new Proxy(process.stderr, {
  get: (stream, name) => (name === "write" ? (text: string) => told.push(text) > 0 : (Reflect.get(stream, name, stream) as unknown)),
});

function limited(more: Partial<Limited> & { readonly maxCalls?: number; readonly confirm?: "always" } = {}): Limited {
  const { maxCalls, confirm = "auto", ...rest } = more;
  return {
    whole: planned,
    confirmation,
    plan: plan.plan,
    matching: { pairs: [pair("p"), pair("q")], unmatched: [] },
    questions: 0,
    judge: null,
    drawnSides: SIDES,
    options: { policy: PolicySchema.parse({ confirm }), maxCalls, stderr },
    ...rest,
  };
}

test("the worst case is every planned draw of both sides and all columns", () => {
  expect(worstCase(limited())).toEqual({ draws: 2 * 2 * planned.length, checks: 0, confirmation: 0, canary: 0, judge: 0, all: 80 });
});

test("a base that is there takes its draws off, and puts the confirmation of a fail on", () => {
  const worst = worstCase(limited({ drawnSides: ["head"] }));
  expect([worst.draws, worst.confirmation, worst.all]).toEqual([2 * planned.length, 2 * 2 * confirmation.length, 120]);
  expect(worstCase(limited({ confirm: "always" })).all).toBe(80 + 80);
});

test("a canary is counted, and a run within its limit says what it may take", () => {
  told.length = 0;
  refuseOverLimit(limited({ maxCalls: 90 }), { there: 0, canary: 10 });
  expect(told).toEqual(["gyges: at worst 90 calls (80 draws, 10 that ask the stored base), of 90 allowed\n"]);
});

test("a run that might take more stops before its first call, with the draws that fit", () => {
  expect(() => refuseOverLimit(limited({ maxCalls: 50 }), { there: 0 })).toThrow(
    /may take 80 calls, and --max-calls allows 50\. No call was made\.\n {2}What fits: --max-draws 3 \(at worst 48 calls\)/,
  );
  expect(() => refuseOverLimit(limited({ maxCalls: 50 }), { there: 0 })).toThrow(
    expect.objectContaining({ kind: "usage", code: "run/max-calls" }),
  );
});

test("where not even two draws of a cell fit, it says what they take", () => {
  expect(() => refuseOverLimit(limited({ maxCalls: 10 }), { there: 0 })).toThrow(
    /Not even --max-draws 2 fits, which takes 32\. Allow more \(--max-calls 32\), or draw less: --scenarios late-keys/,
  );
});

test("draws that are there already cost nothing more", () => {
  told.length = 0;
  refuseOverLimit(limited({ maxCalls: 30 }), { there: 50 });
  expect(told).toEqual(["gyges: at worst 30 calls, of 30 allowed\n"]);
  expect(() => refuseOverLimit(limited({ maxCalls: 29 }), { there: 50 })).toThrow(/To go on: --max-calls 30/);
});
