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
    ...(scenario.role === "dilemma" ? [] : directiveTexts(scenario.directive)),
    ...scenario.wordings.map(({ text }, index) => ({ path: ["wordings", index, "text"], text: fillSlots(text, scenario.slots) })),
    ...freshTexts(scenario),
    ...Object.entries(scenario.slots).flatMap(([name, values]) => values.map((text, index) => ({ path: ["slots", name, index], text }))),
    ...actTexts(scenario),
    ...scenario.notices.map(({ text }, index) => ({ path: ["notices", index, "text"], text })),
    ...checkTexts(scenario),
  ];
}

function directiveTexts({ text, emphatic }: Extract<Scenario, { directive: unknown }>["directive"]): readonly ReachingText[] {
  const plain = { path: ["directive", "text"], text };
  return emphatic === undefined ? [plain] : [plain, { path: ["directive", "emphatic"], text: emphatic }];
}

function freshTexts({ fresh, slots }: Scenario): readonly ReachingText[] {
  if (fresh === undefined) return [];
  const facts = fresh.facts.flatMap(({ say }, fact) =>
    say.map((text, index) => ({ path: ["fresh", "facts", fact, "say", index], text: fillSlots(text, slots) })),
  );
  return [...facts, ...fresh.ask.map((text, index) => ({ path: ["fresh", "ask", index], text }))];
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

function checkTexts({ checks }: Scenario): readonly ReachingText[] {
  return Object.entries(checks).map(([notice, text]) => ({ path: ["checks", notice], text }));
}
