import type { ModelInfo } from "@anthropic-ai/sdk/resources/models";
import type { Model } from "openai/resources/models";

/** One path, two protocols: the list of what a server offers. */

export const MODELS: readonly string[] = ["fake-small", "fake-large"];

export function openaiModels(): { object: "list"; data: Model[] } {
  return { object: "list", data: MODELS.map((id) => ({ id, object: "model", created: 1_790_000_000, owned_by: "gyges" })) };
}

export function anthropicModels(): { data: ModelInfo[]; has_more: boolean; first_id: string | null; last_id: string | null } {
  const data = MODELS.map((id): ModelInfo => {
    return {
      type: "model",
      id,
      display_name: id,
      created_at: "2026-09-21T00:00:00Z",
      capabilities: null,
      max_input_tokens: null,
      max_tokens: null,
    };
  });
  return { data, has_more: false, first_id: MODELS[0] ?? null, last_id: MODELS.at(-1) ?? null };
}
