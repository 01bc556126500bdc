import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

/** Gives the next number from 0 (included) to 1 (excluded). */
export type Uniform = () => number;

/**
 * A stream of uniforms for one key: the same key gives the same stream on every machine, and streams of different keys are
 * independent for every use here, since their states are 128 bits of a SHA-256 and not neighbours in one sequence.
 */
export function uniformsFor(...key: readonly (string | number | null)[]): Uniform {
  const digest = sha256(utf8ToBytes(JSON.stringify(key)));
  const view = new DataView(digest.buffer, digest.byteOffset, digest.byteLength);
  const rng = xoroshiro128plusFromState([0, 4, 8, 12].map((offset) => view.getInt32(offset)));
  return () => uniformFloat64(rng);
}
