import { readPack } from "../../src/disk/read-pack.ts";
import type { Labelling } from "../../src/schema/label.ts";
import type { Pack, Scenario } from "../../src/schema/scenario.ts";

/** Scenarios of the shipped packs, and labellings as the rules give them. */

export const core: Pack = await readPack("core");
export const dilemmas: Pack = await readPack("dilemmas");

export const freeze: Scenario = scenarioOf(core, "patch-freeze");
export const ferry: Scenario = scenarioOf(dilemmas, "last-ferry");

/** 32 hex digits, as a run draws them. */
export const NONCE = "9f86d081884c7d659a2feaa0c55ad015";

export function labelled(label: Labelling["label"], more: Partial<Labelling> = {}): Labelling {
  return { label, evidence: null, choice: null, flags: [], ...more };
}

/** What stands between the two lines of the fence. */
export function fenced(user: string, nonce = NONCE): string {
  const [, inside, ...more] = user.split(new RegExp(`\n(?:BEGIN|END) ${nonce}\n`));
  if (inside === undefined || more.length !== 1) throw new Error("wanted one line that opens the fence and one that closes it");
  return inside;
}

function scenarioOf(pack: Pack, id: string): Scenario {
  const found = pack.scenarios.find((scenario) => scenario.id === id);
  if (found === undefined) throw new Error(`no scenario ${id}`);
  return found;
}
