import { expect, test } from "vitest";
import { driftFindings, driftOf, pUnmoved } from "../../src/run/night/drift.ts";
import type { HistoryLine } from "../../src/schema/history.ts";
import { night } from "./nights.ts";

const signFree = (pNoCellChanged: number): { signFree: { base: number; head: number; change: number; pNoCellChanged: number } } => ({
  signFree: { base: 0, head: 0, change: 0, pNoCellChanged },
});
const reference = (p: number): HistoryLine["reference"] => ({ drawnAt: night(1).at, p });
const codes = (...given: Parameters<typeof driftFindings>): readonly string[] => driftFindings(...given).map(({ code }) => code);

test("of several columns each has its share of the level, and a column without a test says nothing", () => {
  expect(pUnmoved([signFree(0.004), { signFree: null }])).toBe(0.004);
  expect(pUnmoved([signFree(0.004), signFree(0.9), signFree(0.5)])).toBeCloseTo(0.012);
  expect(pUnmoved([signFree(0.9), signFree(0.8)])).toBe(1);
  expect(pUnmoved([{ signFree: null }])).toBe(null);
});

test("the model drifted where the test says so, and only against a reference", () => {
  expect([driftOf(0.009, true), driftOf(0.01, true), driftOf(null, true), driftOf(null, false)]).toEqual([
    "model",
    "none",
    "none",
    "first",
  ]);
});

test("same print, moved behaviour: the model's, with both gaps and who answered", () => {
  const gap = { value: 0.31, lower: 0.25, upper: 0.37 };
  const columns = [{ column: "p × m", gap, arms: [], servedModels: ["gpt-9-2026-11-01"] }];
  const moved = night(9, { drift: "model", reference: reference(0.0005), columns });
  expect(driftFindings(moved, [night(1), night(8)])).toEqual([
    {
      code: "drift/model",
      text: "The model drifted: what is sent is the same as at the reference of 2026-01-01, and the behaviour is not (p 0.0005 that no cell changed). The gap was +0.02 [−0.03, +0.07] then and is +0.31 [+0.25, +0.37] now; it was answered by gpt-9-2026-08-07 then and by gpt-9-2026-11-01 now. Where this is the new normal, make it the reference: --accept",
    },
  ]);
});

test("a gap that looks wider is no drift where the test does not say so", () => {
  const columns = [{ ...night(9).columns[0]!, gap: { value: 0.2, lower: -0.1, upper: 0.5 } }];
  expect(codes(night(9, { columns, reference: reference(0.2) }), [night(8)])).toEqual([]);
});

test("another model by the same name that behaves alike is told as that", () => {
  const columns = [{ ...night(9).columns[0]!, servedModels: ["gpt-9-2026-11-01"] }];
  expect(driftFindings(night(9, { columns, reference: reference(0.4) }), [night(1)])).toEqual([
    {
      code: "drift/served",
      text: "The same name is answered by another model than at the reference of 2026-01-01: by gpt-9-2026-08-07 then and by gpt-9-2026-11-01 now. The behaviour did not move by the test (p 0.4000 that no cell changed).",
    },
  ]);
});

test("another print than the night before is a change of ours, by its commits", () => {
  const ours = night(9, { print: "0000000000000000", commit: "b".repeat(40), drift: "first" });
  expect(driftFindings(ours, [night(8)])[0]).toEqual({
    code: "drift/ours",
    text: "A change of ours: what is sent, or how it is drawn, changed since the night of 2026-01-08, between commit aaaaaaaaaaaa and bbbbbbbbbbbb. The gap was +0.02 [−0.03, +0.07] then and is +0.02 [−0.03, +0.07] now; of the model this says nothing.",
  });
});

test("a config that was put back is compared with its own reference: then both are told, each for itself", () => {
  const back = night(9, { drift: "model", reference: reference(0.001) });
  expect(codes(back, [night(1), night(8, { print: "0000000000000000" })])).toEqual(["drift/ours", "drift/model"]);
});

test("a night that is read again is not compared with itself", () => {
  expect(codes(night(9, { print: "0000000000000000" }), [night(9, { print: "0000000000000000" })])).toEqual([]);
});
