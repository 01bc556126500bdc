/** Elements of a drawing, made in the browser. No markup is ever parsed: a word is a text node, a figure an attribute. */

const SVG = "http://www.w3.org/2000/svg";

export type Given = Readonly<Record<string, string | number>>;

export function drawn(tag: string, given: Given, ...children: readonly (Element | string)[]): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(given))
    element.setAttribute(name, typeof value === "number" ? String(Number(value.toFixed(2))) : value);
  element.append(...children);
  return element;
}

export function made(tag: string, given: Given, ...children: readonly (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}
