import { planBlock } from "../../report/plan-block.ts";
import { planJson } from "../../report/plan-json.ts";
import { plan } from "./plan.ts";
import type { PlanFlags } from "./plan-flags.ts";
import { colored, type Surroundings } from "../surroundings.ts";

/** `gyges plan` at the terminal: the block for people, or the document as JSON. */
export async function planCommand(flags: PlanFlags, around: Surroundings): Promise<number> {
  const report = await plan(flags, around.cwd);
  const block = (): string => `\n${planBlock(report, { color: colored(around), width: around.stdout.columns ?? 80 })}\n\n`;
  around.stdout.write(flags.json === true ? planJson(report) : block());
  return 0;
}
