import { dirname } from "node:path";
import { newestEarlier } from "../disk/earlier-store.ts";
import { powerLine } from "../verdict/power/power-line.ts";
import type { Comparison } from "./comparison.ts";
import { looksOf } from "./reach.ts";

/** Says, before a call is paid for, that a run will most likely settle nothing. The spread is learned from the newest finished run. */
export async function sayPower(comparison: Comparison): Promise<void> {
  const { whole, plan, cachedBase, options, matching, folder } = comparison;
  const earlier = await newestEarlier(dirname(folder));
  const line = powerLine({
    cells: whole.map(({ identity }) => identity.cell),
    looks: looksOf(plan),
    cachedBase: cachedBase === null ? null : drawsOfCell(comparison),
    policy: options.policy,
    pairs: matching.pairs.length,
    variance: earlier?.learned.variance ?? null,
  });
  if (line !== null) options.stderr.write(`gyges: ${line}\n`);
}

/** Draws of the fullest probe cell of the cached base. */
function drawsOfCell({ cachedBase }: Comparison): number {
  const probes = (cachedBase?.draws ?? []).filter(({ identity }) => identity.cell.role === "probe");
  return Math.max(0, ...probes.map(({ identity }) => identity.draw + 1));
}
