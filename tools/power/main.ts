import { answer, type Part } from "./answer.ts";
import { FIELDS } from "./fields.ts";
import { type Asked, type Problems, readForm, type Typed } from "./read-form.ts";
import { show } from "./show.ts";

/**
 * The page's one script. It runs twice: in the page, which reads the form and shows, and in a worker made of its own text, which computes for seconds
 * without holding up the page.
 */

if (typeof document === "undefined") {
  addEventListener("message", ({ data }: MessageEvent<Asked>) => {
    for (const part of answer(data)) postMessage(part, { transfer: [] });
  });
} else {
  start(document.currentScript?.textContent ?? "");
}

function start(script: string): void {
  const form = theForm();
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  let stop = (): void => undefined;
  let waiting = 0;

  const ask = (): void => {
    clearTimeout(waiting);
    const typed = typedIn(form);
    const read = readForm(typed);
    tell("problems" in read ? read.problems : {}, typed);
    found("calculator").classList.add("stale");
    stop();
    if ("problems" in read) return;
    history.replaceState(null, "", addressOf(typed));
    stop = computed(address, read.asked, (part) => {
      show(part, read.asked, found);
      found("calculator").classList.toggle("stale", part.kind !== "plan");
      found("calculator").setAttribute("aria-busy", String(part.kind !== "plan"));
    });
  };
  const soon = (): void => {
    clearTimeout(waiting);
    waiting = window.setTimeout(ask, 150);
  };

  fill(form, location.hash);
  form.addEventListener("input", soon);
  form.addEventListener("submit", (event) => event.preventDefault());
  // The fields have their first values only after the event.
  form.addEventListener("reset", soon);
  form.addEventListener("click", ({ target }) => {
    if (!(target instanceof HTMLButtonElement) || target.dataset["for"] === undefined) return;
    fieldOf(form, target.dataset["for"]).value = target.dataset["value"] ?? "";
    ask();
  });
  window.addEventListener("hashchange", () => {
    const given = location.hash;
    form.reset();
    fill(form, given);
    ask();
  });
  ask();
}

/** By a worker, or where a browser gives none, here and part by part. @returns what breaks it off */
function computed(address: string, asked: Asked, tellPart: (part: Part) => void): () => void {
  let isStopped = false;
  const here = (): void => {
    const parts = answer(asked);
    const next = (): void => {
      const { value, done } = parts.next();
      if (isStopped || done === true) return;
      tellPart(value);
      setTimeout(next);
    };
    next();
  };
  try {
    const worker = new Worker(address);
    worker.addEventListener("message", ({ data }: MessageEvent<Part>) => tellPart(data));
    worker.addEventListener("error", here, { once: true });
    worker.postMessage(asked, []);
    return () => {
      isStopped = true;
      worker.terminate();
    };
  } catch {
    here();
    return () => {
      isStopped = true;
    };
  }
}

function typedIn(form: HTMLFormElement): Typed {
  return Object.fromEntries(FIELDS.map(({ id }) => [id, fieldOf(form, id).value]));
}

/** What differs from the first values, so that an address says what was asked. */
function addressOf(typed: Typed): string {
  const told = FIELDS.filter(({ id, initial }) => typed[id] !== initial).map(({ id }): [string, string] => [id, typed[id] ?? ""]);
  return told.length === 0 ? location.pathname : `#${new URLSearchParams(told).toString()}`;
}

/** An address may come from anywhere; what it says is text in fields and checked like what is typed. */
function fill(form: HTMLFormElement, hash: string): void {
  const given = new URLSearchParams(hash.slice(1));
  for (const { id } of FIELDS) {
    const value = given.get(id);
    if (value !== null) fieldOf(form, id).value = value.slice(0, 60);
  }
  const folded = found("form").querySelector("details");
  if (folded !== null && [...given.keys()].some((id) => folded.querySelector(`#${CSS.escape(id)}`) !== null)) folded.open = true;
}

function tell(problems: Problems, typed: Typed): void {
  for (const { id } of FIELDS) {
    found(`${id}-problem`).textContent = problems[id] ?? "";
    if (id in problems) found(id).setAttribute("aria-invalid", "true");
    else found(id).removeAttribute("aria-invalid");
  }
  for (const button of document.querySelectorAll<HTMLElement>("[data-for]")) {
    const isSet = Number(typed[button.dataset["for"] ?? ""]) === Number(button.dataset["value"]);
    button.setAttribute("aria-pressed", String(isSet));
  }
}

function theForm(): HTMLFormElement {
  const form = found("form");
  if (form instanceof HTMLFormElement) return form;
  throw new Error("#form is no form");
}

function fieldOf(form: HTMLFormElement, id: string): HTMLInputElement | HTMLSelectElement {
  const field = form.elements.namedItem(id);
  if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) return field;
  throw new Error(`the form has no field ${id}`);
}

function found(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no #${id}`);
  return element;
}
