import { GygesError } from "../../schema/error.ts";

/** Which template variable carries the user's turn? */

export interface VariableSources {
  /** Prompt templates as text; a prompt function counts with no text, since its source is no template. */
  readonly templates: readonly string[];
  /** Variables with a default value, which the pack must leave alone. */
  readonly defaults: readonly string[];
  /** Variables that the user's own tests set. */
  readonly testVars: readonly string[];
  readonly messageVar?: string | undefined;
  /** Whose prompts these are, for messages; `the prompts` where absent. */
  readonly whose?: string | undefined;
}

// `{{ name`, also with filters behind it; literals do not match.
const variable = /\{\{-?\s*([A-Za-z_][\w$]*)/g;
// The first name of a condition or a loop, which decides what is rendered.
const condition = /\{%-?\s*(?:(?:if|elif|elseif)\s+(?:not\s+)?|for\s+[\w\s,]+?\sin\s+)([A-Za-z_][\w$]*)/g;
const loopLocal = /\{%-?\s*for\s+([A-Za-z_]\w*)(?:\s*,\s*([A-Za-z_]\w*))?\s+in\b/g;
const assigned = /\{%-?\s*set\s+([A-Za-z_]\w*)/g;
const unread = /\{#[\s\S]*?#\}|\{%-?\s*(raw|verbatim)\s*-?%\}[\s\S]*?\{%-?\s*end\1\s*-?%\}/g;
/** Names that nunjucks itself gives a value. */
const builtIn = new Set(["loop", "range", "cycler", "joiner", "true", "false", "none", "null"]);

/**
 * The only variable left when defaults, notice and internals are set aside; else the only one of those that the
 * user's tests set as well; else an error that asks for `messageVar`.
 */
export function findMessageVar(sources: VariableSources): string {
  const messageVar = chooseMessageVar(sources);
  refuseUnset(sources, messageVar);
  return messageVar;
}

/**
 * Refuses prompts with a further variable that has no default. A row of the pack sets the message variable alone, so whatever a test
 * of the user's puts into the others (a system text, a style) would be missing from every request.
 *
 * @throws GygesError `config/unset-variable`
 */
export function refuseUnset({ templates, defaults, testVars, whose = "the prompts" }: VariableSources, messageVar: string): void {
  const known = new Set([messageVar, ...defaults]);
  const names = [...new Set(templates.flatMap(readNames))].filter((one) => !isOurs(one) && !known.has(one));
  if (names.length === 0) return;
  const it = names.length === 1 ? "it" : "them";
  const setter = names.every((name) => testVars.includes(name)) ? "only the tests set" : "nothing sets";
  throw new GygesError(
    "usage",
    "config/unset-variable",
    [
      `${whose} need ${braced(names)}, which ${setter}: without ${it} gyges would measure another prompt.`,
      `  Give ${it} a value in the promptfoo config. Taken for the user's turn: {{${messageVar}}}; --message-var names another (in the Action message-var).`,
      ...defaultLines(names),
    ].join("\n"),
  );
}

function chooseMessageVar(sources: VariableSources): string {
  if (sources.messageVar !== undefined) return sources.messageVar;
  const named = [...new Set(sources.templates.flatMap(printedNames))].filter((name) => !isOurs(name) && !sources.defaults.includes(name));
  if (named.length === 1) return named[0]!;
  const tested = [...new Set(sources.testVars)].filter((name) => !isOurs(name) && !sources.defaults.includes(name));
  const both = named.length === 0 ? tested : named.filter((name) => tested.includes(name));
  if (both.length === 1) return both[0]!;
  const { whose = "the prompts", templates } = sources;
  if (named.length > 1) throw tooMany(whose, both.length > 1 ? both : named);
  const noneShown =
    templates.length === 0 ? `${whose} are programs, and no test that is data sets one` : `none of ${whose} has a {{variable}} of its own`;
  throw new GygesError(
    "usage",
    "config/message-var",
    [
      tested.length === 0
        ? `gyges finds no variable that carries the user's turn: ${noneShown}.`
        : `gyges cannot tell which variable carries the user's turn: ${whose} are programs, and the tests set ${tested.join(", ")}.`,
      "  Name it: --message-var NAME on the command line, or messageVar in gyges.config.mjs.",
      `  Example: gyges run --config promptfooconfig.yaml --message-var ${tested.length === 0 ? "message" : likeliest(tested)}`,
    ].join("\n"),
  );
}

/** To name the user's turn would not be enough: each of the others needs a value. */
function tooMany(whose: string, names: readonly string[]): GygesError {
  const turn = likeliest(names);
  return new GygesError(
    "usage",
    "config/message-vars",
    [
      `gyges cannot tell which variable carries the user's turn: ${whose} have ${braced(names)}.`,
      `  Give all but that one a value in the promptfoo config. Where it is {{${turn}}}:`,
      ...defaultLines(names.filter((name) => name !== turn)),
    ].join("\n"),
  );
}

/** For an example alone: a name that sounds like what a user says, else the last. */
function likeliest(names: readonly string[]): string {
  return names.find((name) => /^(?:user_?)?(?:input|message|question|query|prompt|request|text)$/i.test(name)) ?? names.at(-1)!;
}

function braced(names: readonly string[]): string {
  return names.map((name) => `{{${name}}}`).join(", ");
}

function defaultLines(names: readonly string[]): string[] {
  return ["    defaultTest:", "      vars:", ...names.map((name) => `        ${name}: …`)];
}

/** Variables that a template prints. */
function printedNames(template: string): string[] {
  return namesIn(template, [variable]);
}

/** Variables that a template prints or decides by. */
function readNames(template: string): string[] {
  return namesIn(template, [variable, condition]);
}

function namesIn(template: string, patterns: readonly RegExp[]): string[] {
  const text = template.replaceAll(unread, "");
  const local = new Set([loopLocal, assigned].flatMap((pattern) => [...text.matchAll(pattern)].flatMap((match) => match.slice(1))));
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1]!));
  return [...new Set(found)].filter((name) => !local.has(name) && !builtIn.has(name));
}

function isOurs(name: string): boolean {
  return name === "notice" || name === "env" || name.startsWith("_");
}
