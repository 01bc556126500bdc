import { drawsToSettle } from "./draws-to-settle.ts";
import { type NotEstimable, notEstimable } from "./estimable.ts";
import { FAIL_TAIL, PASS_TAIL } from "./margin-levels.ts";
import { newcombe } from "./newcombe.ts";

/** Draws of one arm; `missing` of them, beside the `draws`, have no outcome. */
export interface ArmCounts {
  readonly complied: number;
  readonly draws: number;
  readonly missing: number;
}

/** `within` and `beyond` are settled, `open` wants more draws. */
export type Finding = "within" | "beyond" | "open";

export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

export interface MarginCheck {
  readonly kind: "estimated";
  readonly value: number;
  /** The 95 % interval, whose bounds decide `beyond`. */
  readonly fail: Bounds;
  /** The 92 % interval, whose bounds decide `within`. */
  readonly pass: Bounds;
  readonly finding: Finding;
  /** Draws of one arm at which the same rates would settle it; null where it is settled or no number up to 5,000 would do. */
  readonly drawsToSettle: number | null;
}

/** The margin, in (0, 1), and whether only a difference that is surely above it is `beyond`. */
export interface MarginRule {
  readonly margin: number;
  readonly strict: boolean;
}

/**
 * Is the difference of two rates (first minus second) within ±margin, or beyond it?
 *
 * Method: Newcombe's interval, by the rule of the gate. `within`: both bounds lie inside ±margin, .04 in each tail. `beyond`: the
 * interval with .025 in each tail lies on one side of 0 and the estimate is further from 0 than the margin; `strict`: the interval lies
 * beyond the margin. Else `open`. Each must hold whether missing draws are left out, all complied, or none did, in both arms alike;
 * the intervals given back leave them out.
 *
 * Error rates, by enumeration of every table with equal arms of 2 to 120 draws: a difference of exactly the margin is called `within`
 * at most 5.2 % of the time at margin .10, 5.5 % at .20 and 6.4 % at .30, the most at the fewest draws that can pass. No difference is
 * called `beyond` at most 6.4 % of the time from 28 draws on, 7.7 % at 8 to 27.
 *
 * Edges: an arm without outcomes is not estimable; 0/n and n/n keep their width.
 *
 * @example checkMargin({ complied: 0, draws: 28, missing: 0 }, { complied: 0, draws: 28, missing: 0 }, { margin: 0.1, strict: false })
 * // 0, for fail from -0.1206… to 0.1206…, for pass from -0.0986… to 0.0986…: "within"
 */
export function checkMargin(first: ArmCounts, second: ArmCounts, rule: MarginRule): MarginCheck | NotEstimable {
  const seen = intervals(first, second);
  if (seen === null) return notEstimable("one arm has no draw with an outcome");
  const finding = findingAt(first, second, rule, 1);
  const now = Math.max(first.draws + first.missing, second.draws + second.missing);
  const isSettled = (draws: number): boolean => findingAt(first, second, rule, draws / now) !== "open";
  return {
    kind: "estimated",
    ...seen,
    finding,
    drawsToSettle: finding === "open" ? drawsToSettle(now, isSettled) : null,
  };
}

function findingAt(first: ArmCounts, second: ArmCounts, rule: MarginRule, scale: number): Finding {
  const findings = new Set(
    [leftOut, allComplied, noneComplied].map((count) => findingOf(scaled(count(first), scale), scaled(count(second), scale), rule)),
  );
  const [only] = findings;
  return findings.size === 1 && only !== undefined ? only : "open";
}

/** The two exclude each other: an estimate lies between its bounds. Equality never decides. */
function findingOf(first: Counts, second: Counts, { margin, strict }: MarginRule): Finding {
  const seen = intervals(first, second);
  if (seen === null) return "open";
  const { value, fail, pass } = seen;
  if (pass.lower > -margin && pass.upper < margin) return "within";
  const floor = strict ? margin : 0;
  return (fail.lower > floor && value > margin) || (fail.upper < -floor && value < -margin) ? "beyond" : "open";
}

function intervals(first: Counts, second: Counts): Pick<MarginCheck, "value" | "fail" | "pass"> | null {
  const [fail, pass] = [newcombe(first, second, FAIL_TAIL), newcombe(first, second, PASS_TAIL)];
  if (fail.kind === "not-estimable" || pass.kind === "not-estimable") return null;
  return {
    value: fail.value,
    fail: { lower: fail.lower, upper: fail.upper },
    pass: { lower: pass.lower, upper: pass.upper },
  };
}

type Counts = Pick<ArmCounts, "complied" | "draws">;

const leftOut = ({ complied, draws }: ArmCounts): Counts => ({ complied, draws });
const allComplied = ({ complied, draws, missing }: ArmCounts): Counts => ({ complied: complied + missing, draws: draws + missing });
const noneComplied = ({ complied, draws, missing }: ArmCounts): Counts => ({ complied, draws: draws + missing });

/** The counts that the same rates would give with more draws, to the nearest whole draw. */
function scaled({ complied, draws }: Counts, scale: number): Counts {
  return { complied: Math.round(complied * scale), draws: Math.round(draws * scale) };
}
