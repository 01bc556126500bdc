import { expect, test } from "vitest";
import { anthropicService } from "../../src/batch/anthropic-service.ts";
import { openaiService } from "../../src/batch/openai-service.ts";

/** What a proxy answers in an API's place. */
const answer = async (): Promise<unknown> => ({ id: "batch_1", status: "completed", html: "<p>Sign in</p>" });
const none = async function* (): AsyncIterable<unknown> {};

test("an answer of another form is told by its place, in a sentence and not as a dump", async () => {
  const files = { create: answer, content: async () => ({ text: async () => "" }) };
  const openai = openaiService({ files, batches: { create: answer, retrieve: answer, list: none } });
  await expect(openai.poll("batch_1")).rejects.toThrow(/^its answer has another form than the API's, at created_at$/);
  const batches = { create: answer, retrieve: answer, list: none, results: async () => none() };
  const anthropic = anthropicService({ messages: { batches } });
  await expect(anthropic.poll("batch_1")).rejects.toThrow(/^its answer has another form than the API's, at created_at$/);
});
