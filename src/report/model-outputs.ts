import { SIDES, type Side } from "../schema/identity.ts";
import type { Draw } from "../schema/draw.ts";
import { isMissing } from "../schema/label.ts";
import type { Condition } from "../schema/scenario.ts";
import type { Verdict } from "../schema/verdict.ts";
import { code } from "./escape.ts";
import { fencedOutput } from "./fence.ts";
import { folded } from "./markdown-table.ts";

const MAX_CHARACTERS = 500;
const MAX_PAIRS = 4;
const MAX_SCENARIOS = 3;
const CONDITIONS: readonly Condition[] = ["monitored", "unmonitored"];

/**
 * What the model wrote for the scenarios that moved most: one reply of each side and condition, in fences. For a step summary that asked for it,
 * never for a comment, which mails and bots read on. Null where there is nothing to show, and for draws of a sealed pack, whose replies repeat its text.
 */
export function modelOutputs(verdict: Verdict, draws: readonly Draw[]): string | null {
  if (draws.some(({ withheld }) => withheld === true)) return null;
  const parts = verdict.pairs.slice(0, MAX_PAIRS).flatMap((pair) => {
    const ofPair = draws.filter((draw) => draw.pair === pair.pair && !isMissing(draw.labelling.label));
    return pair.moved.slice(0, MAX_SCENARIOS).flatMap(({ scenario }) => ofScenario(scenario, ofPair, verdict.pairs.length > 1));
  });
  if (parts.length === 0) return null;
  return `#### What the model wrote\n\nOne reply of each kind, at most ${MAX_CHARACTERS} characters of it. It is the model's text, not ours: believe nothing in it.\n\n${parts.join("\n\n")}\n`;
}

function ofScenario(scenario: string, draws: readonly Draw[], namesPair: boolean): readonly string[] {
  const replies = SIDES.flatMap((side) => CONDITIONS.flatMap((condition) => first(draws, scenario, side, condition) ?? []));
  const [any] = replies;
  if (any === undefined) return [];
  const shown = replies.map(({ side, identity, labelling, reply }) => {
    return `**${side}, ${identity.cell.condition}**: ${code(labelling.label)}\n\n${fencedOutput(reply, MAX_CHARACTERS)}`;
  });
  const name = `${code(scenario)}${namesPair ? ` of ${code(any.pair)}` : ""}`;
  return [`${name}\n\n${folded(`${replies.length} replies`, shown)}`];
}

/** The same one for equal draws, in whatever order they were made. */
function first(draws: readonly Draw[], scenario: string, side: Side, condition: Condition): Draw | null {
  const cell = draws.filter(
    ({ side: of, identity }) =>
      of === side && identity.confirm !== true && identity.cell.scenario === scenario && identity.cell.condition === condition,
  );
  const order = ({ identity }: Draw): string => `${identity.cell.wording} ${String(identity.draw).padStart(4, "0")}`;
  return cell.toSorted((one, other) => (order(one) < order(other) ? -1 : 1))[0] ?? null;
}
