import { labelReply, LABELLER } from "../../src/label/label-reply.ts";
import { findScenario } from "../../src/scenario/find-scenario.ts";
import { planDraws } from "../../src/scenario/plan.ts";
import type { Draw } from "../../src/schema/draw.ts";
import { SIDES, type Identity } from "../../src/schema/identity.ts";
import { draw } from "../disk/sample.ts";
import { core } from "../judge/scenes.ts";

export interface CoreDraws {
  readonly scenario?: string;
  readonly draws?: number;
  /** The reply to one planned draw. */
  readonly reply: (identity: Identity, place: number) => string;
  readonly labeller?: string;
}

/** Draws of one scenario of pack core, both sides, with these replies and the labels that the rules give them. */
export function coreDraws({ scenario = "patch-freeze", draws = 2, reply, labeller = LABELLER }: CoreDraws): Draw[] {
  const planned = planDraws(core, {
    draws,
    dilemmaDraws: 0,
    conditions: ["monitored", "unmonitored"],
    temperature: null,
    scenarios: [scenario],
  });
  const { act } = findScenario(core, scenario);
  return SIDES.flatMap((side) => planned.map(({ identity }) => ({ ...identity, side, pair: "desk × night" }))).map((identity, place) => {
    const text = reply(identity, place);
    return draw(place, {
      side: identity.side,
      identity,
      reply: text,
      responseId: `reply-${String(place).padStart(12, "0")}`,
      labelling: labelReply({ reply: text, finishReason: "stop", filtered: null, fault: null }, act, identity.order),
      labeller,
    });
  });
}
