import type { ElementContent, Root, RootContent } from "hast";
import rehypeRaw from "rehype-raw";
import remarkGfm from "remark-gfm";
import remarkGithub from "remark-github";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

/** Markdown as GitHub renders it: tables, literal autolinks and strike-through, mentions, references to issues and commits, and HTML as it is written. */

const renderer = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkGithub, { repository: "acme/app", mentionStrong: false })
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw);

export interface Rendered {
  /** Names of the elements, in order of their start, each with its attributes. */
  readonly elements: readonly { readonly name: string; readonly attributes: Readonly<Record<string, unknown>> }[];
  readonly links: readonly string[];
  /** HTML comments; GitHub drops them, but whoever looks for a marker finds them. */
  readonly comments: readonly string[];
  readonly text: string;
  /** The blocks as they stand in each other: `details(summary,p,table(…))`. */
  readonly blocks: string;
}

export function rendered(markdown: string): Rendered {
  const tree = renderer.runSync(renderer.parse(markdown));
  const nodes = flat(tree);
  const elements = nodes.flatMap((node) => (node.type === "element" ? [{ name: node.tagName, attributes: node.properties }] : []));
  return {
    elements,
    links: elements.filter(({ name }) => name === "a").map(({ attributes }) => String(attributes["href"])),
    comments: nodes.flatMap((node) => (node.type === "comment" ? [node.value.trim()] : [])),
    text: nodes.map((node) => (node.type === "text" ? node.value : "")).join(""),
    blocks: blocks(tree.children),
  };
}

function flat(node: Root | RootContent | ElementContent): readonly (RootContent | ElementContent)[] {
  const below = "children" in node ? node.children.flatMap((child) => [...flat(child)]) : [];
  return node.type === "root" ? below : [node, ...below];
}

const INLINE = new Set(["code", "br", "em", "strong"]);

function blocks(nodes: readonly (RootContent | ElementContent)[]): string {
  return nodes
    .flatMap((node) => (node.type === "element" && !INLINE.has(node.tagName) ? [`${node.tagName}(${blocks(node.children)})`] : []))
    .join(",");
}
