import { describeError, GygesError } from "../../src/schema/error.ts";
import { type Completion, malformed, parseCompletion } from "./completion.ts";
import { isLoopback } from "../safe-url.ts";
import type { ServerConfig } from "./config.ts";

/** Calls of one server by OpenAI's own SDK, which is loaded at the first of them. */

export interface ChatClient {
  /** Where the calls go. */
  readonly endpoint: string;
  /** @param messages of the chat protocol */
  complete(messages: unknown, settings: Readonly<Record<string, unknown>>): Promise<Completion>;
}

/** A call that the server refused for what it asked: another of its kind would be refused too. */
export class Refused extends Error {}

/**
 * @param who calls, for an error
 * @throws GygesError `…/key` or `…/no-sdk`
 */
export async function openClient(config: ServerConfig, who = "the forced-choice provider"): Promise<ChatClient> {
  const { OpenAI, BadRequestError, UnprocessableEntityError } = await import("openai").catch((cause: unknown) => missing(cause, who));
  const endpoint = config.apiBaseUrl ?? (process.env["OPENAI_BASE_URL"] || "https://api.openai.com/v1");
  const client = new OpenAI({
    baseURL: endpoint,
    apiKey: keyFor(endpoint, config),
    maxRetries: config.maxRetries,
    timeout: config.timeoutMs,
  });
  return {
    endpoint,
    async complete(messages, settings) {
      const body = { ...config.body, model: config.model, messages, ...settings };
      const answer: unknown = await client.post<unknown>("/chat/completions", { body }).catch((cause: unknown) => {
        if (cause instanceof BadRequestError || cause instanceof UnprocessableEntityError)
          throw new Refused(describeError(cause), { cause });
        // The SDK lets the parser's own error through where a body calls itself JSON and is none.
        if (cause instanceof SyntaxError) throw malformed(describeError(cause));
        // What fetch throws while it reads a body, which the SDK leaves alone: the model has worked, so it is not asked again.
        throw cause instanceof TypeError ? malformed(`an answer that broke off (${describeError(cause)})`) : cause;
      });
      return parseCompletion(answer);
    },
  };
}

function keyFor(endpoint: string, { apiKeyEnvar }: Pick<ServerConfig, "apiKeyEnvar">): string {
  const key = process.env[apiKeyEnvar];
  if (key !== undefined && key !== "") return key;
  const url = URL.parse(endpoint);
  if (url !== null && isLoopback(url)) return "none-needed";
  throw new GygesError(
    "usage",
    "forced-choice/key",
    `${apiKeyEnvar} is not set, so ${endpoint} cannot be called.\n  export ${apiKeyEnvar}=…`,
  );
}

function missing(cause: unknown, who: string): never {
  const message = `${who} calls models by the package openai, which is not installed.\n  npm install openai`;
  throw new GygesError("usage", "forced-choice/no-sdk", message, { cause });
}
