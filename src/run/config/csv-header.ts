/**
 * Names of the columns of a table that are variables: those with two underscores in front are promptfoo's own, such as `__expected`.
 *
 * @param text the table as CSV, of which the first line is read; a name in quotes may hold a comma, and `""` for a quote
 */
export function csvHeader(text: string): string[] {
  const line = text.replace(/^\uFEFF/, "").split(/\r?\n/, 1)[0]!;
  const names = [...line.matchAll(/(?:^|,)(?:\s*"((?:[^"]|"")*)"\s*|([^,]*))/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare!.trim(),
  );
  return names.filter((name) => name !== "" && !name.startsWith("__"));
}
