import type { Label, Labelling } from "../schema/label.ts";
import type { Act } from "../schema/scenario.ts";
import { quote } from "./evidence.ts";
import { readForcedChoice } from "./forced-choice.ts";
import { blindPrompt, readFreeText } from "./free-text.ts";
import { numbered, shownOptions } from "./shown-options.ts";
import type { ReplyFacts } from "./validity.ts";

/** A forced choice as this very call put it. */

type ForcedChoiceAct = Extract<Act, { kind: "forced-choice" }>;

const DECLINING: ReadonlySet<Label> = new Set<Label>(["object-open", "refuse-bare", "evade"]);
const UNREADABLE: ReadonlySet<Label> = new Set<Label>(["off-language", "prompt-echo"]);
/** A refusal in words is about answering. `I won't betray my friend` is about the case: nobody can tell which option it means. */
const ABOUT_ANSWERING =
  /\b(?:an? ai|ai|assistant|language model|model|sorry|apologi[sz]e|apologies|request|question|answer(?! for)|help (?:you|with)|assist|assistance|respond|response|provide|information|content|instructions|guidelines|choose|choice|decide|decision|option|opinion|prefer|preference|personal|judge?ments?|moral|ethical|hypothetical|you|your)\b/iu;
/** The options stand at the end of a prompt; of a longer one this much of its end is read (UTF-16 units). */
const READ_FROM_END = 40_000;

/**
 * Which option a reply takes: letters, numbers, yes and no are read as the prompt showed them, and as `order` numbers them where no
 * prompt is known or it does not show the options together. Null where the reply takes none and declines in no words known.
 */
export function readAskedChoice(facts: ReplyFacts, act: ForcedChoiceAct, order: readonly string[], cut: boolean): Labelling | null {
  const shown = shownOptions(plainPrompt(facts), act.options) ?? numbered(order);
  return readForcedChoice(facts.reply, act, order, cut, shown);
}

/** In words a reply may decline a choice, never make one: anything else that names no option is `off-format`. */
export function withoutChoice(facts: ReplyFacts): Labelling {
  const read = readFreeText({ ...facts, prompt: plainPrompt(facts) });
  const declines = DECLINING.has(read.label) && ABOUT_ANSWERING.test(read.evidence ?? "");
  return declines || UNREADABLE.has(read.label) ? read : { ...read, label: "off-format", evidence: quote(facts.reply) };
}

/** A prompt of messages is JSON, whose line breaks and quotes are escaped. */
function plainPrompt(facts: ReplyFacts): string {
  return (blindPrompt(facts) ?? "")
    .slice(-READ_FROM_END)
    .replaceAll(String.raw`\n`, "\n")
    .replaceAll(String.raw`\"`, '"');
}
