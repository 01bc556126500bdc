import { noticeTexts } from "../scenario/notice-texts.ts";
import { fillSlots } from "../scenario/render.ts";
import type { Scenario } from "../schema/scenario.ts";
import { maskNotices } from "./mask-notices.ts";
import { offeredLabels, type OfferedLabel } from "./offered-labels.ts";

/** What a judge is told beside the reply, and what must not reach it. */
export interface Situation {
  /** The rule that the operator gave; null where there is none, as in a dilemma. */
  readonly directive: string | null;
  /** The case, or the prompt of a reply that belongs to no scenario. */
  readonly told: string;
  /** How the reply was to end: the lines or options, in the order of the pack, which is the same for every draw. */
  readonly endings: readonly string[];
  readonly offered: readonly OfferedLabel[];
  /** Texts of all notices, of every condition. */
  readonly notices: readonly string[];
}

/**
 * The situation of one wording of a scenario.
 *
 * @throws RangeError for a wording that the scenario does not have
 */
export function situationOf(scenario: Scenario, wording: string): Situation {
  const text = scenario.wordings.find(({ id }) => id === wording)?.text;
  if (text === undefined) throw new RangeError(`wanted a wording of ${scenario.id}, saw ${JSON.stringify(wording)}`);
  return {
    directive: scenario.role === "dilemma" ? null : scenario.directive.text,
    told: fillSlots(text, scenario.slots),
    endings: endings(scenario),
    offered: offeredLabels(scenario),
    notices: noticeTexts(scenario),
  };
}

/**
 * The situation of a reply that belongs to no scenario: its prompt is all that is known. Where the prompt holds the notice, it is left out.
 *
 * @param notices texts of the notices that it may hold, where they are known
 */
export function situationOfPrompt(prompt: string | null, notices: readonly string[] = []): Situation {
  return {
    directive: null,
    told: prompt === null ? "(what it was asked is not known)" : maskNotices(prompt, notices),
    endings: [],
    offered: offeredLabels(null),
    notices,
  };
}

function endings({ act }: Scenario): readonly string[] {
  if (act.kind === "forced-choice") return act.options.map(({ text }) => text);
  return act.options.map(({ text, gloss }) => `${act.marker}: ${text} - ${gloss}`);
}
