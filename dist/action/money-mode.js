import { MoneyTaskSchema, amount, boundOf, describeError, faultText, isBillable, isRecord, parseStrict, priceOfConfig, priceReplies, watchFetch } from "./shared.js";
import { readFile } from "node:fs/promises";
import { writeFileSync } from "node:fs";
// src/promptfoo/calls/ask-price.ts
async function askPrices(providers) {
	let asked = [];
	for (let provider of providers) {
		let label = provider.label ?? provider.id(), found = await priceOf(provider);
		asked.push(typeof found == "string" ? {
			label,
			unknown: faultText(found).slice(0, 600)
		} : {
			label,
			...found
		});
	}
	return asked;
}
async function priceOf(provider) {
	let stated = priceOfConfig(provider.config), id = provider.id();
	if (id.startsWith("forced-choice/")) return stated === null ? NO_PRICE : {
		price: stated,
		replyTokens: null
	};
	if (!ASKABLE.test(id)) return `a provider of this kind (${id.split(":")[0]}) shows neither its requests nor a price before it is called`;
	let input = await askOnce(provider, {
		prompt: TOKENS,
		completion: 0
	});
	if (typeof input == "string") return input;
	let output = await askOnce(provider, {
		prompt: 0,
		completion: TOKENS
	});
	if (typeof output == "string") return output;
	let { replyTokens } = output;
	return input.cost === null || output.cost === null ? stated === null ? NO_PRICE : {
		price: stated,
		replyTokens
	} : {
		price: {
			input: input.cost / TOKENS,
			output: output.cost / TOKENS
		},
		replyTokens
	};
}
const ASKABLE = /^(?:openai:(?:chat:|responses:|gpt-|o\d|ft:)|anthropic:(?:messages:|claude-(?!agent|code))|openrouter:|deepseek:|azure:(?:chat|responses):)/, NO_PRICE = "promptfoo's table has no price for it, and its config states none", TOKENS = 1e3;
async function askOnce(provider, usage) {
	let bodies = [], restore = watchFetch([provider], () => answering(usage, bodies));
	try {
		let response = await provider.callApi("What does a reply cost?", { bustCache: !0 });
		if (bodies.length === 0) return "it sent no request that could be read";
		let bounds = bodies.map(boundOf), unbounded = bounds.find((bound) => typeof bound == "string");
		if (unbounded !== void 0) return unbounded;
		if (!isRecord(response)) return "it gave no response";
		if (typeof response.error == "string") return `it gave no reply: ${response.error}`;
		let limits = bounds.flatMap((bound) => typeof bound == "string" ? [] : bound.replyTokens);
		return {
			cost: amount(response.cost),
			replyTokens: Math.max(...limits)
		};
	} catch (cause) {
		return `it gave no reply: ${describeError(cause)}`;
	} finally {
		restore();
	}
}
function answering(usage, bodies) {
	return async (input, init) => {
		isBillable(input, init) && bodies.push(init?.body);
		let url = typeof input == "string" ? input : input instanceof URL ? input.href : input.url, reply = Object.entries(REPLIES).find(([path]) => new URL(url).pathname.endsWith(path))?.[1];
		return reply === void 0 ? Response.json({ error: { message: "no other request is answered here" } }, { status: 404 }) : Response.json(reply(usage));
	};
}
const REPLIES = {
	"/chat/completions": ({ prompt, completion }) => ({
		id: "price",
		object: "chat.completion",
		created: 0,
		model: "price",
		choices: [{
			index: 0,
			finish_reason: "stop",
			message: {
				role: "assistant",
				content: "ok"
			}
		}],
		usage: {
			prompt_tokens: prompt,
			completion_tokens: completion,
			total_tokens: prompt + completion
		}
	}),
	"/responses": ({ prompt, completion }) => ({
		id: "price",
		object: "response",
		status: "completed",
		model: "price",
		output: [{
			type: "message",
			id: "m",
			role: "assistant",
			status: "completed",
			content: [{
				type: "output_text",
				text: "ok",
				annotations: []
			}]
		}],
		usage: {
			input_tokens: prompt,
			output_tokens: completion,
			total_tokens: prompt + completion
		}
	}),
	"/messages": ({ prompt, completion }) => ({
		id: "price",
		type: "message",
		role: "assistant",
		model: "price",
		content: [{
			type: "text",
			text: "ok"
		}],
		stop_reason: "end_turn",
		stop_sequence: null,
		usage: {
			input_tokens: prompt,
			output_tokens: completion
		}
	})
};
// src/promptfoo/money-mode.ts
var MoneyMode = class MoneyMode {
	#task;
	#spent = () => ({
		spent: 0,
		stopped: !1,
		worst: 0,
		guessed: 0
	});
	constructor(task) {
		this.#task = task;
	}
	static async open(path) {
		let task = parseStrict(MoneyTaskSchema, JSON.parse(await readFile(path, "utf8")), {
			where: `the task ${path}`,
			example: "gyges run writes this file itself; run gyges run again",
			code: "run/money-file"
		});
		return new MoneyMode(task);
	}
	async beforeAll({ suite }) {
		this.#task.task === "prices" && (tell(this.#task.result, { prices: await askPrices(suite.providers) }), process.exit(0)), priceReplies(suite.providers);
		let { meterCalls } = await import("./meter-calls.js");
		this.#spent = meterCalls(suite.providers, this.#task.budget);
	}
	async afterEach() {
		tell(this.#task.result, this.#spent());
	}
	async afterAll() {
		tell(this.#task.result, this.#spent());
	}
};
function tell(path, result) {
	writeFileSync(path, JSON.stringify(result), { mode: 384 });
}
export { MoneyMode };
