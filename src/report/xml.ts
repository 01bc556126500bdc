/** XML 1.0 by hand: an element is a name, attributes and what is in it, and every text passes {@link escaped}. */

export type Attributes = Readonly<Record<string, string | number>>;

/** @param inside elements, one a line; none closes the element at once */
export function element(name: string, attributes: Attributes, inside: readonly string[] = []): string {
  const opening = `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join("")}`;
  if (inside.length === 0) return `${opening}/>`;
  return `${opening}>\n${inside.join("\n").replace(/^/gm, "  ")}\n</${name}>`;
}

/** For attribute values in double quotes. What XML 1.0 cannot hold at all (most controls, lone surrogates) falls away; line ends become spaces. */
export function escaped(text: string): string {
  return text
    .replace(/[\t\n\r]+/g, " ")
    .replace(/[^\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? "");
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
