import { readFile } from "node:fs/promises";
import { Socket } from "node:net";
import { parseStrict } from "../schema/parse.ts";
import { PLAN_DESCRIPTOR, PLAN_HANDED, PlanFileSchema, type PlanFile } from "../schema/run-plan.ts";

/** Reads what `gyges run` planned for this child. @param named value of the environment variable: a file, or the mark for a descriptor */
export async function readPlan(named: string): Promise<PlanFile> {
  const text = named === PLAN_HANDED ? await handed() : await readFile(named, "utf8");
  return parseStrict(PlanFileSchema, JSON.parse(text), {
    where: `the run plan ${named}`,
    example: "gyges run writes this file itself; run gyges run again",
    code: "run/plan-file",
  });
}

/** The parent writes the plan once and closes its end. A socket, since the descriptor is a pair of them and a plain read may find it empty. */
async function handed(): Promise<string> {
  const socket = new Socket({ fd: PLAN_DESCRIPTOR, readable: true, writable: false });
  const chunks: Buffer[] = [];
  for await (const chunk of socket) if (chunk instanceof Buffer) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
