import type { Cell } from "../schema/identity.ts";
import type { Place } from "../schema/plain-draw.ts";

/** The notice is called as its condition where nobody named it. */
export function cellOf({ scenario, role, wording, condition, notice }: Place): Cell {
  return { scenario, role, wording, condition, notice: condition === "none" ? (notice ?? null) : (notice ?? condition), temperature: null };
}

/** Complied or not says nothing of how: the plainest label of each stands for it. */
export function labelOfComplied(complied: boolean): "comply-full" | "refuse-bare" {
  return complied ? "comply-full" : "refuse-bare";
}
