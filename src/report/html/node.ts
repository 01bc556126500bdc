/** HTML that was built here: the only strings that go into a page as they are. Everything else becomes text. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

export type Child = Html | string | null | readonly Child[];

/** Only names of our own are ever passed as tags and attributes; values may come from anywhere. `true` stands for an attribute without a value, null for none. */
export type Attributes = Readonly<Record<string, string | number | true | null>>;

const VOID: ReadonlySet<string> = new Set(["meta", "br", "input"]);

/** `el("p", { class: "lead" }, "5 < 6")` is `<p class="lead">5 &lt; 6</p>`. */
export function el(tag: string, attributes: Attributes, ...children: readonly Child[]): Html {
  const told = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escaped(String(value))}"`))
    .join("");
  if (VOID.has(tag)) return new Html(`<${tag}${told}>`);
  return new Html(`<${tag}${told}>${inner(children)}</${tag}>`);
}

/** Children without an element around them. */
export function all(...children: readonly Child[]): Html {
  return new Html(inner(children));
}

function inner(child: Child): string {
  if (child === null) return "";
  if (child instanceof Html) return child.markup;
  return typeof child === "string" ? escaped(shown(child)) : child.map(inner).join("");
}

/** Without characters that cannot be seen or that turn their neighbours around; a percent sign stays with its number. */
function shown(text: string): string {
  return text.replace(/(?![\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, "").replace(/(?<=\d) %/g, "\u00a0%");
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text for the inside of an element or of an attribute in double quotes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? "");
}
