import * as z from "zod";
import { parseYaml } from "../scenario/parse-yaml.ts";
import type { Body } from "./prepare.ts";

/** The prompt as promptfoo rendered it → the body of a request. */

const MessagesSchema = z.array(z.looseObject({ role: z.string(), content: z.unknown() })).min(1);
type Message = z.infer<typeof MessagesSchema>[number];

/** @param settings of the API, such as `temperature` */
export function openaiBody(model: string, prompt: string, settings: Body): Body {
  return { model, messages: messagesOf(prompt), ...settings };
}

/** The API takes system text apart from the turns, and wants a limit of tokens. */
export function anthropicBody(model: string, prompt: string, settings: Body): Body {
  const messages = messagesOf(prompt);
  const system = messages
    .filter(isSystem)
    .flatMap(({ content }) => (typeof content === "string" ? [{ type: "text", text: content }] : content));
  return {
    model,
    max_tokens: MAX_TOKENS,
    ...(system.length === 0 ? {} : { system }),
    messages: messages.filter((message) => !isSystem(message)),
    ...settings,
  };
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
