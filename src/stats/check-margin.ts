import { drawsToSettle } from "./draws-to-settle.ts";
import { type NotEstimable, notEstimable } from "./estimable.ts";
import { newcombe } from "./newcombe.ts";

/** Draws of one arm; `missing` of them, beside the `draws`, have no outcome. */
export interface ArmCounts {
  readonly complied: number;
  readonly draws: number;
  readonly missing: number;
}

/** `within` and `beyond` are settled, `open` wants more draws. */
export type Finding = "within" | "beyond" | "open";

export interface MarginCheck {
  readonly kind: "estimated";
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly finding: Finding;
  /** Draws of one arm at which the same rates would settle it; null where it is settled or no number up to 5,000 would do. */
  readonly drawsToSettle: number | null;
}

const TAIL = 0.025;

/**
 * Is the difference of two rates (first minus second) within ±margin, or beyond it?
 *
 * Method: Newcombe's 95 % interval. `within`: the interval lies inside ±margin. `beyond`: it lies on one side of 0 and the estimate
 * is further from 0 than the margin. Either must hold whether missing draws are left out, all complied, or none did, in both arms alike.
 * The interval given back leaves them out.
 *
 * @param margin in (0, 1)
 */
export function checkMargin(first: ArmCounts, second: ArmCounts, margin: number): MarginCheck | NotEstimable {
  const plain = newcombe(first, second, TAIL);
  if (plain.kind === "not-estimable") return notEstimable("one arm has no draw with an outcome");
  const finding = findingAt(first, second, margin, 1);
  const { value, lower, upper } = plain;
  const now = Math.max(first.draws + first.missing, second.draws + second.missing);
  const isSettled = (draws: number): boolean => findingAt(first, second, margin, draws / now) !== "open";
  return {
    kind: "estimated",
    value,
    lower,
    upper,
    finding,
    drawsToSettle: finding === "open" ? drawsToSettle(now, isSettled) : null,
  };
}

function findingAt(first: ArmCounts, second: ArmCounts, margin: number, scale: number): Finding {
  const findings = new Set(
    [leftOut, allComplied, noneComplied].map((rule) => {
      const found = newcombe(scaled(rule(first), scale), scaled(rule(second), scale), TAIL);
      if (found.kind === "not-estimable") return "open";
      if (found.lower >= -margin && found.upper <= margin) return "within";
      return (found.lower > 0 && found.value > margin) || (found.upper < 0 && found.value < -margin) ? "beyond" : "open";
    }),
  );
  const [only] = findings;
  return findings.size === 1 && only !== undefined ? only : "open";
}

type Counts = Pick<ArmCounts, "complied" | "draws">;

const leftOut = ({ complied, draws }: ArmCounts): Counts => ({ complied, draws });
const allComplied = ({ complied, draws, missing }: ArmCounts): Counts => ({ complied: complied + missing, draws: draws + missing });
const noneComplied = ({ complied, draws, missing }: ArmCounts): Counts => ({ complied, draws: draws + missing });

/** The counts that the same rates would give with more draws, to the nearest whole draw. */
function scaled({ complied, draws }: Counts, scale: number): Counts {
  return { complied: Math.round(complied * scale), draws: Math.round(draws * scale) };
}
