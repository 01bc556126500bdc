import { looksOf, newestEarlier } from "./shared.js";
import { powerLine, roundsOf, spreadOf } from "./bases.js";
import { dirname } from "node:path";
// src/run/told/say-power.ts
async function sayPower(comparison) {
	let { whole, plan, cachedBase, options, matching, folder } = comparison, earlier = await newestEarlier(dirname(folder), matching.pairs.map(({ head }) => head.provider.name)), line = powerLine({
		cells: whole.map(({ identity }) => identity.cell),
		looks: looksOf(plan),
		cachedBase: cachedBase === null ? null : roundsOf(cachedBase.draws),
		policy: options.policy,
		pairs: matching.pairs.length,
		variance: earlier?.learned.variance ?? (cachedBase === null ? null : spreadOf(cachedBase.draws))
	});
	line !== null && options.stderr.write(`gyges: ${line}\n`);
}
export { sayPower };
