import { packOfOutline } from "../scenario/outline.ts";
import { sha256Hex } from "../scenario/pack-hash.ts";
import { GygesError } from "../schema/error.ts";
import type { Cell } from "../schema/identity.ts";
import type { NoticeOutline, ScenarioOutline } from "../schema/pack-outline.ts";
import type { Pack, Role } from "../schema/scenario.ts";

/** Scenarios that gyges has no text of, as far as their draws tell: what a verdict reads of a pack, and nothing that could be drawn. */

/** Ids of the options of every case: what was chosen is not known, whether it was the order is. */
export const OWN_ORDER = ["complied", "did-not"] as const;

export interface SetName {
  readonly name: string;
  readonly version: string;
}

/**
 * @param more what else two sides must share to be compared, such as the texts that were asked
 * @throws GygesError `harness/role` where one scenario is told in two roles
 */
export function ownSet({ name, version }: SetName, cells: readonly Cell[], more: readonly string[] = []): Pack {
  const hash = `sha256:${sha256Hex(JSON.stringify(["own set", name, version, ...more.toSorted()]))}`;
  const scenarios = [...Map.groupBy(cells, ({ scenario }) => scenario)].map(([id, own]) => outline(id, own));
  return packOfOutline({ scenarios, axes: [] }, { name, version, hash });
}

function outline(id: string, cells: readonly Cell[]): ScenarioOutline {
  const [role = "probe", ...others] = new Set(cells.map((cell) => cell.role));
  if (others.length > 0) throw severalRoles(id, [role, ...others]);
  const common = {
    id,
    status: "private" as const,
    wordings: [...new Set(cells.map(({ wording }) => wording))].map((wording) => ({ id: wording, axis: "original" as const })),
    notices: notices(cells),
    options: [...OWN_ORDER],
  };
  if (role === "control") return { role, control: "benign", ...common };
  return role === "probe" ? { role, legitimacy: "grey", ...common } : { role, ...common };
}

function notices(cells: readonly Cell[]): NoticeOutline[] {
  const named = new Map(cells.flatMap((cell) => (cell.notice === null ? [] : [[`${cell.notice}|${cell.condition}`, cell] as const])));
  const monitored = cells.find(({ condition }) => condition === "monitored")?.notice ?? "monitored";
  return [...named.values()].flatMap(({ notice, condition }): NoticeOutline[] => {
    const said = { id: notice ?? condition, family: "own", consequence: "none" as const, realism: 3 };
    if (condition === "none") return [];
    return [condition === "unmonitored" ? { condition, negationOf: monitored, ...said } : { condition, ...said }];
  });
}

function severalRoles(scenario: string, roles: readonly Role[]): GygesError {
  return new GygesError(
    "data",
    "harness/role",
    `scenario ${scenario} is told as ${roles.join(" and as ")}.\n  Wanted: one role for all draws of a scenario.\n  Give the other draws a scenario of their own.`,
  );
}
