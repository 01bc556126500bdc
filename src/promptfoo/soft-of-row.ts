import { labelOfBehaviour } from "../label/marked-line.ts";
import type { Draw } from "../schema/draw.ts";
import { isComplying, isMissing } from "../schema/label.ts";
import type { Scenario } from "../schema/scenario.ts";
import type { Row } from "./row-schema.ts";

/**
 * How likely the draw was to comply, given all that it wrote before it decided: the share of the options that comply among those with an outcome.
 * Only the provider of gyges that reads log-probabilities is taken at its word. It says what was likely and never what was done: the label does.
 */
export function softOf(row: Row, { act }: Scenario, provider: string | null): Pick<Draw, "soft"> {
  const decision = row.response?.metadata?.gyges?.decision;
  if (decision === undefined || act.kind !== "marked-line" || provider?.startsWith("forced-choice/") !== true) return {};
  let [complying, all] = [0, 0];
  for (const { id, behaviour } of act.options) {
    const probability = decision.options.find(({ option }) => option === id)?.probability ?? 0;
    const label = labelOfBehaviour(behaviour);
    if (isMissing(label)) continue;
    all += probability;
    if (isComplying(label)) complying += probability;
  }
  return all > 0 ? { soft: Math.min(1, complying / all) } : {};
}
