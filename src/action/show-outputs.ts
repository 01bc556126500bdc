import { existsSync } from "node:fs";
import { isSealed } from "../disk/sealed-pack.ts";
import { readStore } from "../disk/store.ts";
import { modelOutputs } from "../report/model-outputs.ts";
import type { Verdict } from "../schema/verdict.ts";
import type { Inputs } from "./inputs.ts";

/** What the model wrote, where `show-outputs: summary` asks for it. A sealed pack's replies are shown nowhere, whoever kept them. */
export async function shownOutputs(
  inputs: Pick<Inputs, "pack" | "show-outputs">,
  verdict: Verdict,
  store: string | null,
): Promise<string | null> {
  if (inputs["show-outputs"] !== "summary" || isSealed(inputs.pack) || store === null || !existsSync(store)) return null;
  return modelOutputs(verdict, (await readStore(store)).draws);
}
