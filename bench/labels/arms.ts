import type { Score } from "./score.ts";

/** Letters that two model names must share to be one model under two system prompts, as `llama2orig` and `llama2new` are. */
const SHARED = 6;

/** The models of a source that differ by their system prompt, and how far their accuracies lie apart: that difference alone can fake a gap. */
export function armSpreads({ byModel }: Score): readonly { readonly arms: readonly string[]; readonly spread: number }[] {
  const families = Map.groupBy(Object.keys(byModel).toSorted(), (model) => model.slice(model.lastIndexOf("/") + 1).slice(0, SHARED));
  return [...families.values()]
    .filter((arms) => arms.length > 1)
    .map((arms) => {
      const values = arms.map((model) => byModel[model]?.value ?? Number.NaN);
      return { arms, spread: Math.max(...values) - Math.min(...values) };
    });
}
