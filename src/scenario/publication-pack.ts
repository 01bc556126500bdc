import { GygesError } from "../schema/error.ts";
import type { Pack, Scenario } from "../schema/scenario.ts";
import { freshWordingsOf } from "./fresh-pack.ts";
import { packFiles, siblingManifest } from "./pack-files.ts";
import type { PackFile } from "./parse-pack.ts";

/**
 * A pack with as many fresh wordings as own ones in every probe that can have them, as files: own ones first, then fresh ones, so that one run draws both
 * (`CellOptions.publication`). Controls go along as they are, since they decide how a gap reads; what has no fresh wordings stays out.
 *
 * @param most own wordings of a probe
 * @param axisFiles the pack's shared notices, which go along as they are
 */
export function publicationPack(pack: Pack, seed: number, most: number, axisFiles: readonly PackFile[]): readonly PackFile[] {
  const { name, version } = pack.manifest;
  const probes = pack.scenarios.filter((scenario) => scenario.role === "probe" && scenario.fresh !== undefined);
  if (probes.length === 0) throw nothingFresh(pack);
  const controls = pack.scenarios.filter(({ role }) => role === "control");
  return packFiles(
    siblingManifest(pack, `beside-fresh-${seed}`, `${name} ${version} beside fresh wordings, seed ${seed}.`),
    [...controls, ...probes.map((probe) => withFresh(probe, seed, most))],
    axisFiles,
  );
}

function withFresh(scenario: Scenario, seed: number, most: number): Scenario {
  const own = scenario.wordings.slice(0, most);
  return { ...scenario, wordings: [...own, ...freshWordingsOf(scenario, seed, own.length)] };
}

function nothingFresh({ manifest }: Pack): GygesError {
  return new GygesError(
    "usage",
    "pack/fresh",
    `no probe of pack ${manifest.name} can make fresh wordings, so there is nothing to hold its own against\n  Wanted: a block \`fresh\` in its scenarios (docs/pack.md)\n  Example: gyges run --config … --pack core --publication`,
  );
}
