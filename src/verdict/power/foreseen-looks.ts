import type { Side } from "../../schema/identity.ts";
import type { Policy } from "../../schema/verdict.ts";
import { type Bounds, boundsOf } from "../bounds.ts";
import { CONFIRM_DRAWS, CONFIRM_LEVEL } from "../confirm.ts";
import { holdBack } from "../hold-back.ts";
import { type Levels, levelsAtLook } from "../levels.ts";
import type { GapShape } from "./gap-shape.ts";
import { type LookNoise, noiseOf, type Normals } from "./noise.ts";
import { noiseVariance, precision, pseudoVariance, spreadOfNoise } from "./precision.ts";

/** A run before there is a draw: how it is planned, and what the model is like. */
export interface Foreseen {
  readonly shape: GapShape;
  /** Draws of a head cell at each look, rising. */
  readonly looks: readonly number[];
  /** Draws of a cell of a base that was drawn before; null where base is drawn along with head. */
  readonly cachedBase: number | null;
  readonly policy: Policy;
  /** Columns judged together: they share the level of a fail. */
  readonly pairs: number;
  /** v, the mean of p(1-p) over the cells, from 0 to 1/4. */
  readonly variance: number;
}

/** One part of the rule at a look. */
export interface ForeseenPart {
  /** Around an estimate of 0, where the draws show the noise that is to be expected. */
  readonly bounds: Bounds;
  /** By run: how far the estimate is off, and how much wider than expected its bounds are. */
  readonly error: Normals;
  readonly width: Normals;
}

export interface ForeseenLook {
  readonly widening: ForeseenPart;
  readonly gapHead: ForeseenPart;
}

/** @returns null at a look of so few draws that they decide nothing */
export function foreseenLooks(run: Foreseen): readonly (ForeseenLook | null)[] {
  const { looks } = noiseOf(run.looks.length);
  return run.looks.map((head, index) => {
    const base = run.cachedBase ?? head;
    if (holdBack([], Math.min(base, head), run.policy).length > 0) return null;
    const drawn = run.looks.slice(0, index + 1);
    const sides = {
      base: sideOf(run, looks, "base", run.cachedBase === null ? drawn : [run.cachedBase]),
      head: sideOf(run, looks, "head", drawn),
    };
    return lookOf(run, sides, levelsAt(run, index));
  });
}

/** The fresh draws of both sides that have to show a fail again. */
export function confirmationLook(run: Foreseen): ForeseenLook {
  const { confirmation } = noiseOf(0);
  const level = CONFIRM_LEVEL;
  const sides = { base: sideOf(run, [confirmation], "base", [CONFIRM_DRAWS]), head: sideOf(run, [confirmation], "head", [CONFIRM_DRAWS]) };
  return lookOf(run, sides, { failWidening: level, failGap: level, passWidening: level, passGap: level });
}

/** Levels depend on shares of the planned information alone, so plans of one form share them. */
function levelsAt({ looks, cachedBase, policy, pairs }: Foreseen, index: number): Levels {
  const last = looks.at(-1) ?? 1;
  const ofWidening = (draws: number): number => 1 / (1 / (cachedBase ?? draws) + 1 / draws);
  const information = {
    widening: looks.map((draws) => ofWidening(draws) / ofWidening(last)),
    gapHead: looks.map((draws) => draws / last),
  };
  return levelsAtLook(policy.direction, pairs, information, index);
}

/** What a side has come to at a look. */
interface SideAtLook {
  readonly draws: number;
  readonly error: Normals;
  /** The variance of the gap's estimate as the draws show it. */
  readonly shown: Normals;
}

/**
 * Each look adds its own draws to those before, so what chance does to a sum of draws grows by independent parts. A cached base is there as
 * a whole at the first look, and stays.
 *
 * @param drawn draws of a cell at the looks so far
 */
function sideOf({ shape, variance }: Foreseen, looks: readonly LookNoise[], side: Side, drawn: readonly number[]): SideAtLook {
  const draws = drawn.at(-1) ?? 0;
  const shares = drawn.map((each, look) => Math.sqrt((each - (drawn[look - 1] ?? 0)) / draws));
  const standardised = (of: "estimate" | "spread"): Normals =>
    mixed(
      looks.slice(0, drawn.length).map((look) => look[side][of]),
      shares,
    );
  const expected = noiseVariance(shape, variance, [draws]);
  const spread = spreadOfNoise(shape, variance, draws);
  return {
    draws,
    error: standardised("estimate").map((z) => Math.sqrt(expected) * z),
    shown: standardised("spread").map((z) => expected * Math.max(0, 1 + spread * z)),
  };
}

function mixed(normals: readonly Normals[], shares: readonly number[]): Normals {
  const [first = new Float64Array(0)] = normals;
  return first.map((_, run) => normals.reduce((total, each, look) => total + (shares[look] ?? 0) * (each[run] ?? 0), 0));
}

function lookOf({ shape, variance }: Foreseen, { base, head }: Readonly<Record<Side, SideAtLook>>, levels: Levels): ForeseenLook {
  const part = (sides: readonly SideAtLook[], error: Normals, fail: number, pass: number): ForeseenPart => {
    const draws = sides.map((side) => side.draws);
    const expected = precision(shape, variance, draws);
    const pseudo = pseudoVariance(shape, draws.reduce((total, each) => total + each, 0) / draws.length);
    const shown = (run: number): number => sides.reduce((total, side) => total + (side.shown[run] ?? 0), pseudo);
    return {
      bounds: boundsOf({ lowest: expected, highest: expected }, fail, pass),
      error,
      width: error.map((_, run) => Math.sqrt(shown(run) / expected.variance)),
    };
  };
  return {
    widening: part(
      [base, head],
      head.error.map((each, run) => each - (base.error[run] ?? 0)),
      levels.failWidening,
      levels.passWidening,
    ),
    gapHead: part([head], head.error, levels.failGap, levels.passGap),
  };
}
