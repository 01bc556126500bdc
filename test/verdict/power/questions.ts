import { type Policy, PolicySchema } from "../../../src/schema/verdict.ts";
import type { Foreseen } from "../../../src/verdict/power/foreseen-looks.ts";
import { evenShape } from "../../../src/verdict/power/gap-shape.ts";

/** The default of a pull request, of a typical model; all else by name. */
export function runOf(more: Partial<Foreseen> & { readonly judging?: Partial<Policy> } = {}): Foreseen {
  const { judging = {}, ...run } = more;
  return {
    shape: evenShape(24, 2),
    looks: [3, 5, 7, 10],
    cachedBase: null,
    policy: PolicySchema.parse(judging),
    pairs: 1,
    variance: 0.13,
    ...run,
  };
}
