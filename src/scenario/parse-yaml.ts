import { isAlias, isNode, parseDocument, visit, type Document } from "yaml";
import { GygesError, describeError } from "../schema/error.ts";

const MAX_BYTES = 1_000_000;
const MAX_DEPTH = 20;
const MAX_INDENT = 64;
const MAX_MARKS = 10_000;
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/**
 * One YAML document as plain data: core schema, no aliases, no tags, no key twice, no key that reaches a prototype.
 * Throws `pack/yaml`, opening with `where`. Packs come from strangers, so whatever YAML can do beyond data is refused.
 */
export function parseYaml(text: string, where: string): unknown {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MAX_BYTES) throw refusal(where, `wanted at most ${MAX_BYTES} bytes, saw ${bytes}`);
  const tooMuch = tooMuchToParse(text);
  if (tooMuch !== null) throw refusal(where, tooMuch);
  const document = parsed(text, where);
  const problem = firstProblem(document);
  if (problem !== null) throw refusal(where, problem);
  const value: unknown = document.toJS({ maxAliasCount: 0 });
  const key = forbiddenKey(value);
  if (key !== null) throw refusal(where, `wanted keys of the schema, saw ${key}`);
  return value;
}

function refusal(where: string, problem: string): GygesError {
  const example = ["id: patch-freeze", "role: probe", "version: 1.0.0"].map((line) => `    ${line}`);
  return new GygesError("usage", "pack/yaml", [`${where} is not valid`, `  × ${problem}`, "  Example:", ...example].join("\n"));
}

/**
 * Checked before parsing: on a megabyte of `- ` the parser takes the whole process down, which no catch can hold, and
 * 70,000 keys of one map take it 18 s, because it compares each with each (both measured on yaml 2.9).
 */
function tooMuchToParse(text: string): string | null {
  if (new RegExp(`^[ \\t]{${MAX_INDENT + 1}}`, "m").test(text)) return `wanted at most ${MAX_INDENT} columns of indentation, saw more`;
  if (new RegExp(`(?:[-?:][ \\t]+){${MAX_DEPTH + 1}}`).test(text)) return `wanted at most ${MAX_DEPTH} items nested in one line, saw more`;
  let open = 0;
  let marks = 0;
  for (const character of text) {
    if (character === "[" || character === "{") open++;
    if (character === "]" || character === "}") open = Math.max(0, open - 1);
    if (open > MAX_DEPTH) return `wanted at most ${MAX_DEPTH} open brackets, saw more`;
    if (character === ":" || character === "," || character === "?") marks++;
    if (marks > MAX_MARKS) return `wanted at most ${MAX_MARKS} colons, commas and question marks, saw more`;
  }
  return null;
}

function parsed(text: string, where: string): Document.Parsed {
  try {
    return parseDocument(text, { schema: "core", version: "1.2", uniqueKeys: true, strict: true, stringKeys: true, merge: false });
  } catch (cause) {
    throw refusal(where, `wanted YAML, saw text that cannot be read: ${describeError(cause)}`);
  }
}

function firstProblem(document: Document.Parsed): string | null {
  const found = document.errors[0] ?? document.warnings[0];
  if (found !== undefined) return `wanted plain YAML, saw this: ${found.message.split("\n")[0] ?? found.code}`;
  let problem: string | null = null;
  visit(document, (_key, node) => {
    if (isAlias(node)) problem = `wanted no aliases, saw *${node.source}`;
    else if (isNode(node) && node.tag !== undefined) problem = `wanted no tags, saw ${node.tag}`;
    return problem === null ? undefined : visit.BREAK;
  });
  return problem;
}

function forbiddenKey(value: unknown): string | null {
  if (value === null || typeof value !== "object") return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = FORBIDDEN_KEYS.has(key) ? key : forbiddenKey(inner);
    if (found !== null) return found;
  }
  return null;
}
