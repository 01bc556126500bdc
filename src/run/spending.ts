/** What a run says and decides about money: loaded on demand, when it comes to its first call. */
export { askPrices } from "./money/ask-prices.ts";
export { sayMoney } from "./money/say-money.ts";
export { asCalls, overBudget, refuseStep } from "./money/within-budget.ts";
