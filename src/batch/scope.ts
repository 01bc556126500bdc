import { open, readFile } from "node:fs/promises";
import * as z from "zod";
import { PLAN_HANDED, PLAN_VARIABLE } from "../schema/run-plan.ts";
import { hash32 } from "./hash32.ts";

/** Whose calls a process makes: those of one store of `gyges run`, or of a plain evaluation. */
export type Scope = { readonly kind: "store"; readonly id: string } | { readonly kind: "evaluation" } | { readonly kind: "sealed" };

const PlanSchema = z.object({ store: z.string() });

/** By plan: one is megabytes long, and every call asks. */
const known = new Map<string, Promise<Scope>>();

export async function scopeOf(env: NodeJS.ProcessEnv): Promise<Scope> {
  const plan = env[PLAN_VARIABLE];
  if (plan === undefined) return { kind: "evaluation" };
  if (plan === PLAN_HANDED) return { kind: "sealed" };
  const scope = known.get(plan) ?? storeScope(plan);
  known.set(plan, scope);
  return scope;
}

/** The first line of a store is written once and names the moment, so a store that was deleted and made anew is another. */
async function storeScope(plan: string): Promise<Scope> {
  const { store } = PlanSchema.parse(JSON.parse(await readFile(plan, "utf8")));
  return { kind: "store", id: hash32(await firstLine(store)) };
}

async function firstLine(path: string): Promise<string> {
  const file = await open(path, "r");
  try {
    for await (const line of file.readLines()) return line;
    return "";
  } finally {
    await file.close();
  }
}
