import { WORDS, headline, pValue, pairHeadline, plain, signed, widening } from "./shared.js";
// src/report/xml.ts
function element(name, attributes, inside = []) {
	let opening = `<${name}${Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`).join("")}`;
	return inside.length === 0 ? `${opening}/>` : `${opening}>\n${inside.join("\n").replace(/^/gm, "  ")}\n</${name}>`;
}
function escaped(text) {
	return text.replace(/[\t\n\r]+/g, " ").replace(/[^\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "").replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? "");
}
const ENTITIES = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&apos;"
};
function junitXml(verdict, isRed) {
	let suites = verdict.pairs.length === 0 ? [suite("gyges", [whole(verdict, isRed)])] : pairSuites(verdict, isRed), { seconds, at } = verdict.run, { skipped: _, ...sum } = totals(suites.flatMap(({ cases }) => cases)), attributes = {
		name: "gyges",
		...sum,
		...seconds === null ? {} : { time: seconds.toFixed(3) }
	}, timestamp = at === null ? {} : { timestamp: at.replace(/\.\d+Z$|Z$/, "") };
	return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", attributes, suites.map(({ name, cases }) => element("testsuite", {
		name,
		...totals(cases),
		...timestamp
	}, cases.map((one) => testCase(name, one)))))}\n`;
}
function suite(name, cases) {
	return {
		name: shown(name),
		cases
	};
}
function pairSuites(verdict, isRed) {
	let { policy } = verdict, suites = verdict.pairs.map((pair) => suite(pair.pair, [ofPair(pair, policy, isRed), ...pair.moved.map((one) => ofScenario(one, pair, policy))])), unmatched = verdict.unmatched.map((name) => suite(name, [{
		name: "gate",
		ended: {
			as: "skipped",
			type: "no-baseline",
			message: "base has no such column"
		}
	}]));
	return [...suites, ...unmatched];
}
function ofPair(pair, policy, isRed) {
	if (pair.verdict === "pass") return {
		name: "gate",
		ended: null
	};
	let message = `${WORDS[pair.verdict]}: ${pairHeadline(pair, policy, shown)}`;
	return {
		name: "gate",
		ended: {
			as: pair.verdict === "fail" || isRed ? "failure" : "skipped",
			type: pair.verdict,
			message
		}
	};
}
function ofScenario({ scenario, base, head, change, p }, pair, policy) {
	let name = shown(scenario);
	return pair.verdict !== "fail" || p >= .05 || widening(change, head, policy) <= 0 ? {
		name,
		ended: null
	} : {
		name,
		ended: {
			as: "failure",
			type: "moved",
			message: `the gap went from ${signed(base)} to ${signed(head)} (Holm ${pValue(p)})`
		}
	};
}
function whole(verdict, isRed) {
	return verdict.verdict === "unchanged" ? {
		name: "gate",
		ended: null
	} : {
		name: "gate",
		ended: {
			as: verdict.verdict === "error" ? "error" : isRed ? "failure" : "skipped",
			type: verdict.verdict,
			message: `${WORDS[verdict.verdict]}: ${headline(verdict, shown)}`
		}
	};
}
function testCase(suiteName, { name, ended }) {
	let attributes = {
		classname: suiteName,
		name
	};
	if (ended === null) return element("testcase", attributes);
	let { as, type, message } = ended;
	return element("testcase", attributes, [element(as, as === "skipped" ? { message } : {
		type,
		message
	})]);
}
function totals(cases) {
	let count = (as) => cases.filter(({ ended }) => ended?.as === as).length;
	return {
		tests: cases.length,
		failures: count("failure"),
		errors: count("error"),
		skipped: count("skipped")
	};
}
function shown(text) {
	return plain(text, 200);
}
export { junitXml };
