import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Anthropic as Anthropic0 } from "@anthropic-ai/sdk";
import { Anthropic as Anthropic1 } from "anthropic-sdk-1";
import { OpenAI } from "openai";
import { anthropicService } from "../../src/batch/anthropic-service.ts";
import { anthropicBody, openaiBody } from "../../src/batch/body.ts";
import { BatchDesk, type Answer, type DeskOptions } from "../../src/batch/desk.ts";
import { openaiService } from "../../src/batch/openai-service.ts";
import type { Body } from "../../src/batch/prepare.ts";
import type { BatchService } from "../../src/batch/service.ts";
import { FakeLlm, type Script } from "../fake-llm/fake-llm.ts";

/** A fake API of batches with a folder, where each desk is what one process would have. */

export const SDKS = ["openai", "@anthropic-ai/sdk 0.124", "@anthropic-ai/sdk 1.x"] as const;
export type Sdk = (typeof SDKS)[number];

export class Bench implements AsyncDisposable {
  readonly llm: FakeLlm;
  readonly folder: string;
  readonly #sdk: Sdk;

  private constructor(llm: FakeLlm, folder: string, sdk: Sdk) {
    this.llm = llm;
    this.folder = folder;
    this.#sdk = sdk;
  }

  static async create(sdk: Sdk, script: Partial<Script> = {}): Promise<Bench> {
    const llm = await FakeLlm.start({ reply: ({ prompt }) => ({ text: `heard ${prompt}` }), ...script });
    return new Bench(llm, await mkdtemp(join(tmpdir(), "gyges-batch-")), sdk);
  }

  /** What a process does: its calls at once, then its end. */
  async process(prompts: readonly string[], options: Partial<DeskOptions> = {}): Promise<readonly Answer[]> {
    const desk = this.desk(options);
    try {
      return await Promise.all(prompts.map((prompt) => desk.ask(`key of ${prompt}`, this.#body(prompt))));
    } finally {
      await desk.close();
    }
  }

  desk(options: Partial<DeskOptions> = {}): BatchDesk {
    const service = async (): Promise<BatchService> => this.service();
    return new BatchDesk({ folder: this.folder, service, waitMs: 0, gatherMs: 40, pollMs: 10, kept: true, ...options });
  }

  service(): BatchService {
    const settings = { apiKey: "none", maxRetries: 0, timeout: 2_000 };
    if (this.#sdk === "openai") return openaiService(new OpenAI({ ...settings, baseURL: `${this.llm.url}/v1` }));
    const Anthropic = this.#sdk === "@anthropic-ai/sdk 1.x" ? Anthropic1 : Anthropic0;
    return anthropicService(new Anthropic({ ...settings, baseURL: this.llm.url }));
  }

  get #shelf(): { readonly batches: readonly { readonly id: string; readonly requests: readonly unknown[] }[] } {
    return this.#sdk === "openai" ? this.llm.shelves.openai : this.llm.shelves.anthropic;
  }

  /** How many requests each batch holds that the API took in. */
  get batches(): readonly number[] {
    return this.#shelf.batches.map(({ requests }) => requests.length);
  }

  #body(prompt: string): Body {
    return this.#sdk === "openai" ? openaiBody("m", prompt, {}) : anthropicBody("m", prompt, {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.llm[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Each answer in a few words. */
export function told(answers: readonly Answer[]): string[] {
  return answers.map((answer) => {
    if (answer.kind === "halt") return answer.halt.kind;
    return answer.end.state === "replied" ? answer.end.reply.text : answer.end.state;
  });
}
