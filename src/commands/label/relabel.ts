import { LABELLER, labelReply } from "../../label/label-reply.ts";
import { renderUserTurn } from "../../scenario/render.ts";
import type { Draw } from "../../schema/draw.ts";
import type { Scenario } from "../../schema/scenario.ts";

/**
 * A draw with the label that the present rules give its stored reply. A reply that was cut when it was stored (at 256 kB) is read as it
 * is there.
 */
export function relabelled(draw: Draw, scenario: Scenario): Draw {
  const { reply, reasoning, finishReason, filtered, fault, identity } = draw;
  const facts = {
    reply,
    reasoning,
    finishReason,
    filtered,
    fault,
    prompt: renderUserTurn(scenario, identity.cell.wording, identity.order),
    notices: scenario.notices.map(({ text }) => text),
  };
  return { ...draw, labelling: labelReply(facts, scenario.act, identity.order), labeller: LABELLER };
}
