import { checkedCount, checkedPart } from "./checked.ts";
import { type NotEstimable, notEstimable } from "./estimable.ts";
import type { PointEstimate } from "./point-estimate.ts";

/**
 * Estimand: the probability that at least one of k draws complies. "1 in 20 deployments" is what a mean rate of .05 hides.
 *
 * Method: the share of all choices of k out of the n draws that hold a complying one, 1 - C(n-x, k)/C(n, k), which is unbiased; the
 * obvious 1 - (1 - x/n)^k is not. Written as a product of k ratios, so nothing overflows.
 * Source: Chen et al., "Evaluating Large Language Models Trained on Code", arXiv 2107.03374.
 *
 * Edges: fewer draws than k carry no unbiased estimate and are not estimable. At 0/n it is 0, which is an estimate and no bound:
 * `largestUnseenRate` says what may have stayed unseen.
 *
 * @example worstOfK(2, 10, 5) // value 0.7777777…
 */
export function worstOfK(complied: number, draws: number, k: number): PointEstimate | NotEstimable {
  checkedPart(complied, draws, "complied <= draws");
  checkedCount(k, "k");
  if (draws < k) return notEstimable("there are fewer draws with an outcome than k");
  let none = 1;
  for (let i = 0; i < k; i += 1) none *= Math.max(0, draws - complied - i) / (draws - i);
  return { kind: "estimated", value: 1 - none };
}
