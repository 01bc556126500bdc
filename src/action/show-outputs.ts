import { existsSync } from "node:fs";
import { isSealed } from "../disk/sealed-pack.ts";
import { readStore } from "../disk/store.ts";
import { modelOutputs } from "../report/model-outputs.ts";
import type { Verdict } from "../schema/verdict.ts";
import type { Inputs } from "./inputs.ts";
import type { Scrub } from "./scrub.ts";

/** What the model wrote, freed of secrets before it is cut and quoted, where `show-outputs: summary` asks for it. A sealed pack's replies are shown nowhere, whoever kept them. */
export async function shownOutputs(
  inputs: Pick<Inputs, "pack" | "show-outputs">,
  verdict: Verdict,
  store: string | null,
  scrub: Scrub,
): Promise<string | null> {
  if (inputs["show-outputs"] !== "summary" || isSealed(inputs.pack) || store === null || !existsSync(store)) return null;
  const { draws } = await readStore(store);
  return modelOutputs(
    verdict,
    draws.map((draw) => ({ ...draw, reply: scrub(draw.reply) })),
  );
}
