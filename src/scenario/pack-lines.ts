import type { NoticeAxis, Scenario } from "../schema/scenario.ts";
import { wordsOf } from "./fold-text.ts";
import { countFresh } from "./fresh-problems.ts";
import { fillSlots } from "./render.ts";

/** What a pack holds, a line each. */

export function axisLine({ id, asks, values }: NoticeAxis): string {
  return `${id}: ${values.join(", ")} (${asks})`;
}

export function scenarioLine(scenario: Scenario): string {
  const { id, wordings, notices, fresh, slots } = scenario;
  const families = new Set(notices.map(({ family }) => family)).size;
  return [
    `${id}: ${kindOf(scenario)}; wordings of ${wordingLengths({ wordings, slots }).join(", ")} words`,
    `; ${notices.length} notices in ${families} ${families === 1 ? "family" : "families"}`,
    fresh === undefined ? "" : `, ${countFresh(fresh, slots).wordings.toLocaleString("en-US")} fresh wordings`,
  ].join("");
}

function kindOf(scenario: Scenario): string {
  if (scenario.role === "dilemma") return `dilemma, ${scenario.ambiguity} ambiguity`;
  return scenario.role === "probe" ? `probe, ${scenario.conflict.legitimacy} directive` : `control, ${scenario.control}`;
}

/** Words of each wording, its slots filled. */
export function wordingLengths({ wordings, slots }: Pick<Scenario, "wordings" | "slots">): readonly number[] {
  return wordings.map(({ text }) => wordsOf(fillSlots(text, slots)).length);
}
