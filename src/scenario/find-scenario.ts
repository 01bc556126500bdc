import { GygesError, type ErrorKind } from "../schema/error.ts";
import type { Pack, Scenario } from "../schema/scenario.ts";
import { nearest } from "./nearest.ts";

/**
 * The scenario of `pack` with this id; throws `pack/unknown-scenario` naming the pack and the nearest ids.
 *
 * @param kind `usage` where a person typed the id, `data` where it came out of a file
 */
export function findScenario(pack: Pack, id: string, kind: ErrorKind = "data"): Scenario {
  const found = pack.scenarios.find((scenario) => scenario.id === id);
  if (found !== undefined) return found;
  const ids = pack.scenarios.map((scenario) => scenario.id);
  throw new GygesError(
    kind,
    "pack/unknown-scenario",
    `pack ${pack.manifest.name}@${pack.manifest.version} has no scenario ${JSON.stringify(id.slice(0, 100))}; nearest: ${nearest(id, ids).join(", ")}`,
  );
}
