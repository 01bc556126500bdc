import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";

/**
 * Every function that a file of src/stats exports shows at least one example in its doc comment, and the example is true:
 *
 *     @example wilson(0, 10, 0.025) // 0, from 0 to 0.2775…
 *
 * Left of the first `//` stands one JavaScript expression that calls the function; all exports of src/stats are in scope. Right of it
 * stands what it gives, in any words. Both may run on over the next lines of the comment, up to the next tag. Checked are:
 *
 * - numbers, in the order in which they stand in the result (objects and lists flattened); the result may hold more of them.
 *   A number is the whole value (0.5, -1e-9, 1/6), to 1e-12 of its size; one that ends in … is how its digits begin (0.0524…).
 *   Every number counts as a claim, so write "lower bound at .05" with words or above the example.
 * - the words true, false and null, and "words in quotes" such as a kind or a finding, anywhere in the result.
 *
 * A comment that claims nothing fails, and so does one without a number where the result holds numbers.
 */

const folder = join(import.meta.dirname, "../../src/stats");

type Callable = (...inputs: never[]) => unknown;

interface Shown {
  readonly file: string;
  readonly name: string;
  /** The doc comment without its frame; empty where there is none. */
  readonly comment: string;
}

const scope = new Map<string, Callable>();
const functions: Shown[] = [];
for (const file of readdirSync(folder).filter((name) => name.endsWith(".ts"))) {
  const module: Record<string, unknown> = await import(join(folder, file));
  const source = readFileSync(join(folder, file), "utf8");
  for (const [name, exported] of Object.entries(module)) {
    if (!isCallable(exported)) continue;
    if (scope.has(name)) throw new Error(`two files of src/stats export ${name}: examples could not tell them apart`);
    scope.set(name, exported);
    functions.push({ file, name, comment: commentOf(source, name) });
  }
}

describe("the example in the comment holds", () => {
  for (const { file, name, comment } of functions) {
    test(`${file}: ${name}`, () => {
      const examples = examplesIn(comment);
      expect(examples.length, `${name} has no @example`).toBeGreaterThan(0);
      for (const { call, claim } of examples) {
        expect(call, "the example calls another function").toMatch(new RegExp(`\\b${name}\\(`));
        const result: unknown = runInNewContext(call, Object.fromEntries(scope));
        expect(wrongIn(claim, result), `${call} // ${claim}`).toBeNull();
      }
    });
  }
});

test("the folder is really read, and so are examples of several lines", () => {
  expect(functions.length).toBeGreaterThan(25);
  expect(functions.map(({ name }) => name)).toContain("fixedPack");
  expect(examplesIn("Text.\n@example f(1,\n  2) // 3, then\n// 4…\n@returns 5\n@example g() // 6")).toEqual([
    { call: "f(1, 2)", claim: "3, then 4…" },
    { call: "g()", claim: "6" },
  ]);
  expect(commentOf("/** One. */\nconst a = 1;\n/**\n * Two.\n * @example b() // 1\n */\nexport function b() {}\n", "b")).toBe(
    "Two.\n@example b() // 1",
  );
  expect(commentOf("/** One. */\nconst a = 1;\nexport function b() {}\n", "b")).toBe("");
});

test("a claim that is true has nothing wrong", () => {
  const result = { kind: "estimated", value: 0.5, bounds: [-0.05249, 1 / 3], p: null, exact: true };
  for (const claim of ["0.5", "value .5, from -0.0524… to 0.33…", "1/2 to 1/3", '0.5 "estimated"', "0.5, null and true"]) {
    expect(wrongIn(claim, result)).toBeNull();
  }
  expect(wrongIn('"not-estimable"', { kind: "not-estimable", reason: "" })).toBeNull();
  expect(wrongIn("3, 4e-7…", new Map([[3, 4.9e-7]]))).toBeNull();
});

test("a claim that is wrong, out of order, rounded or missing is noticed", () => {
  const result = { kind: "estimated", value: 0.5, bounds: [-0.05249, 1 / 3], exact: true };
  for (const [claim, wrong] of [
    ["0.6", "0.6 is not there"],
    ["1/3, then 0.5", "0.5 is not there, or not in this order"],
    ["0.5, 0.5", "0.5 is not there"],
    ["-0.0525…", "-0.0525… is not there"],
    ["0.0524…", "0.0524… is not there"],
    ["0.333", "0.333 is not there"],
    ["0.5, false", "false is not there"],
    ['0.5 "masked"', '"masked" is not there'],
    ["true", "no number is claimed"],
    ["about half", "no number is claimed"],
  ] as const) {
    expect(wrongIn(claim, result)).toContain(wrong);
  }
  expect(wrongIn("nothing", { kind: "not-estimable" })).toBe("nothing is claimed");
});

function isCallable(exported: unknown): exported is Callable {
  return typeof exported === "function";
}

function commentOf(source: string, name: string): string {
  const found = new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*export (?:async )?(?:function\\*?|const|class) ${name}\\b`).exec(source);
  const lines = (found?.[1] ?? "").split("\n").map((line) => line.replace(/^\s*\* ?/, "").trim());
  return lines.join("\n").trim();
}

function examplesIn(comment: string): { readonly call: string; readonly claim: string }[] {
  const parts = comment.split(/^@(?=\w)/m).filter((part) => part.startsWith("example"));
  return parts.map((part) => {
    const [call = "", ...claims] = part
      .slice("example".length)
      .replaceAll(/\s+/g, " ")
      .split(/(?:^| )\/\/ /);
    return { call: call.trim(), claim: claims.join(" ").trim() };
  });
}

/** What is wrong with a claim about a result; null where nothing is. */
function wrongIn(claim: string, result: unknown): string | null {
  const held = leaves(result);
  const numbers = held.filter((each) => typeof each === "number");
  const quoted = [...claim.matchAll(/"([^"]*)"/g)].map((match) => match[1]);
  const words = claim.replaceAll(/"[^"]*"/g, " ");
  const constants = words.match(/\b(?:true|false|null)\b/g) ?? [];
  const written = words.match(/(?<![\w.])-?(?:\d+(?:\.\d+)?|\.\d+)(?:e-?\d+|\/\d+)?…?/g) ?? [];
  if (numbers.length > 0 && written.length === 0) return "no number is claimed";
  if (quoted.length + constants.length + written.length === 0) return "nothing is claimed";
  const missing = quoted.find((each) => !held.includes(each));
  if (missing !== undefined) return `"${missing}" is not there`;
  const absent = constants.find((each) => !held.some((value) => String(value) === each));
  if (absent !== undefined) return `${absent} is not there`;
  let next = 0;
  for (const each of written) {
    const place = numbers.findIndex((number, index) => index >= next && isWritten(each, number));
    if (place === -1) return `${each} is not there, or not in this order, in ${numbers.join(", ")}`;
    next = place + 1;
  }
  return null;
}

function leaves(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [value];
  return (value instanceof Map || value instanceof Set ? [...value] : Object.values(value)).flatMap(leaves);
}

function isWritten(text: string, value: number): boolean {
  const [numerator = "", denominator = "1"] = text.replace("…", "").split("/");
  const wanted = Number(numerator) / Number(denominator);
  const rounding = 1e-12 * Math.abs(wanted);
  if (!text.endsWith("…")) return Math.abs(value - wanted) <= rounding;
  const [digits = "", exponent = "0"] = numerator.split("e");
  const lastPlace = 10 ** (Number(exponent) - (digits.split(".")[1] ?? "").length);
  const further = text.startsWith("-") ? wanted - value : value - wanted;
  return further >= -rounding && further < lastPlace;
}
