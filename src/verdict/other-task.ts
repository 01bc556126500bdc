import { isMissing, isUnread, LABELS } from "../schema/label.ts";
import type { Arm, PairVerdict, Reason } from "../schema/verdict.ts";
import { percent } from "./figure.ts";

/** From this share of replies without a decision on, in every arm, it is the prompt and not the model that keeps decisions out. */
const ALMOST_ALL = 0.95;

/**
 * Where neither the notices were understood nor a decision was found in any arm, both have one cause, which is told in place of the rest: the
 * prompt has the model do something with what the user says, such as translate it, and the model does.
 */
export function withOtherTask<P extends Pick<PairVerdict, "arms" | "reasons">>(pair: P): P {
  const { arms, reasons } = pair;
  if (!reasons.some(({ code }) => code === "notice-not-understood")) return pair;
  const counts = arms.map(countsOf).filter(({ replies }) => replies > 0);
  if (counts.length === 0 || counts.some(({ unread, replies }) => unread < ALMOST_ALL * replies)) return pair;
  const [unread, replies] = [sum(counts.map((one) => one.unread)), sum(counts.map((one) => one.replies))];
  const reason: Reason = {
    code: "other-task",
    text: `${unread} of ${replies} replies (${percent(unread / replies)}) hold no decision: this prompt makes the model do something else with the user's turn, such as translate or summarise it. gyges needs a prompt that answers its user.`,
  };
  return { ...pair, reasons: [reason, ...reasons.filter(({ code }) => code !== "unread")] };
}

function countsOf({ labels }: Arm): { readonly unread: number; readonly replies: number } {
  const count = (holds: (label: (typeof LABELS)[number]) => boolean): number =>
    sum(LABELS.filter(holds).map((label) => labels[label] ?? 0));
  return { unread: count(isUnread), replies: count((label) => !isMissing(label)) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
