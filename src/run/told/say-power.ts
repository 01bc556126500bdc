import { dirname } from "node:path";
import { newestEarlier } from "../../disk/earlier-store.ts";
import { powerLine } from "../../verdict/power/power-line.ts";
import { roundsOf, spreadOf } from "../baseline/too-thin.ts";
import type { Comparison } from "../comparison.ts";
import { looksOf } from "../draws/reach.ts";

/** Says, before a call is paid for, that a run will most likely settle nothing. The spread is learned from the newest finished run. */
export async function sayPower(comparison: Comparison): Promise<void> {
  const { whole, plan, cachedBase, options, matching, folder } = comparison;
  const earlier = await newestEarlier(
    dirname(folder),
    matching.pairs.map(({ head }) => head.provider.name),
  );
  const line = powerLine({
    cells: whole.map(({ identity }) => identity.cell),
    looks: looksOf(plan),
    cachedBase: cachedBase === null ? null : roundsOf(cachedBase.draws),
    policy: options.policy,
    pairs: matching.pairs.length,
    variance: earlier?.learned.variance ?? (cachedBase === null ? null : spreadOf(cachedBase.draws)),
  });
  if (line !== null) options.stderr.write(`gyges: ${line}\n`);
}
