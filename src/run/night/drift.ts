import type { HistoryLine } from "../../schema/history.ts";
import type { PairVerdict, Reason } from "../../schema/verdict.ts";
import { figure } from "../../verdict/figure.ts";

/** Drift of the model, told from a change of ours. */

/** One night in a hundred says so of a model that did not move. */
const DRIFT_LEVEL = 0.01;

/**
 * That no cell changed between the reference and tonight, over all columns: the exact test within cells, Bonferroni. Null where no column could be tested.
 */
export function pUnmoved(pairs: readonly Pick<PairVerdict, "signFree">[]): number | null {
  const ps = pairs.flatMap(({ signFree }) => signFree?.pNoCellChanged ?? []);
  return ps.length === 0 ? null : Math.min(1, Math.min(...ps) * ps.length);
}

export function driftOf(p: number | null, hasReference: boolean): HistoryLine["drift"] {
  if (!hasReference) return "first";
  return p !== null && p < DRIFT_LEVEL ? "model" : "none";
}

/**
 * What a reader of tonight's run has to know. `drift/served`: another model answers by the same name, and behaves alike. `drift/model`: what is sent is what was sent at the reference, and the behaviour moved, by the test.
 * `drift/ours`: what is sent is not what was sent the night before, so whatever moved since then is not laid at the model's door.
 *
 * @param before the nights so far, the oldest first
 */
export function driftFindings(tonight: HistoryLine, before: readonly HistoryLine[]): readonly Reason[] {
  const last = before.findLast(({ run }) => run !== tonight.run);
  return [...ours(tonight, last), ...models(tonight, before)];
}

function ours(tonight: HistoryLine, last: HistoryLine | undefined): readonly Reason[] {
  if (last === undefined || last.print === tonight.print) return [];
  const commits =
    last.commit === tonight.commit ? `at commit ${shortOf(tonight)}` : `between commit ${shortOf(last)} and ${shortOf(tonight)}`;
  const text = `A change of ours: what is sent, or how it is drawn, changed since the night of ${dayOf(last.at)}, ${commits}. The gap was ${gapsOf(last)} then and is ${gapsOf(tonight)} now; of the model this says nothing.`;
  return [{ code: "drift/ours", text }];
}

function models(tonight: HistoryLine, before: readonly HistoryLine[]): readonly Reason[] {
  const { drift, reference } = tonight;
  if (reference === null) return [];
  const day = dayOf(reference.drawnAt);
  // A night's line names its start, a reference its first draw, which is older where a night was taken up again.
  const ofDay = before.filter(({ print, at }) => print === tonight.print && dayOf(at) === day);
  const then = ofDay.findLast(({ at }) => at <= reference.drawnAt) ?? ofDay[0];
  const p = reference.p === null ? "untested" : `p ${reference.p.toFixed(4)} that no cell changed`;
  const others = otherModels(then, tonight);
  if (drift === "model") {
    const gaps =
      then === undefined ? `The gap is ${gapsOf(tonight)} now` : `The gap was ${gapsOf(then)} then and is ${gapsOf(tonight)} now`;
    const text = `The model drifted: what is sent is the same as at the reference of ${day}, and the behaviour is not (${p}). ${gaps}${others === null ? "" : `; it was answered by ${others}`}. Where this is the new normal, make it the reference: --accept`;
    return [{ code: "drift/model", text }];
  }
  if (others === null) return [];
  const text = `The same name is answered by another model than at the reference of ${day}: by ${others}. The behaviour did not move by the test (${p}).`;
  return [{ code: "drift/served", text }];
}

/** Who answered then and who answers now; null where that is the same, or one of the nights does not know. */
function otherModels(then: HistoryLine | undefined, now: HistoryLine): string | null {
  const names = (line: HistoryLine): string =>
    [...new Set(line.columns.flatMap(({ servedModels }) => servedModels))].toSorted().slice(0, 5).join(", ");
  if (then === undefined || names(then) === names(now) || names(then) === "" || names(now) === "") return null;
  return `${names(then)} then and by ${names(now)} now`;
}

function gapsOf({ columns }: HistoryLine): string {
  const told = columns.map(({ gap }) =>
    gap === null ? "not estimable" : `${signed(gap.value)} [${signed(gap.lower)}, ${signed(gap.upper)}]`,
  );
  return told.length > 3 ? `${told.slice(0, 3).join(", ")} and ${told.length - 3} more` : told.join(", ");
}

function signed(value: number): string {
  return `${value < 0 ? "" : "+"}${figure(value)}`;
}

function dayOf(at: string): string {
  return at.slice(0, 10);
}

function shortOf({ commit }: HistoryLine): string {
  return commit.slice(0, 12);
}
