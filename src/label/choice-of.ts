import type { Label, Labelling } from "../schema/label.ts";
import type { Act } from "../schema/scenario.ts";
import { quote } from "./evidence.ts";
import { readForcedChoice } from "./forced-choice.ts";
import { readFreeText } from "./free-text.ts";
import { shownOptions } from "./shown-options.ts";
import { labelValidity } from "./validity.ts";

const DECLINING: ReadonlySet<Label> = new Set<Label>(["object-open", "refuse-bare", "evade"]);
const UNREADABLE: ReadonlySet<Label> = new Set<Label>(["off-language", "prompt-echo"]);
/** A refusal in words is about answering. `I won't betray my friend` is about the case: nobody can tell which option it means. */
const ABOUT_ANSWERING =
  /\b(?:an? ai|ai|assistant|language model|model|sorry|apologi[sz]e|apologies|request|question|answer(?! for)|help (?:you|with)|assist|assistance|respond|response|provide|information|content|instructions|guidelines|choose|choice|decide|decision|option|opinion|prefer|preference|personal|judge?ments?|moral|ethical|hypothetical|you|your)\b/iu;

/** One question of a forced choice, where nothing is known but its text and the options' texts. */
export interface Question {
  readonly prompt: string;
  readonly options: readonly string[];
}

/**
 * Which option a reply to a bare question takes. The choice is the place of its text in `options`, from "0".
 *
 * Letters, numbers, yes and no are read as the prompt showed them; where it shows no labels, a bare one is `off-format`. A reply that
 * chooses nothing, declines nothing and names nothing is `off-format` too. Total: every reply has a label.
 */
export function readChoiceOf(reply: string, { prompt, options }: Question): Labelling {
  const invalid = labelValidity({ reply, finishReason: null, filtered: null, fault: null });
  if (invalid !== null) return invalid;
  const ids = options.map((text, place) => ({ id: `${place}`, text }));
  const order = ids.map(({ id }) => id);
  const shown = shownOptions(prompt, ids) ?? { order, labels: null, form: "list" as const };
  return readForcedChoice(reply, actOf(ids), shown.order, false, shown) ?? inWords(reply, prompt);
}

/** In words a reply may decline, never choose. */
function inWords(reply: string, prompt: string): Labelling {
  const read = readFreeText({ reply, prompt: prompt.slice(-40_000) });
  const declines = DECLINING.has(read.label) && ABOUT_ANSWERING.test(read.evidence ?? "");
  return declines || UNREADABLE.has(read.label) ? read : { ...read, label: "off-format", evidence: quote(reply) };
}

function actOf(options: readonly { id: string; text: string }[]): Extract<Act, { kind: "forced-choice" }> {
  return { kind: "forced-choice", instruction: "", options: options.map((option) => ({ ...option, means: "choice" as const })) };
}
