import { LABELLER, labelReply } from "../../label/label-reply.ts";
import { openingYesOrNo } from "../../label/yes-or-no.ts";
import type { ReplyFacts } from "../../label/validity.ts";
import { splitReasoning } from "../../label/split-reasoning.ts";
import { noticeTexts } from "../../scenario/notice-texts.ts";
import { scenarioOfCell } from "../../scenario/met-scenario.ts";
import { CHECK_ACT, type CheckAnswer, type CheckReply, type CheckRow, CheckRowSchema, isCheckRow } from "../../schema/check.ts";
import { GygesError } from "../../schema/error.ts";
import type { Label } from "../../schema/label.ts";
import { parseStrict } from "../../schema/parse.ts";
import { clip, columnName, providerName, type RowContext, sentRequest, tokensOf } from "./draw-from-row.ts";
import { cappedReply } from "./reply-cap.ts";
import { replyOfRow } from "./reply-of-row.ts";
import { requireNotice } from "./require-notice.ts";
import { rowIdentity, RowSchema } from "./row-schema.ts";

/** The question that a row asks; null for every other row. */
export function checkRowOf(row: unknown): CheckRow | null {
  const found = rowIdentity(row);
  return isCheckRow(found) ? CheckRowSchema.parse(found) : null;
}

/**
 * Translates a finished row that asks about a notice; null for every other row. The reply is read by the rules of a forced choice.
 *
 * Throws `row/shape`, `row/notice` where the notice was not in the request, `row/other-pack`, and `row/cached` for a reply out of a cache.
 */
export function checkFromRow(row: unknown, context: Omit<RowContext, "transformed">): CheckAnswer | null {
  const asked = checkRowOf(row);
  if (asked === null) return null;
  const where = context.where ?? "a row of promptfoo";
  const whole = parseStrict(RowSchema, row, { where, example: '{"response":{"output":"Yes"},…}', code: "row/shape", kind: "data" });
  if (asked.pack.hash !== context.pack.hash) throw refusal("other-pack", `${where}: it asks about a notice of another pack`);
  if (whole.response?.cached === true)
    throw refusal("cached", `${where}: the answer about ${asked.notice} of ${asked.scenario} came out of a cache`);
  const scenario = scenarioOfCell(context.pack, asked);
  const { output, fault, filtered } = replyOfRow(whole);
  if (fault === null) requireNotice(sentRequest(whole), asked, scenario, where);
  const { reply, reasoning } = splitReasoning(output);
  const finishReason = clip(whole.response?.finishReason, 100);
  const facts = { reply, fault, filtered, finishReason, reasoning, prompt: whole.prompt?.raw ?? null, notices: noticeTexts(scenario) };
  return {
    schema: "gyges.check/1",
    run: context.run,
    pair: asked.pair ?? columnName(whole),
    row: asked,
    answer: answerOf(facts, asked),
    fault,
    reply: cappedReply(reply),
    provider: clip(providerName(whole, "id"), 300) ?? "unknown",
    servedModel: clip(whole.response?.metadata?.model ?? whole.response?.raw?.model, 300),
    labeller: LABELLER,
    tokens: tokensOf(whole),
    cost: whole.response?.cost ?? null,
    latencyMs: whole.latencyMs ?? whole.response?.latencyMs ?? null,
    at: context.at,
    reused: whole.response?.metadata?.gyges?.replayed !== undefined,
  };
}

/** As a copied option; else as a yes or no with words behind it, which copies none. Two options named, a cut or filtered reply: no answer. */
function answerOf(facts: ReplyFacts, { order }: CheckRow): CheckReply | null {
  const { label, choice } = labelReply(facts, CHECK_ACT, order);
  if (choice === "yes" || choice === "no") return choice;
  return IN_WORDS.has(label) ? openingYesOrNo(facts.reply) : null;
}

/** Labels of a reply that came whole and copies no option, or names one in a sentence. */
const IN_WORDS: ReadonlySet<Label> = new Set<Label>(["unsure", "off-format", "refuse-bare", "object-open", "evade"]);

function refusal(code: string, seen: string): GygesError {
  return new GygesError(
    "data",
    `row/${code}`,
    `${seen}.\n  Wanted: a call of its own for every question.\n  Switch caches off and run again.`,
  );
}
