import { amount, boundOf, isBillable, isRecord, watchFetch, worstOf } from "./shared.js";
import { AsyncLocalStorage } from "node:async_hooks";
// src/money/call-account.ts
var CallAccount = class {
	#purse;
	#answered = [];
	#under = 0;
	#denied = !1;
	constructor(purse) {
		this.#purse = purse;
	}
	get denied() {
		return this.#denied;
	}
	async start(worst) {
		return (this.#under === 0 && this.#answered.length === 0 ? await this.#purse.takeLater(worst) : this.#purse.take(worst)) ? (this.#under += 1, { worst }) : (this.#denied = !0, null);
	}
	refused({ worst }) {
		--this.#under, this.#purse.pay(worst, 0);
	}
	lost({ worst }) {
		--this.#under, this.#purse.payWorst(worst);
	}
	answered(attempt) {
		--this.#under, this.#answered.push(attempt);
	}
	end(cost) {
		let last = this.#answered.pop();
		last !== void 0 && cost === null ? this.#purse.payWorst(last.worst) : last === void 0 ? cost !== null && this.#purse.charge(cost) : this.#purse.pay(last.worst, cost ?? 0);
		for (let { worst } of this.#answered.splice(0)) this.#purse.payWorst(worst);
	}
}, Purse = class {
	#limit;
	#paid = 0;
	#held = 0;
	#holders = 0;
	#closed = !1;
	#worst = 0;
	#guessed = 0;
	#waiting = [];
	constructor(limit) {
		this.#limit = limit;
	}
	get paid() {
		return this.#paid;
	}
	get committed() {
		return this.#paid + this.#held;
	}
	get closed() {
		return this.#closed;
	}
	get worst() {
		return this.#worst;
	}
	get guessed() {
		return this.#guessed;
	}
	take(worst) {
		return Number.isFinite(worst) && (this.#worst = Math.max(this.#worst, worst)), this.#closed || !this.#fits(worst) ? (this.#close(), !1) : (this.#held += worst, this.#holders += 1, !0);
	}
	async takeLater(worst) {
		for (; !this.#closed && !this.#fits(worst) && this.#holders > 0;) await new Promise((wake) => this.#waiting.push(wake));
		return this.take(worst);
	}
	pay(held, cost) {
		--this.#holders, this.#held = this.#holders === 0 ? 0 : Math.max(0, this.#held - held), this.#paid += cost, this.#wake();
	}
	payWorst(held) {
		this.#guessed += 1, this.pay(held, held);
	}
	charge(cost) {
		this.#paid += cost;
	}
	#fits(worst) {
		return this.#paid + this.#held + worst <= this.#limit;
	}
	#close() {
		this.#closed = !0, this.#wake();
	}
	#wake() {
		let waiting = this.#waiting;
		this.#waiting = [];
		for (let wake of waiting) wake();
	}
};
// src/promptfoo/calls/meter-calls.ts
const calls = new AsyncLocalStorage(), OVER = "the budget of this run is spent: no further call is made";
function meterCalls(providers, { left, prices }) {
	let purse = new Purse(left);
	watchFetch(providers, (original) => metered(original));
	for (let provider of providers) {
		let callApi = provider.callApi.bind(provider), price = prices[provider.label ?? provider.id()];
		provider.callApi = async (prompt, context, options) => price === void 0 || purse.closed ? halted() : callWithin(purse, price, () => callApi(prompt, context, options));
	}
	return () => ({
		spent: purse.committed,
		stopped: purse.closed,
		worst: purse.worst,
		guessed: purse.guessed
	});
}
async function callWithin(purse, price, call) {
	let account = new CallAccount(purse);
	try {
		let response = await calls.run({
			account,
			price
		}, call);
		return account.end(costOf(response)), account.denied ? halted() : response;
	} catch (cause) {
		if (account.end(null), account.denied) return halted();
		throw cause;
	}
}
function metered(original) {
	return async (input, init) => {
		let call = calls.getStore();
		if (call === void 0 || !isBillable(input, init)) return original(input, init);
		let { account, price } = call, bound = boundOf(init?.body), attempt = await account.start(typeof bound == "string" ? Infinity : worstOf(bound, price));
		if (attempt === null) throw keptBack();
		try {
			let response = await original(input, init);
			return response.ok ? account.answered(attempt) : account.refused(attempt), response;
		} catch (cause) {
			throw account.lost(attempt), cause;
		}
	};
}
function keptBack() {
	return new DOMException(OVER, "AbortError");
}
function halted() {
	return {
		error: OVER,
		metadata: { gyges: { halt: {
			kind: "budget",
			text: OVER
		} } }
	};
}
function costOf(response) {
	return isRecord(response) ? amount(response.cost) : null;
}
export { meterCalls };
