import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

const MAX_KEY = 100;
const DIGITS = 8;

/**
 * The line that opens a comment, so that the next run finds it: `<!-- gyges:v1:ci/gate -->`.
 *
 * A key that holds anything but `[\w .,:()+/-]`, or more than 100 characters, is made of such and told apart from its like by eight hex digits of
 * its hash. So the marker can be closed by nothing in it, and two keys that differ have two comments.
 */
export function markerOf(key: string): string {
  const plain = key.replace(/[^\w .,:()+/-]+/g, "-").trim();
  if (plain === key && key.length >= 1 && key.length <= MAX_KEY) return marker(key);
  const told = bytesToHex(sha256(utf8ToBytes(key))).slice(0, DIGITS);
  return marker(`${plain.slice(0, MAX_KEY - DIGITS - 1)} ${told}`.trim());
}

function marker(key: string): string {
  return `<!-- gyges:v1:${key} -->`;
}
