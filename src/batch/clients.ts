import { GygesError, systemCode } from "../schema/error.ts";
import { anthropicService } from "./anthropic-service.ts";
import { openaiService } from "./openai-service.ts";
import type { BatchService } from "./service.ts";

export interface ClientOptions {
  readonly baseURL?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Which API a provider of promptfoo names; both are loaded only where they are named. */
const APIS = {
  "openai:chat": { key: "OPENAI_API_KEY", sdk: "openai", connect: connectOpenAi },
  "anthropic:messages": { key: "ANTHROPIC_API_KEY", sdk: "@anthropic-ai/sdk", connect: connectAnthropic },
} as const;
export type Api = keyof typeof APIS;

/** @throws GygesError `batch/key` or `batch/sdk`, which says what to install */
export async function connect(api: Api, { baseURL, env }: ClientOptions): Promise<BatchService> {
  const { key, sdk, connect: open } = APIS[api];
  const apiKey = env[key];
  if (apiKey === undefined || apiKey === "")
    throw new GygesError("usage", "batch/key", `there is no ${key} in the environment. Set it, and run again.`);
  try {
    return await open({ apiKey, ...(baseURL === undefined ? {} : { baseURL }) });
  } catch (cause) {
    if (systemCode(cause) !== "ERR_MODULE_NOT_FOUND") throw cause;
    throw new GygesError("usage", "batch/sdk", `batches of ${api} go through ${sdk}, which is not installed. Run: npm install ${sdk}`, {
      cause,
    });
  }
}

async function connectOpenAi(settings: { apiKey: string; baseURL?: string }): Promise<BatchService> {
  const { OpenAI } = await import("openai");
  return openaiService(new OpenAI(settings));
}

async function connectAnthropic(settings: { apiKey: string; baseURL?: string }): Promise<BatchService> {
  const { Anthropic } = await import("@anthropic-ai/sdk");
  return anthropicService(new Anthropic(settings));
}
