/** What a run says and decides about money: loaded on demand, when it comes to its first call. */
export { askPrices } from "./ask-prices.ts";
export { sayMoney } from "./say-money.ts";
export { asCalls, overBudget, refuseStep } from "./within-budget.ts";
