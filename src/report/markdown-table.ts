/**
 * A table of GitHub Flavored Markdown. Cells are escaped by the caller.
 * @param words how many leading columns hold words and stand to the left; the others hold figures
 */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[], words = 1): string {
  const rule = header.map((_, index) => (index < words ? "---" : "---:"));
  return [header, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Parts behind a line that unfolds them. `title` is our own text: GitHub reads no Markdown in it. */
export function folded(title: string, parts: readonly string[], open = false): string {
  const body = parts.filter((part) => part !== "").join("\n\n");
  return `<details${open ? " open" : ""}><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
