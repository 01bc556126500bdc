import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Identity } from "../schema/identity.ts";

/**
 * The seed that a draw shares with those it is compared with: the draws of the same number, scenario and wording, on both sides and in every condition.
 * Draws of other numbers have others, or a server that honours seeds would give one reply many times.
 *
 * @returns a whole number from 1 to 2^31 - 1, which every API takes
 */
export function sharedSeed({ pack, cell, draw, confirm }: Identity): number {
  const digest = sha256(utf8ToBytes(JSON.stringify([pack.name, cell.scenario, cell.wording, cell.temperature, draw, confirm === true])));
  const number = new DataView(digest.buffer, digest.byteOffset, digest.byteLength).getUint32(0) % (2 ** 31 - 1);
  return number + 1;
}
