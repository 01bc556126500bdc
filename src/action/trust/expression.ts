/** Expressions of a workflow file, `${{ … }}`: nobody evaluates them here, but some of them no pull request can sway. */

export function isExpression(text: string): boolean {
  return text.includes("${{");
}

/** Commits and names that GitHub itself puts into the event. */
const FIXED: ReadonlySet<string> = new Set([
  "github.base_ref",
  "github.event.before",
  "github.event.merge_group.base_sha",
  "github.event.pull_request.base.sha",
  "github.event.pull_request.head.sha",
  "github.repository",
  "github.sha",
  "github.token",
  "true",
  "false",
  "null",
]);

/**
 * True where the value hangs on settings of the repository and on the event alone: `vars`, `secrets`, commits. Outputs of steps, `env` and titles
 * of pull requests can be whatever a pull request makes of them.
 */
export function isOutOfReach(text: string): boolean {
  const expressions = [...text.matchAll(/\$\{\{([^]*?)\}\}/g)].map((match) => match[1]!);
  const names = expressions.flatMap(
    (one) => one.replaceAll(/'(?:[^']|'')*'/g, " ").match(/(?<![\w.-])[A-Za-z_][\w-]*(?:\.[\w-]+)*/g) ?? [],
  );
  const bracketed = expressions.some((one) => /[[\]()*]/.test(one));
  return expressions.length > 0 && !bracketed && names.every((name) => FIXED.has(name) || /^(?:vars|secrets)\.\w+$/.test(name));
}
