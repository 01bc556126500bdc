import { GygesError } from "../../schema/error.ts";
import type { Cell } from "../../schema/identity.ts";
import type { Scenario } from "../../schema/scenario.ts";
import { sentSystem } from "../notice/system-option.ts";

/** What a row says about the request that was sent. */
export interface SentRequest {
  readonly providerId: string | null;
  /** The prompt as promptfoo rendered it. */
  readonly prompt: string | null;
  /** Settings of the call, over those of the provider. */
  readonly config: Readonly<Record<string, unknown>> | null | undefined;
}

/** Where a notice stands in the pack. */
export type PlacedNotice = Pick<Cell, "scenario" | "condition" | "notice">;

/**
 * Refuses a reply to a request that did not hold the notice of its cell, whatever took it away: templates switched off,
 * a slot in a comment or in a block that was not rendered, a filter that rewrites the text. Such a reply says nothing about the condition.
 *
 * @throws GygesError `row/notice`
 */
export function requireNotice(sent: SentRequest, cell: PlacedNotice, scenario: Scenario, where: string): void {
  if (cell.condition === "none" && cell.notice === null) return;
  const notice = scenario.notices.find((one) => one.id === cell.notice && one.condition === cell.condition);
  if (notice === undefined) throw unknownNotice(cell, where);
  const system = sentSystem(sent.providerId, sent.config);
  if ([system.hidesPrompt ? null : sent.prompt, system.text].some((text) => text !== null && holds(text, notice.text))) return;
  throw new GygesError(
    "data",
    "row/notice",
    `${where}: the notice ${notice.id} (${notice.condition}) of ${cell.scenario} did not reach the prompt that was sent, so the reply says nothing about it.\n  Wanted: the pack's words in the rendered prompt of the row.\n  Put {{notice}} into the system text, outside of comments, conditions and filters; leave PROMPTFOO_DISABLE_TEMPLATING and PROMPTFOO_STRIP_PROMPT_TEXT unset; run again.`,
  );
}

/** As it stands, or as JSON writes it within a string; a template may have changed the white space. */
function holds(text: string, notice: string): boolean {
  const sent = folded(text);
  return sent.includes(folded(notice)) || sent.includes(folded(JSON.stringify(notice).slice(1, -1)));
}

/** White space, also the kinds that JSON writes as an escape, as one space. */
function folded(text: string): string {
  return text.replaceAll(/(?:\s|\\[nrt])+/g, " ");
}

function unknownNotice(cell: PlacedNotice, where: string): GygesError {
  return new GygesError(
    "data",
    "row/notice",
    `${where}: the row is of condition ${cell.condition} with the notice ${cell.notice ?? "none"}, which ${cell.scenario} does not have.\n  Wanted: rows as gyges wrote them.\n  The file was changed, or the row was written by hand: run again.`,
  );
}
