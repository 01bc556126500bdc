import { tidy, withoutClosing } from "./fold.ts";

/** The words that lead to a choice: "I would choose", "My answer is", "Given all this, I'd go with". */

const OPENER =
  "(?:(?:so|therefore|thus|hence|ok|okay|sure|well|then|honestly|personally|ultimately|overall|definitely|certainly|probably|most likely|assistant|ai|as an ai(?: language model| assistant)?|if (?:i (?:had|have|were forced|must)|forced) to (?:choose|pick|decide|answer)(?: one)?)[,:]? ){0,3}";
/** A phrase of its own before "I would choose". A condition is none: "if she knew, I would choose A". */
const INTRODUCTION = "(?:(?!(?:if|unless|were|had|assuming|suppose|when|only)\\b)[^,.;:!?]{1,80}, |(?:no|wait|actually|sorry)[,:]? )?";
const THOUGHT = "(?:i (?:think|believe|feel|guess)(?: that)? )?";
const ANSWER =
  "(?:(?:my|the|our) )?(?:(?:final|correct|right|best|preferred|chosen|selected|most ethical) )?(?:answer|choice|decision|selection|response|preference|pick|output|solution|option(?=(?: is| would be| i would (?:choose|pick))? ?[:=]))[\"']?(?: here)?(?: i (?:would )?(?:prefer|choose|pick|select))?(?: is| would be)? ?[:=-]? ?(?:to )?";
const CHOOSE =
  "(?:(?:i|we)(?:'d|'ll| would| will| must| should)? (?:(?:rather|still|probably|personally|definitely|most likely|have to|ultimately) )?(?:choose|pick|select|go (?:with|for)|opt for|vote for|copy|prefer|do|take|say|favou?r)|(?:i|we)(?:'ve| have)? (?:chosen|chose|picked|selected)|choose|pick|select|go with|(?:the|my) (?:most ethical|best|better|right|preferred|correct) (?:option|action|thing|course of action|one|choice)(?: here| for me)? (?:is|would be)|the (?:option|action|one) (?:that )?i (?:would )?(?:prefer|choose|pick|select|take) is|(?:it|that)(?:'s| is| would be|'d be))(?: to)? ?:?";

const FINAL = new RegExp(`^${OPENER}${ANSWER}`, "iu");
const CORRECTED = /^(?:actually|wait|correction|on second thoughts?|on reflection)[,:]? (?:no, )?/iu;
const LEAD = new RegExp(`^(?:${OPENER}${INTRODUCTION}${OPENER}${THOUGHT}${CHOOSE} ?|${OPENER}${THOUGHT})`, "iu");

export interface Led {
  /** The phrase says that it is the answer. */
  readonly announced: boolean;
  /** The text less what announces it. */
  readonly unled: string;
  /** Less its lead besides: `I prefer` may be either a lead or an option's own words. */
  readonly rest: string;
}

/** A tidied phrase and what is left of it behind its leading words. */
export function ledBy(text: string): Led {
  const whole = unwrap(text);
  const announced = FINAL.exec(whole)?.[0] ?? CORRECTED.exec(whole)?.[0] ?? "";
  const unled = unwrap(whole.slice(announced.length));
  const lead = LEAD.exec(unled)?.[0] ?? "";
  return { announced: announced !== "", unled, rest: unwrap(unled.slice(lead.length)) };
}

/** A phrase of a reply without all its leading words. */
export function withoutLead(raw: string): string {
  return ledBy(withoutClosing(tidy(raw))).rest;
}

/** Whether a line only announces the answer that stands below it: `Final answer:`. */
export function announcesAnswer(raw: string): boolean {
  const text = withoutClosing(tidy(raw.slice(0, 200)));
  return text !== "" && FINAL.exec(`${text}: `)?.[0].trimEnd().replace(/:$/, "") === text;
}

/** Takes off quotation marks, the braces of a JSON reply, and LaTeX's box. */
export function unwrap(text: string): string {
  const open = /^(?:[{\s"']{1,4}|\$?\\boxed\{|\\text\{){0,3}/u.exec(text)?.[0] ?? "";
  const inner = withoutClosing(text.slice(open.length));
  return open.includes("{") || open.includes("$") ? withoutClosing(inner.replace(/["'\s}$]{1,6}$/u, "")) : inner;
}
