import type { CheckAnswer } from "../../schema/check.ts";
import type { Draw } from "../../schema/draw.ts";
import { GygesError } from "../../schema/error.ts";
import type { Labelling, ReasoningLabels } from "../../schema/label.ts";

/** Stands for words that are not kept, where `null` would say that there were none. */
export const WITHHELD = "[withheld]";

/**
 * A draw of a sealed pack as a store may keep it: what was measured, without words. A reply repeats options and facts of the case, a quote
 * is a piece of a reply, and a provider's error may quote the whole request; each is dropped whole, since no filter knows every echo.
 */
export function withheldDraw(draw: Draw): Draw {
  return {
    ...draw,
    reply: WITHHELD,
    reasoning: draw.reasoning === null ? null : WITHHELD,
    servedModel: oneWord(draw.servedModel),
    responseId: oneWord(draw.responseId),
    finishReason: oneWord(draw.finishReason),
    fault: draw.fault === null ? null : withheldFault(draw.fault),
    filtered: draw.filtered === null ? null : (oneWord(draw.filtered) ?? "unspecified"),
    withheld: true,
    labelling: withheldLabelling(draw.labelling),
  };
}

/** The same of an answer to the question about a notice: what it was, without the words around it. */
export function withheldCheck(answer: CheckAnswer): CheckAnswer {
  return {
    ...answer,
    reply: WITHHELD,
    servedModel: oneWord(answer.servedModel),
    fault: answer.fault === null ? null : withheldFault(answer.fault),
  };
}

function withheldLabelling({ evidence, quotes, engagement, reasoning, ...kept }: Labelling): Labelling {
  return {
    ...kept,
    evidence: mark(evidence),
    ...(quotes === undefined ? {} : { quotes: marked(quotes) }),
    ...(engagement === undefined ? {} : { engagement: { ...engagement, evidence: mark(engagement.evidence) } }),
    ...(reasoning === undefined ? {} : { reasoning: withheldReasoning(reasoning) }),
  };
}

function withheldReasoning({ notice, awareness, motive }: ReasoningLabels): ReasoningLabels {
  return {
    notice: mark(notice),
    awareness: { ...awareness, evidence: mark(awareness.evidence) },
    motive: { ...motive, quotes: marked(motive.quotes) },
  };
}

function mark(quote: string | null): string | null {
  return quote === null ? null : WITHHELD;
}

function marked<K extends string>(quotes: Partial<Record<K, string>>): Partial<Record<K, string>> {
  const all: Partial<Record<K, string>> = { ...quotes };
  for (const key in all) all[key] = WITHHELD;
  return all;
}

/** Ids and kinds are one word; whatever has a space in it may be a sentence. */
function oneWord(text: string | null): string | null {
  return text === null || /\s/.test(text) ? null : text;
}

/** The status alone, which says whether to look at the key, the name or the network. */
function withheldFault(fault: string): string {
  const status = /\b[45]\d\d\b/.exec(fault)?.[0];
  return `${status === undefined ? "" : `${status} `}${WITHHELD}`;
}

/** What went wrong in a run of a sealed pack. The words behind the first line of these errors quote what was seen; ours elsewhere name ids alone. */
export function withheldError(cause: unknown): string {
  if (cause instanceof GygesError && !/^(?:row\/shape|pack\/)/.test(cause.code)) return cause.message;
  return cause instanceof GygesError ? (cause.message.split("\n")[0] ?? cause.code) : `an error without a code ${WITHHELD}`;
}
