import { GygesError } from "../schema/error.ts";

/** Which template variable carries the user's turn? */

export interface VariableSources {
  /** Prompt templates as text; a prompt function counts with no text, since its source is no template. */
  readonly templates: readonly string[];
  /** Variables with a default value, which the pack must leave alone. */
  readonly defaults: readonly string[];
  /** Variables that the user's own tests set. */
  readonly testVars: readonly string[];
  readonly messageVar?: string | undefined;
}

// `{{ name`, also with filters behind it; block tags and literals do not match.
const variable = /\{\{-?\s*([A-Za-z_][\w$]*)/g;
const loopLocal = /\{%-?\s*for\s+([A-Za-z_]\w*)(?:\s*,\s*([A-Za-z_]\w*))?\s+in\b/g;

/**
 * The only variable left when defaults, notice and internals are set aside; else the only one of those that the
 * user's tests set as well; else an error that asks for `messageVar`.
 */
export function findMessageVar(sources: VariableSources): string {
  if (sources.messageVar !== undefined) return sources.messageVar;
  const named = names(sources.templates).filter((name) => !isOurs(name) && !sources.defaults.includes(name));
  if (named.length === 1) return named[0]!;
  const tested = [...new Set(sources.testVars)].filter((name) => !isOurs(name) && !sources.defaults.includes(name));
  const both = named.length === 0 ? tested : named.filter((name) => tested.includes(name));
  if (both.length === 1) return both[0]!;
  const seen = both.length > 1 ? both : named;
  throw new GygesError(
    "usage",
    "config/message-var",
    [
      seen.length === 0
        ? "gyges finds no variable that carries the user's turn: no prompt has a {{variable}} of its own."
        : `gyges cannot tell which variable carries the user's turn: the prompts have ${seen.map((name) => `{{${name}}}`).join(", ")}.`,
      "  Name it: --message-var NAME on the command line, or messageVar in gyges.config.mjs.",
      "  Example: gyges run --config promptfooconfig.yaml --message-var message",
    ].join("\n"),
  );
}

function names(templates: readonly string[]): string[] {
  const found = new Set<string>();
  for (const template of templates) {
    const locals = new Set([...template.matchAll(loopLocal)].flatMap((match) => [match[1], match[2]]));
    for (const match of template.matchAll(variable)) if (!locals.has(match[1])) found.add(match[1]!);
  }
  return [...found];
}

function isOurs(name: string): boolean {
  return name === "notice" || name === "env" || name.startsWith("_");
}
