import type { Pack, Scenario } from "../schema/scenario.ts";
import { freshWordings } from "./fresh.ts";
import { sha256Hex } from "./pack-hash.ts";
import { packFiles, siblingManifest } from "./pack-files.ts";
import type { PackFile } from "./parse-pack.ts";

/**
 * A sibling of a pack as files: the same scenarios, directives, acts and notices, with wordings that nobody has read. Scenarios without `fresh` stay out: a
 * mix of old and new wordings would be neither. Equal seeds give equal bytes.
 *
 * @param axisFiles the pack's shared notices, which go along as they are
 */
export function freshPack(pack: Pack, seed: number, wordings: number, axisFiles: readonly PackFile[] = []): readonly PackFile[] {
  const summary = `Fresh wordings of ${pack.manifest.name} ${pack.manifest.version}, seed ${seed}.`;
  const made = (scenario: Scenario): Scenario["wordings"] =>
    scenario.fresh === undefined ? [] : freshWordingsOf(scenario, seed, wordings);
  return siblingPack(pack, { name: "fresh", seed, summary }, made, axisFiles);
}

/** A sibling's own name, beside that of its pack, and what it is. */
export interface Sibling {
  readonly name: string;
  readonly seed: number;
  readonly summary: string;
}

/** The same scenarios with other wordings; one that gets none stays out. */
export function siblingPack(
  pack: Pack,
  { name, seed, summary }: Sibling,
  wordingsOf: (scenario: Scenario) => Scenario["wordings"],
  axisFiles: readonly PackFile[],
): readonly PackFile[] {
  const scenarios = pack.scenarios.map((scenario) => siblingScenario(scenario, seed, wordingsOf(scenario)));
  return packFiles(
    siblingManifest(pack, `${name}-${seed}`, summary),
    scenarios.filter(({ wordings }) => wordings.length > 0),
    axisFiles,
  );
}

function siblingScenario(scenario: Scenario, seed: number, wordings: Scenario["wordings"]): Scenario {
  const { fresh: _, slots: _slots, ...rest } = scenario;
  return {
    ...rest,
    slots: {},
    wordings,
    publication: { status: "fresh", exactMatch: false },
    canary: canaryOf(scenario.canary, seed),
  };
}

/** Fresh wordings as a scenario's file has them, `fresh-1` and on. */
export function freshWordingsOf(scenario: Scenario, seed: number, count: number): Scenario["wordings"] {
  return freshWordings(scenario, seed, count).map(({ text }, index) => ({
    id: `fresh-${index + 1}`,
    family: `seed-${seed}`,
    axis: "order",
    author: "gyges pack fresh",
    text,
    publication: { status: "fresh", exactMatch: false },
  }));
}

/** A canary of its own, so that a fresh file in a training set is told from its public sibling. */
function canaryOf(canary: string, seed: number): string {
  const hex = sha256Hex(JSON.stringify([canary, seed]));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
