import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { baselinePath, findBaseline, saveBaseline } from "../../disk/baseline-store.ts";
import { appendHistory, readHistory } from "../../disk/history.ts";
import { readStore } from "../../disk/store.ts";
import { describeError, GygesError } from "../../schema/error.ts";
import type { StoreContents } from "../../schema/store.ts";
import type { Verdict } from "../../schema/verdict.ts";
import { asStoredBase, holesText, isFullOfHoles, keepSide } from "../baseline/keep-bases.ts";
import { baselineKey } from "../baseline/key.ts";
import { type Chosen, DRAWN, passedOver, readStored, settled } from "../baseline/settle-base.ts";
import type { Comparison } from "../comparison.ts";
import { drawAndJudge } from "../draw-and-judge.ts";
import { hashText } from "../sides/fingerprint.ts";
import { refuseLink, refuseTracked } from "../own-folder.ts";
import type { HistoryOptions, RunOutcome } from "../run-options.ts";
import { withoutDraws } from "../told/without-draws.ts";
import { driftFindings } from "./drift.ts";
import { historyLine } from "./history-line.ts";

/**
 * A night: draws what is committed, once a day, and compares it with the draws of an earlier night that sent the same. The verdict is that of a run whose base is the
 * reference: the gap widened, or it did not. Whether the model moved at all is the exact test's to say, and it stands among the findings.
 *
 * The reference stays until someone accepts another: one that moved along would hide a drift that is slow.
 *
 * @param commit that is drawn
 */
export async function judgeNight(planned: Comparison, history: HistoryOptions, commit: string): Promise<RunOutcome> {
  const at = new Date().toISOString();
  await refuseTracked(history.references, planned.sides.head.folder);
  // A history that cannot be read is told before a call is paid for.
  const before = await readHistory(history.path);
  const night = await ofToday(planned, at);
  const key = referenceKey(night);
  const comparison = await settled(night, () => reference(night, history, key));
  if ("stopped" in comparison)
    return { verdict: withoutDraws("error", comparison.stopped, night.options, night.pack), folder: night.folder };
  const { verdict, folder } = await drawAndJudge({ ...comparison, drawnSides: ["head"] });
  if (verdict.verdict === "error") return { verdict, folder };
  const contents = await readStore(comparison.store);
  const tonight = historyLine({ comparison, contents, verdict, key, commit, at });
  const findings = driftFindings(tonight, before);
  await appendHistory(history.path, tonight);
  if (
    isFullOfHoles(
      tonight.columns.flatMap(({ arms }) => arms),
      night.options.policy,
    )
  )
    night.options.stderr.write(`gyges: ${holesText("head")}\n`);
  else await keepDraws(comparison, contents, { history, key });
  return { verdict: { ...named(verdict), findings: [...verdict.findings, ...(comparison.baseline?.findings ?? []), ...findings] }, folder };
}

/** A folder a day: a job that is started again goes on where it stopped, and another night draws anew. No fail is confirmed: fresh draws of base would be tonight's. */
async function ofToday(planned: Comparison, at: string): Promise<Comparison> {
  const folder = `${planned.folder}-${at.slice(0, 10)}`;
  await refuseLink(folder);
  await mkdir(folder, { recursive: true });
  return { ...planned, folder, store: join(folder, "store.jsonl"), confirmation: [], drawnSides: ["head"] };
}

/** Draws of other numbers are another plan, and would be compared by other levels. */
function referenceKey(comparison: Comparison): string {
  return hashText(JSON.stringify([baselineKey(comparison, "base"), comparison.plan.id])).slice(0, 16);
}

async function reference(night: Comparison, { references }: HistoryOptions, key: string): Promise<Chosen> {
  const found = await findBaseline(baselinePath(references, key), key);
  if (found.kind === "none") return DRAWN;
  if (found.kind === "unusable") return notUsed(key, found.why);
  const base = await readStored(found, night);
  if (typeof base === "string") return notUsed(key, base);
  const ageSeconds = Math.max(0, Math.round((Date.now() - Date.parse(found.drawnAt)) / 1000));
  return { stored: { key, drawnAt: found.drawnAt, ageSeconds, canary: null }, findings: [], base };
}

function notUsed(key: string, why: string): Chosen {
  return passedOver("unusable", `The reference ${key} was not used: ${why}. Tonight's draws take its place.`);
}

interface Kept {
  readonly history: HistoryOptions;
  readonly key: string;
}

/** The first draws under a key are its reference, and those that were accepted; and tonight's are a fresh base for pull requests. */
async function keepDraws(comparison: Comparison, contents: StoreContents, { history, key }: Kept): Promise<void> {
  const { options, cachedBase } = comparison;
  try {
    const kept = asStoredBase(comparison, contents, "head");
    const drawnAt = kept.draws.flatMap(({ at }) => at ?? []).toSorted()[0];
    if (drawnAt !== undefined && (cachedBase === null || history.accept)) await saveBaseline(history.references, kept, { key, drawnAt });
    if (options.baseline !== undefined) await keepSide(comparison, contents, "head", options.baseline.folder);
  } catch (cause) {
    if (cause instanceof GygesError) throw cause;
    options.stderr.write(`gyges: tonight's draws were not stored: ${describeError(cause)}\n`);
  }
}

/** Without a reference there is nothing to judge, and that is how every config begins. */
function named(verdict: Verdict): Verdict {
  if (verdict.verdict !== "no-baseline") return verdict;
  const text =
    "This is the first night of what is sent now, so there is nothing to compare with yet: its draws are the reference of the nights to come.";
  return { ...verdict, reasons: [{ code: "no-baseline", text }], unmatched: [] };
}
