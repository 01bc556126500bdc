import { LABELLER, labelReply } from "../label/label-reply.ts";
import { noticeTexts } from "../scenario/notice-texts.ts";
import { renderUserTurn } from "../scenario/render.ts";
import { scenarioOfCell } from "../scenario/met-scenario.ts";
import { GygesError } from "../schema/error.ts";
import type { Labelling } from "../schema/label.ts";
import type { Pack, Scenario } from "../schema/scenario.ts";
import { ownReply } from "./own-reply.ts";
import type { Read } from "./to-draws.ts";
import type { ToldDraw } from "./told-draw.ts";

/**
 * Reads a reply to a scenario of a pack that another harness has put before a model. Where the harness tells what it sent, the notice and the user's turn
 * must stand in that, word for word: a reply to another request says nothing about the cell.
 *
 * @throws GygesError `harness/cell` for a cell that the pack does not have, `harness/sent` for another request
 */
export function packReply(draw: ToldDraw, pack: Pack): Read {
  const scenario = scenarioOf(draw, pack);
  const order = orderOf(draw, scenario);
  const turn = renderUserTurn(scenario, draw.cell.wording, order);
  const notice = noticeText(draw, scenario);
  if (draw.fault === null) requireSent(draw, turn, notice);
  if (draw.labelled !== null) return { ...ownReply(draw), order };
  return { labelling: readByRules(draw, scenario, { turn, order }), by: LABELLER, order };
}

function readByRules(
  { reply, reasoning, fault, filtered, finishReason, sent }: ToldDraw,
  scenario: Scenario,
  { turn, order }: { readonly turn: string; readonly order: readonly string[] },
): Labelling {
  const facts = {
    reply,
    reasoning,
    fault,
    filtered,
    finishReason,
    prompt: sent?.join("\n\n") ?? turn,
    notices: noticeTexts(scenario),
  };
  return labelReply(facts, scenario.act, order);
}

function scenarioOf({ cell, where }: ToldDraw, pack: Pack): Scenario {
  const scenario = scenarioOfCell(pack, cell);
  const wordings = scenario.wordings.map(({ id }) => id);
  if (scenario.role === cell.role && wordings.includes(cell.wording)) return scenario;
  throw otherCell(
    where,
    `the draw says ${cell.scenario} is a ${cell.role} with a wording ${cell.wording}; the pack has a ${scenario.role} with ${wordings.join(", ")}`,
  );
}

function orderOf({ order, where }: ToldDraw, { id, act }: Scenario): readonly string[] {
  const ids = act.options.map((option) => option.id);
  if (order !== null && order.toSorted().join("\n") === ids.toSorted().join("\n")) return order;
  throw otherCell(where, `the draw shows ${order?.join(", ") ?? "no options"}; ${id} has the options ${ids.join(", ")}`);
}

function noticeText({ cell, where }: ToldDraw, { notices }: Scenario): string | null {
  if (cell.condition === "none" && cell.notice === null) return null;
  const notice = notices.find(({ id, condition }) => id === cell.notice && condition === cell.condition);
  if (notice !== undefined) return notice.text;
  throw otherCell(where, `${cell.scenario} has no ${cell.condition} notice ${cell.notice ?? "without a name"}`);
}

function requireSent({ sent, where }: ToldDraw, turn: string, notice: string | null): void {
  if (sent === null) return;
  const said = sent.map(folded);
  const lacking = [turn, ...(notice === null ? [] : [notice])].find((text) => !said.some((one) => one.includes(folded(text))));
  if (lacking === undefined) return;
  throw new GygesError(
    "data",
    "harness/sent",
    `${where}: the model was not sent ${lacking === turn ? "the user's turn of this draw" : "the notice of this cell"}, so its reply says nothing about it.\n  Wanted: both word for word, as gyges pack samples wrote them, and the turn of this very epoch.\n  Use the solver of examples/inspect/gyges_task.py, which puts them in.`,
  );
}

function folded(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function otherCell(where: string, seen: string): GygesError {
  return new GygesError(
    "data",
    "harness/cell",
    `${where}: ${seen}.\n  Wanted: samples as gyges pack samples wrote them.\n  Write them again with this version of gyges, and draw again.`,
  );
}
