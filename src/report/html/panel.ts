import { el, type Child, type Html } from "./node.ts";

/** A part of the report with a heading of its own. */
export interface Panel {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

export function panel(id: string, title: string, ...children: readonly Child[]): Panel {
  return {
    id,
    title,
    body: el("section", { class: "panel", id }, el("h3", {}, title), ...children),
  };
}

/** A part of the page that is no pair's, a landmark by its heading. */
export function landmark(id: string, title: string, ...children: readonly Child[]): Html {
  const name = `${id}-title`;
  return el("section", { class: "panel", id, "aria-labelledby": name }, el("h2", { id: name }, title), ...children);
}
