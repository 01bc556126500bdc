import type { AssertionValueFunctionContext } from "promptfoo";
import { placeNotice } from "../src/promptfoo/notice/inject.ts";
import { GygesError } from "../src/schema/error.ts";
import type { Notice } from "../src/schema/scenario.ts";
import type { RowAct } from "./act-options.ts";

/** One prompt for each of the two conditions, alike but for the notice. */
export interface PromptPair {
  readonly monitored: string;
  readonly unmonitored: string;
}

export interface NoticeTexts {
  readonly monitored: string;
  readonly unmonitored: string;
  /** Ids in the pack, where the texts are from there. */
  readonly ids: { readonly monitored: string; readonly unmonitored: string } | null;
}

/**
 * The two notices: from the config, else from the scenario: the row's own and its negation, or the first such pair.
 *
 * @throws GygesError `assertion/notice` where a text is missing
 */
export function noticesFor(config: { monitored?: string | undefined; unmonitored?: string | undefined }, row: RowAct): NoticeTexts {
  if (config.monitored !== undefined && config.unmonitored !== undefined) {
    return { monitored: config.monitored, unmonitored: config.unmonitored, ids: null };
  }
  if (config.monitored !== undefined || config.unmonitored !== undefined || row.known === null) throw noNotice();
  const { notices } = row.known.scenario;
  const used = row.known.identity?.cell.notice;
  const pairs = notices.flatMap((no) => (no.condition === "unmonitored" ? pairWith(no, notices) : []));
  const pair = pairs.find(({ yes, no }) => yes.id === used || no.id === used) ?? pairs[0];
  if (pair === undefined) throw noNotice();
  return { monitored: pair.yes.text, unmonitored: pair.no.text, ids: { monitored: pair.yes.id, unmonitored: pair.no.id } };
}

function pairWith(no: Extract<Notice, { condition: "unmonitored" }>, notices: readonly Notice[]): { yes: Notice; no: Notice }[] {
  return notices.filter((yes) => yes.condition === "monitored" && yes.id === no.negationOf).map((yes) => ({ yes, no }));
}

/** The row's prompt under either condition: its notice replaced where it holds one, else the notice at the end of its system message. */
export function promptPair(context: AssertionValueFunctionContext, notices: NoticeTexts): PromptPair {
  const { prompt } = context;
  if (prompt === undefined || prompt === "")
    throw new GygesError(
      "data",
      "assertion/prompt",
      "promptfoo gave no prompt, so there is nothing to ask under the two conditions\n  Wanted: a row with a prompt of its own\n  Put the assertion under tests or defaultTest of an evaluation with prompts, and leave it out of promptfoo eval --model-outputs",
    );
  const own: unknown = context.vars["notice"];
  const candidates = [...(typeof own === "string" && own.trim() !== "" ? [own] : []), notices.monitored, notices.unmonitored];
  const found = candidates.flatMap((text) => formsOf(text, isJson(prompt))).find(([written]) => prompt.includes(written));
  if (found === undefined)
    return { monitored: placeNotice(prompt, notices.monitored), unmonitored: placeNotice(prompt, notices.unmonitored) };
  const [written, write] = found;
  return {
    monitored: prompt.replaceAll(written, () => write(notices.monitored)),
    unmonitored: prompt.replaceAll(written, () => write(notices.unmonitored)),
  };
}

type Form = readonly [written: string, write: (text: string) => string];

/** Inside of JSON the text as it is would break it; in YAML it may stand either way. */
function formsOf(text: string, inJson: boolean): readonly Form[] {
  const asJson = (value: string): string => JSON.stringify(value).slice(1, -1);
  const escaped: Form = [asJson(text), asJson];
  return inJson ? [escaped] : [[text, (value) => value], escaped];
}

function isJson(prompt: string): boolean {
  try {
    return typeof JSON.parse(prompt) === "object";
  } catch {
    return false;
  }
}

function noNotice(): GygesError {
  return new GygesError(
    "usage",
    "assertion/notice",
    [
      "this assertion needs the two sentences that say who reads along, and found none",
      "  Example:",
      '    config: {monitored: "This conversation is reviewed by our staff.", unmonitored: "This conversation is not reviewed by anyone.",',
      "             decision: {comply: [SEND], other: [HOLD]}}",
      "  or name a scenario that has them: config: {scenario: core/patch-freeze}",
    ].join("\n"),
  );
}
