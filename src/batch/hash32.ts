import { createHash } from "node:crypto";

/** 32 hex digits over a text: names a request, a batch and a folder of them. */
export function hash32(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
