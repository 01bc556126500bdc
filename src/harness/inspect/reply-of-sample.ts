import { splitReasoning } from "../../label/split-reasoning.ts";
import { distinctId } from "../../promptfoo/row/distinct-id.ts";
import { cappedReply } from "../../promptfoo/row/reply-cap.ts";
import { faultText } from "../../promptfoo/row/fault-text.ts";
import type { ToldDraw } from "../told-draw.ts";
import type { Content, Output, Sample } from "./log-schema.ts";

export type SampleReply = Pick<
  ToldDraw,
  "reply" | "reasoning" | "fault" | "filtered" | "finishReason" | "servedModel" | "responseId" | "tokens" | "cost" | "latencyMs"
>;

/** What came back from the model in a sample: its last output. A sample that Inspect ended by an error or a limit has none. */
export function replyOfSample({ output, error, limit, attachments }: Sample): SampleReply {
  const fault = error ? faultText(error.message) : limit ? `ended by its ${faultText(limit.type).slice(0, 40)} limit` : null;
  const [choice] = output?.choices ?? [];
  const { text, thought } = split(choice?.message.content ?? "", attachments ?? {});
  const answer = splitReasoning(text);
  const reasoning = thought ?? answer.reasoning;
  const finishReason = choice?.stop_reason ?? null;
  return {
    reply: fault === null ? cappedReply(answer.reply) : "",
    reasoning: fault === null && reasoning !== null ? cappedReply(reasoning) : null,
    fault,
    filtered: finishReason === "content_filter" ? faultText(choice?.stop_details?.category ?? "unspecified").slice(0, 200) : null,
    finishReason: finishReason?.slice(0, 100) ?? null,
    servedModel: output?.model?.slice(0, 300) || null,
    responseId: distinctId(output?.response_id),
    ...billOf(output),
  };
}

/** The text parts, and those of reasoning. A tool call or a picture is no text. */
function split(
  content: Content,
  attachments: Readonly<Record<string, string>>,
): { readonly text: string; readonly thought: string | null } {
  if (typeof content === "string") return { text: attached(content, attachments), thought: null };
  const of = (type: string, part: "text" | "reasoning"): string[] =>
    content.flatMap((one) => (one.type === type && one[part] ? [attached(one[part], attachments)] : []));
  const thoughts = of("reasoning", "reasoning");
  return { text: of("text", "text").join("\n"), thought: thoughts.length === 0 ? null : thoughts.join("\n") };
}

/** The texts of a message. */
export function textOf(content: Content, attachments: Sample["attachments"]): string {
  return split(content, attachments ?? {}).text;
}

const ATTACHMENT = "attachment://";

/** Inspect keeps a long text once and names it where it stands. */
function attached(text: string, attachments: Readonly<Record<string, string>>): string {
  const name = text.startsWith(ATTACHMENT) ? text.slice(ATTACHMENT.length) : null;
  return name !== null && Object.hasOwn(attachments, name) ? (attachments[name] ?? text) : text;
}

/** Inspect's count of the prompt leaves cached tokens out, and they were read all the same. */
function billOf(output: Sample["output"]): Pick<SampleReply, "tokens" | "cost" | "latencyMs"> {
  const usage: Output["usage"] = output?.usage ?? null;
  const seconds = output?.time ?? null;
  const latencyMs = seconds === null ? null : seconds * 1000;
  if (usage === null) return { tokens: null, cost: null, latencyMs };
  const prompt =
    usage.input_tokens === null ? null : usage.input_tokens + (usage.input_tokens_cache_read ?? 0) + (usage.input_tokens_cache_write ?? 0);
  return { tokens: { prompt, completion: usage.output_tokens, total: usage.total_tokens }, cost: usage.total_cost ?? null, latencyMs };
}
