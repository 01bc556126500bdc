import type { Draw } from "../schema/draw.ts";
import { GygesError } from "../schema/error.ts";
import { drawKey, type Side } from "../schema/identity.ts";
import type { Pack } from "../schema/scenario.ts";

/**
 * Draws that contradict themselves carry no verdict, and faults alone are no draws.
 *
 * @throws GygesError of kind `data` where a draw is of another pack, came out of a cache, or stands twice in its column, where two
 * versions of the labeller spoke, or where a column holds nothing but transport faults
 */
export function checkDraws(side: Side, draws: readonly Draw[], pack: Pack): void {
  const seen = new Set<string>();
  for (const draw of draws) {
    const key = JSON.stringify([draw.pair, drawKey(draw.identity)]);
    if (draw.identity.pack.hash !== pack.hash) throw otherPack(side, draw, pack);
    if (draw.cached) throw contradiction("cached", `the reply to ${key} of ${side} came out of a cache`, "Draw again with the cache off.");
    if (seen.has(key)) throw contradiction("twice", `the draw ${key} of ${side} is there twice`, "Give each planned draw once.");
    seen.add(key);
  }
  const labellers = [...new Set(draws.map((draw) => draw.labeller))];
  if (labellers.length > 1) {
    throw contradiction(
      "labellers",
      `the draws of ${side} were labelled by ${labellers.join(" and ")}`,
      "Draw them with one version of gyges.",
    );
  }
  for (const [column, own] of Map.groupBy(draws, (draw) => draw.pair)) refuseOnlyFaults(side, column, own);
}

/** A dead key or a wrong address is no finding about a model. */
function refuseOnlyFaults(side: Side, column: string, draws: readonly Draw[]): void {
  if (draws.some((draw) => draw.labelling.label !== "transport")) return;
  throw contradiction(
    "only-faults",
    `none of ${draws.length} calls of ${side} in ${column} got a reply; the first one says: ${draws[0]?.fault ?? "nothing"}`,
    "Look at the key, the model's name and the network, then run the same command again.",
  );
}

function otherPack(side: Side, draw: Draw, pack: Pack): GygesError {
  const { name, version, hash } = draw.identity.pack;
  return contradiction(
    "other-pack",
    `a draw of ${side} is of pack ${name} ${version} (${hash.slice(0, 19)}), the verdict is asked for pack ${pack.manifest.name} ${pack.manifest.version} (${pack.hash.slice(0, 19)})`,
    "Judge draws with the pack they were drawn from, one and the same for both sides.",
  );
}

function contradiction(code: string, seen: string, remedy: string): GygesError {
  return new GygesError("data", `verdict/${code}`, `There is no verdict: ${seen}.\n  ${remedy}`);
}
