import * as z from "zod";
import { parseYaml } from "../scenario/parse-yaml.ts";
import { isRecord } from "../schema/is-record.ts";
import type { Body } from "./prepare.ts";

/** The prompt as promptfoo rendered it → the body of a request. */

const MessagesSchema = z.array(z.looseObject({ role: z.string(), content: z.unknown() })).min(1);
type Message = z.infer<typeof MessagesSchema>[number];

/** @param settings of the API, such as `temperature` */
export function openaiBody(model: string, prompt: string, settings: Body): Body {
  return { model, messages: messagesOf(prompt), ...settings };
}

/**
 * The API takes system text apart from the turns, and wants a limit of tokens.
 *
 * @param cache how long the prompt is kept, where it is to be: up to the end of the system text, which all draws under one notice share, and up to the end of the turns,
 * which draws in one order of the options share
 */
export function anthropicBody(model: string, prompt: string, settings: Body, cache?: CacheTime): Body {
  const all = messagesOf(prompt);
  const system = all.filter(isSystem).flatMap(({ content }) => blocksOf(content));
  const turns = all.filter((message) => !isSystem(message));
  return {
    model,
    max_tokens: MAX_TOKENS,
    ...(system.length === 0 ? {} : { system: cache === undefined ? system : marked(system, cache) }),
    messages: cache === undefined ? turns : [...turns.slice(0, -1), ...turns.slice(-1).map((turn) => keptTurn(turn, cache))],
    ...settings,
  };
}

export const CACHE_TIMES = ["5m", "1h"] as const;
export type CacheTime = (typeof CACHE_TIMES)[number];

function keptTurn({ content, ...turn }: Message, cache: CacheTime): Message {
  return { ...turn, content: marked(blocksOf(content), cache) };
}

/** A mark on the last block keeps all that stands before it. */
function marked(blocks: readonly unknown[], ttl: CacheTime): readonly unknown[] {
  const last = blocks.at(-1);
  return isRecord(last) ? [...blocks.slice(0, -1), { ...last, cache_control: { type: "ephemeral", ttl } }] : blocks;
}

function blocksOf(content: unknown): readonly unknown[] {
  if (typeof content === "string") return [{ type: "text", text: content }];
  return Array.isArray(content) ? content : [content];
}

/** As promptfoo's own provider has it where nothing is said. */
const MAX_TOKENS = 1024;

function isSystem({ role }: Message): boolean {
  return role === "system" || role === "developer";
}

/** Chat messages as JSON or as a YAML list; any other text is what the user says. */
function messagesOf(prompt: string): Message[] {
  const messages = MessagesSchema.safeParse(listIn(prompt));
  return messages.success ? messages.data : [{ role: "user", content: prompt }];
}

function listIn(prompt: string): unknown {
  const text = prompt.trimStart();
  try {
    if (text.startsWith("[")) return JSON.parse(text);
    return /^- *role:/.test(text) ? parseYaml(text, "the prompt") : undefined;
  } catch {
    return undefined; // No list of messages, so it is text.
  }
}
