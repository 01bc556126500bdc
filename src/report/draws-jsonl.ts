import type { Draw } from "../schema/draw.ts";
import { safeJson } from "./safe-json.ts";

/** One draw a line, every field as it is; empty for no draws. The exact form of an export: `drawsCsv` is the one for eyes. */
export function drawsJsonl(draws: readonly Draw[]): string {
  return draws.map((draw) => `${safeJson(draw)}\n`).join("");
}
