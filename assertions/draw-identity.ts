import { packRef } from "../src/scenario/plan.ts";
import type { Cell, Identity } from "../src/schema/identity.ts";
import type { RowAct } from "./act-options.ts";

/**
 * The identity of a call that an assertion makes, so that the simulated model knows which draw it is.
 *
 * @param changes what this call has otherwise than the row; without them the row's own cell is kept
 * @returns nothing where the act is no scenario of a pack, or nobody knows which notice the call carries
 */
export function drawIdentity(
  { known, order }: RowAct,
  changes: Partial<Pick<Cell, "condition" | "notice" | "temperature">> | undefined,
  { draw, draws }: { draw: number; draws: number },
): { identity?: Identity } {
  if (known === null || changes === undefined) return {};
  const { pack, scenario, identity } = known;
  const wording = scenario.wordings[0]?.id ?? "own";
  const own: Cell = { scenario: scenario.id, role: scenario.role, wording, condition: "none", notice: null, temperature: null };
  return {
    identity: {
      schema: "gyges.identity/1",
      pack: packRef(pack),
      plan: identity?.plan ?? { id: "0".repeat(16), size: draws, draws },
      cell: { ...(identity?.cell ?? own), ...changes },
      order: [...order],
      draw,
      side: identity?.side ?? null,
      pair: identity?.pair ?? null,
    },
  };
}
