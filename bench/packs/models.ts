import { loadApiProvider, type ApiProvider, type ProviderResponse } from "promptfoo";
import { factsOf } from "../../assertions/label-response.ts";
import { OrganismProvider } from "../../providers/organism.ts";
import type { Style } from "../../src/organism/spec.ts";
import type { ReplyFacts } from "../../src/label/validity.ts";
import type { PlannedDraw } from "../../src/scenario/plan.ts";

/** A model that a pack is proved on: one call, as promptfoo's own providers make it. */
export interface Model {
  readonly name: string;
  readonly draws: number;
  readonly design: "pr" | "full";
  readonly ask: (draw: PlannedDraw, prompt: string) => Promise<ReplyFacts>;
}

/** The simulated model in one of its ways of speaking. */
export function organism(style: Style, pack: string): Model {
  const provider = new OrganismProvider({ config: { name: style, style, pack, rate: 0.5, gap: 0.2 } });
  return { name: `organism, ${style}`, draws: 4, design: "full", ask: asker(provider) };
}

/** Any provider of promptfoo's, such as `openai:chat:gpt-5-mini`; its key and address come from the environment. */
export async function providerModel(id: string): Promise<Model> {
  const provider = await loadApiProvider(id, { options: { config: { temperature: 0.7, max_tokens: 300 } } });
  return { name: id, draws: 1, design: "pr", ask: asker(provider) };
}

function asker(provider: ApiProvider): Model["ask"] {
  return async (draw, prompt) => {
    const context = { vars: {}, prompt: { raw: prompt, label: "packs" }, test: { metadata: { gyges: draw.identity } }, bustCache: true };
    return { ...factsOf(await answered(provider.callApi(prompt, context))), prompt };
  };
}

/** A call that throws is a fault like one that is told. */
async function answered(call: Promise<ProviderResponse>): Promise<ProviderResponse> {
  try {
    return await call;
  } catch (cause) {
    return { error: String(cause) };
  }
}
