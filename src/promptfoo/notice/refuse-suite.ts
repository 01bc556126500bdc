import { GygesError } from "../../schema/error.ts";
import { isRecord } from "../../schema/is-record.ts";
import { GapVerdictSchema } from "../../schema/verdict.ts";
import { columnName } from "../row/draw-from-row.ts";
import { isPackRow, type Row, type Suite } from "../hooks.ts";
import { hasNoticeSlot, NOTICE_SLOT, placeNotice } from "./inject.ts";
import { rowIdentity } from "../row/row-schema.ts";

/** Evaluations that gyges would measure wrongly are refused before the first call. */

/**
 * Prefix and suffix are glued to the raw prompt, which a placed notice replaces (measured: the text vanished).
 *
 * @param prompts their texts; null for a prompt function
 */
export function refuseGlue({ prefix, suffix }: Readonly<Record<string, unknown>>, prompts: readonly (string | null)[]): void {
  if (prefix === undefined && suffix === undefined) return;
  if (prompts.every((prompt) => prompt !== null && hasNoticeSlot(prompt))) return;
  throw new GygesError(
    "usage",
    "config/unsupported",
    "gyges does not support this form of config yet: defaultTest.options has a prefix or suffix.\n  Put {{notice}} into the system text of the prompt, so that gyges need not place it.",
  );
}

/** A row of the user's under our name would be taken for one of the pack's, or switch gyges off where nobody asked for that. */
export function refuseMarks({ tests, defaultTest }: Suite): void {
  const rows: readonly Row[] = [...(tests ?? []), ...(isRecord(defaultTest) && !holdsVerdict(defaultTest) ? [defaultTest] : [])];
  if (!rows.some(isPackRow)) return;
  throw new GygesError(
    "usage",
    "config/metadata",
    "a test of this config sets metadata.gyges, and metadata.gyges belongs to gyges.\n  Give it another name. To run your own tests alone, set GYGES=off.",
  );
}

/** The verdict that an evaluation leaves in its config: where a finished one is resumed, promptfoo lays that metadata under the default test. */
function holdsVerdict(defaultTest: Row): boolean {
  return GapVerdictSchema.safeParse(rowIdentity(defaultTest)).success;
}

/** Draws know their column by its name, so two columns of one name would be taken for one. */
export function refuseTwins({ prompts, providers }: Suite): void {
  const names = providers.flatMap((provider) =>
    prompts.map((prompt) => columnName({ prompt: { label: prompt.label }, provider: { id: provider.id(), label: provider.label } })),
  );
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin === undefined) return;
  throw new GygesError(
    "usage",
    "config/twins",
    `two columns of this evaluation are named ${JSON.stringify(twin)}, so their draws could not be told apart.\n  Give each prompt and each provider a label of its own.`,
  );
}

/**
 * Tries the notice on every prompt that is text, so that a form without a system message is refused here, not row by row.
 *
 * @param prompts their texts; a prompt function has none to try
 * @param providersOwn whether every provider keeps its system text itself, where the prompt is left alone
 * @throws GygesError `inject/form` or `inject/content`
 */
export function refuseForms(prompts: readonly (string | null)[], providersOwn: boolean): void {
  if (providersOwn) return;
  for (const raw of prompts) if (raw !== null && !hasNoticeSlot(raw)) placeNotice(raw, NOTICE_SLOT);
}
