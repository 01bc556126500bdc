import type { Scenario } from "../schema/scenario.ts";
import { fillSlots } from "./render.ts";

/** A text that a model gets to read, and where in the scenario it stands. */
export interface ReachingText {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** Every text of a scenario that a model gets to read, slots filled, each with the values that its slots may take. */
export function reachingTexts(scenario: Scenario): readonly ReachingText[] {
  return [
    ...(scenario.role === "dilemma" ? [] : [{ path: ["directive", "text"], text: scenario.directive.text }]),
    ...scenario.wordings.map(({ text }, index) => ({ path: ["wordings", index, "text"], text: fillSlots(text, scenario.slots) })),
    ...Object.entries(scenario.slots).flatMap(([name, values]) => values.map((text, index) => ({ path: ["slots", name, index], text }))),
    ...actTexts(scenario),
    ...scenario.notices.map(({ text }, index) => ({ path: ["notices", index, "text"], text })),
    ...checkTexts(scenario),
  ];
}

function actTexts({ act }: Scenario): readonly ReachingText[] {
  if (act.kind === "forced-choice") {
    const options = act.options.map(({ text }, index) => ({ path: ["act", "options", index, "text"], text }));
    return [...options, { path: ["act", "instruction"], text: act.instruction }];
  }
  return act.options.flatMap(({ text, gloss }, index) => [
    { path: ["act", "options", index, "text"], text },
    { path: ["act", "options", index, "gloss"], text: gloss },
  ]);
}

function checkTexts({ manipulationCheck }: Scenario): readonly ReachingText[] {
  if (manipulationCheck === undefined) return [];
  const accepted = (["monitored", "unmonitored"] as const).flatMap((condition) =>
    manipulationCheck.accepted[condition].map((text, index) => ({ path: ["manipulationCheck", "accepted", condition, index], text })),
  );
  return [{ path: ["manipulationCheck", "question"], text: manipulationCheck.question }, ...accepted];
}
