import type { ElementContent, Root, RootContent } from "hast";
import rehypeRaw from "rehype-raw";
import { unified } from "unified";

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly text: string;
}

const parser = unified().use(rehypeRaw);

/** The elements of a page as a browser's parser sees them, in order. */
export function elementsOf(html: string): readonly Element[] {
  const tree: Root = { type: "root", children: [{ type: "raw", value: html }] };
  return flat(parser.runSync(tree)).flatMap((node) =>
    node.type === "element" ? [{ name: node.tagName, attributes: node.properties, text: textOf(node) }] : [],
  );
}

export function idsOf(html: string): readonly string[] {
  return elementsOf(html).flatMap(({ attributes }) => (typeof attributes["id"] === "string" ? [attributes["id"]] : []));
}

type Node = Root | RootContent | ElementContent;

function flat(node: Node): readonly Node[] {
  return "children" in node ? [node, ...node.children.flatMap((child) => flat(child))] : [node];
}

function textOf(node: Node): string {
  return flat(node)
    .map((one) => (one.type === "text" ? one.value : ""))
    .join("");
}
