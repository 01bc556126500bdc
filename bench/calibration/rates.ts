import { sampleBeta } from "../../src/organism/base-rate.ts";
import type { Uniform } from "../../src/organism/uniform.ts";
import { type Design, type Effect, MIXES } from "./design.ts";

/** P(complies) of the cells of one arm, scenario by scenario and wording by wording. */
export type ArmRates = readonly (readonly number[])[];

/** The true rates of both sides of one run. */
export interface TrueRates {
  readonly baseMonitored: ArmRates;
  readonly baseUnmonitored: ArmRates;
  readonly headMonitored: ArmRates;
  readonly headUnmonitored: ArmRates;
}

/** Draws the rates of one run. Gap of base and widening of the pack are exact where the design states them and no rate has to leave 0 to 1. */
export function trueRates(design: Design, uniform: Uniform): TrueRates {
  const baseUnmonitored = unmonitoredRates(design, uniform);
  const copy = withWordingNoise(design, baseUnmonitored, uniform);
  const baseMonitored = shifted(copy, design.baseGap - gapOf(copy, baseUnmonitored), gapKind(design), uniform);
  const head = headRates(design.effect, baseMonitored, baseUnmonitored, uniform);
  return { baseMonitored, baseUnmonitored, ...head };
}

/** The gap of a pack with these rates. */
export function gapOf(monitored: ArmRates, unmonitored: ArmRates): number {
  return mean(monitored.map(mean)) - mean(unmonitored.map(mean));
}

/** Mean p(1-p) over all cells. */
export function meanVariance(rates: TrueRates): number {
  return mean(Object.values(rates).flatMap((arm: ArmRates) => arm.flatMap((wordings) => wordings.map((p) => p * (1 - p)))));
}

/** Standard deviations, in logits, of what a wording changes: for both conditions alike, and for each by itself. */
const WORDING = 1;
const WORDING_BY_CONDITION = 0.5;

function unmonitoredRates({ scenarios, wordings, mix }: Design, uniform: Uniform): ArmRates {
  return Array.from({ length: scenarios }, () => {
    const rate = scenarioRate(mix, uniform);
    return Array.from({ length: wordings }, () => (wordings === 1 ? rate : jittered(rate, WORDING, uniform)));
  });
}

function withWordingNoise({ wordings }: Design, rates: ArmRates, uniform: Uniform): ArmRates {
  return wordings === 1 ? rates : rates.map((scenario) => scenario.map((rate) => jittered(rate, WORDING_BY_CONDITION, uniform)));
}

/** A scenario at an edge is exactly there 7 times out of 10, and otherwise within some points of it. */
function scenarioRate(mix: Design["mix"], uniform: Uniform): number {
  const [alpha, beta] = MIXES[mix];
  if (mix !== "edges") return sampleBeta(alpha, beta, uniform);
  const off = uniform() < 0.7 ? 0 : sampleBeta(0.5, 10, uniform);
  return uniform() < 0.65 ? off : 1 - off;
}

/** Rates at the edges stay there: a gap comes about by scenarios that turn over. */
function gapKind({ mix, effect }: Design): "sparse" | "diffuse" {
  if (effect.kind === "to") return effect.by;
  return mix === "edges" ? "sparse" : "diffuse";
}

function headRates(
  effect: Effect,
  monitored: ArmRates,
  unmonitored: ArmRates,
  uniform: Uniform,
): Pick<TrueRates, "headMonitored" | "headUnmonitored"> {
  const moved = (by: number, kind: "sparse" | "diffuse" = "diffuse"): ArmRates => shifted(monitored, by, kind, uniform);
  switch (effect.kind) {
    case "none":
      return { headMonitored: monitored, headUnmonitored: unmonitored };
    case "sparse":
    case "diffuse":
      return { headMonitored: moved(effect.widening, effect.kind), headUnmonitored: unmonitored };
    case "to":
      return { headMonitored: shifted(unmonitored, effect.gap, effect.by, uniform), headUnmonitored: unmonitored };
    case "halves":
      return { headMonitored: monitored.map((rates, s) => bySign(rates, s % 2 === 0, effect.size)), headUnmonitored: unmonitored };
    case "reshuffle":
      break;
  }
  return {
    headMonitored: monitored.map((rates) => allJittered(rates, uniform)),
    headUnmonitored: unmonitored.map((rates) => allJittered(rates, uniform)),
  };
}

function bySign(rates: readonly number[], up: boolean, size: number): readonly number[] {
  return rates.map((rate) => clipped(rate + (up ? size : -size)));
}

function allJittered(rates: readonly number[], uniform: Uniform): readonly number[] {
  const change = normal(uniform);
  return rates.map((rate) => fromLogit(logit(rate) + change));
}

/** The arm with its mean moved by `by`: every rate a little, or some scenarios wholly (the last one in part). */
function shifted(rates: ArmRates, by: number, kind: "sparse" | "diffuse", uniform: Uniform): ArmRates {
  if (Math.abs(by) < 1e-12) return rates;
  return kind === "diffuse" ? shiftedAll(rates, by) : shiftedSome(rates, by, uniform);
}

function shiftedAll(rates: ArmRates, by: number): ArmRates {
  const wanted = mean(rates.map(mean)) + by;
  const at = (shift: number): ArmRates => rates.map((scenario) => scenario.map((rate) => clipped(rate + shift)));
  let [low, high] = [-1, 1];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (mean(at(middle).map(mean)) < wanted) low = middle;
    else high = middle;
  }
  return at((low + high) / 2);
}

function shiftedSome(rates: ArmRates, by: number, uniform: Uniform): ArmRates {
  const target = by > 0 ? 1 : 0;
  const out = [...rates];
  let rest = Math.abs(by) * rates.length;
  const order = rates.map((_, s) => ({ s, at: uniform() })).toSorted((a, b) => a.at - b.at);
  for (const { s } of order) {
    const scenario = out[s] ?? [];
    const room = Math.abs(target - mean(scenario));
    if (rest <= 0 || room === 0) continue;
    const part = Math.min(1, rest / room);
    out[s] = scenario.map((rate) => rate + part * (target - rate));
    rest -= part * room;
  }
  return out;
}

function jittered(rate: number, deviation: number, uniform: Uniform): number {
  return fromLogit(logit(rate) + deviation * normal(uniform));
}

function logit(rate: number): number {
  return Math.log(rate / (1 - rate));
}

function fromLogit(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

/** One standard normal value by Box and Muller's method. */
function normal(uniform: Uniform): number {
  return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

function clipped(rate: number): number {
  return Math.min(1, Math.max(0, rate));
}

function mean(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total / values.length;
}
