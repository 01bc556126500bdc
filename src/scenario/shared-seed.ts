import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Identity } from "../schema/identity.ts";
import type { Pack } from "../schema/scenario.ts";
import { scenarioOfCell } from "./met-scenario.ts";

/**
 * The seed that a draw shares with those it is compared with: the draws of the same number, scenario, wording and family of notices, on both sides and in
 * every condition. Draws of other numbers have others, or a server that honours seeds would give one reply many times; and so have notices of one
 * condition, since near copies that count as draws apart would make an interval too narrow.
 *
 * @returns a whole number from 1 to 2^31 - 1, which every API takes
 */
export function sharedSeed({ cell, draw, confirm }: Identity, pack: Pack): number {
  const shares = [pack.manifest.name, cell.scenario, cell.wording, cell.temperature, sharedBy(cell, pack), draw, confirm === true];
  const digest = sha256(utf8ToBytes(JSON.stringify(shares)));
  const number = new DataView(digest.buffer, digest.byteOffset, digest.byteLength).getUint32(0) % (2 ** 31 - 1);
  return number + 1;
}

/** The family of the notice, where it has one notice of the condition; else the notice alone, which then shares its seed with nothing but the other side. */
function sharedBy(cell: Identity["cell"], pack: Pack): string {
  const { notices } = scenarioOfCell(pack, cell);
  const own = notices.find(({ id }) => id === cell.notice);
  if (own === undefined) return cell.notice ?? "";
  const alike = notices.filter(({ family, condition }) => family === own.family && condition === own.condition);
  return alike.length === 1 ? own.family : own.id;
}
