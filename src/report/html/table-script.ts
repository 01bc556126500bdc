import { COLUMNS, NAMED, OWN } from "./draw-data.ts";

/**
 * What the page's one script does: it reads the draws out of the page, filters and sorts them, and shows twenty-five at a time. Every word that comes from
 * a draw becomes a text node; the script makes no markup of words, asks for nothing and knows no address. Its hash is in the page's policy, so that no
 * other script runs.
 *
 * It stands here as text since it runs in a browser, whose types the rest of this package does without; the suite `npm run test:report` runs it there.
 */
export const TABLE_SCRIPT = String.raw`"use strict";
(() => {
  const data = JSON.parse(document.getElementById("draw-data").textContent);
  const named = ${JSON.stringify(NAMED)};
  const columns = ${JSON.stringify(COLUMNS)};
  const at = Object.fromEntries([...named, ...${JSON.stringify(OWN)}].map((name, place) => [name, place]));
  const isNamed = (name) => at[name] < named.length;
  const value = (row, name) => (isNamed(name) ? data.names[name][row[at[name]]] : row[at[name]]);
  const page = 25;
  const root = document.getElementById("draw-table");
  const body = root.querySelector("tbody");
  const count = document.getElementById("draw-count");
  const filters = [...document.querySelectorAll("[data-filter]")];
  const search = document.getElementById("draw-search");
  const [previous, next] = ["draw-previous", "draw-next"].map((id) => document.getElementById(id));
  const state = { sort: null, down: false, from: 0 };
  let rows = data.rows;

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  for (const select of filters) {
    const names = data.names[select.dataset.filter].map((name, place) => [name, place]);
    names.sort(([one], [other]) => (one < other ? -1 : 1));
    for (const [name, place] of names) {
      const option = make("option", "", name === "" ? "(none)" : name);
      option.value = String(place);
      select.append(option);
    }
    if (names.length < 2) select.closest("label").hidden = true;
  }

  const chosen = () => {
    const wanted = filters.filter(({ value }) => value !== "").map((select) => [at[select.dataset.filter], Number(select.value)]);
    const words = search.value.toLowerCase();
    const holds = (row) =>
      wanted.every(([place, name]) => row[place] === name) &&
      (words === "" || row[at.reply].toLowerCase().includes(words) || row[at.reasoning].toLowerCase().includes(words));
    const found = wanted.length === 0 && words === "" ? [...data.rows] : data.rows.filter(holds);
    if (state.sort !== null) {
      const sign = state.down ? -1 : 1;
      const keyed = found.map((row, place) => [value(row, state.sort), place, row]);
      keyed.sort(([one, first], [other, second]) => (one < other ? -sign : one > other ? sign : first - second));
      return keyed.map(([, , row]) => row);
    }
    return found;
  };

  const marked = (element, reply, evidence) => {
    const start = evidence === "" ? -1 : reply.lastIndexOf(evidence);
    if (start === -1) return element.append(reply);
    element.append(reply.slice(0, start), make("mark", "", evidence), reply.slice(start + evidence.length));
  };

  const entry = (list, name, text) => {
    if (text === "") return;
    const group = make("div");
    group.append(make("dt", "", name), make("dd", "", text));
    list.append(group);
  };

  const noticeOf = (row) => {
    const id = value(row, "notice");
    const found = [...document.querySelectorAll("[data-family]")]
      .filter((list) => list.dataset.family === value(row, "scenario") || id.startsWith(list.dataset.family + "/"))
      .flatMap((list) => [...list.querySelectorAll("[data-notice]")])
      .find((one) => one.dataset.notice === id);
    return id === "" || found === undefined ? null : found;
  };

  const detail = (row) => {
    const line = make("tr", "detail");
    const cell = make("td");
    cell.colSpan = columns.length + 1;
    const list = make("dl", "facts");
    entry(list, "draw", value(row, "pair") + ", number " + row[at.draw]);
    entry(list, "flags", value(row, "flags"));
    entry(list, "options as shown", value(row, "order"));
    entry(list, "temperature", value(row, "temperature"));
    entry(list, "no reply", row[at.fault]);
    const notice = noticeOf(row);
    if (notice !== null) {
      const group = make("div");
      const copy = notice.querySelector("dd").cloneNode(true);
      group.append(make("dt", "", "notice " + value(row, "notice")), copy);
      list.append(group);
    } else entry(list, "notice", value(row, "notice"));
    cell.append(list);
    if (row[at.reasoning] !== "") cell.append(make("p", "part", "Reasoning"), make("pre", "", row[at.reasoning]));
    const reply = make("pre");
    marked(reply, row[at.reply] === "" ? "(empty)" : row[at.reply], row[at.evidence]);
    cell.append(make("p", "part", "Reply"), reply);
    line.append(cell);
    return line;
  };

  const line = (row) => {
    const element = make("tr");
    for (const name of columns) {
      element.append(make("td", name === "draw" ? "number" : name === "label" ? "label" : "", String(value(row, name))));
    }
    const cell = make("td", "words");
    const button = make("button", "open", row[at.reply].slice(0, 90).replace(/\s+/g, " ").trim() || row[at.fault] || "(empty)");
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => {
      const isOpen = button.getAttribute("aria-expanded") === "true";
      if (isOpen) element.nextElementSibling.remove();
      else element.after(detail(row));
      button.setAttribute("aria-expanded", String(!isOpen));
    });
    cell.append(button);
    element.append(cell);
    return element;
  };

  const draw = () => {
    const shown = rows.slice(state.from, state.from + page);
    body.replaceChildren(...shown.map(line));
    const group = (number) => number.toLocaleString("en-US");
    count.textContent =
      rows.length === 0 ? "no draw is like that" : group(state.from + 1) + " to " + group(state.from + shown.length) + " of " + group(rows.length) + " draws";
    previous.disabled = state.from === 0;
    next.disabled = state.from + page >= rows.length;
  };

  const again = () => {
    state.from = 0;
    rows = chosen();
    draw();
  };

  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(again, 120);
  });
  for (const select of filters) select.addEventListener("change", again);
  document.getElementById("draw-reset").addEventListener("click", () => {
    for (const select of filters) select.value = "";
    search.value = "";
    again();
  });
  previous.addEventListener("click", () => { state.from -= page; draw(); });
  next.addEventListener("click", () => { state.from += page; draw(); });
  for (const head of root.querySelectorAll("th[data-sort]")) {
    head.querySelector("button").addEventListener("click", () => {
      const isSame = state.sort === head.dataset.sort;
      state.down = isSame && !state.down;
      state.sort = head.dataset.sort;
      for (const other of root.querySelectorAll("th[data-sort]")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      again();
    });
  }
  document.getElementById("draw-explorer").hidden = false;
  draw();
})();
`;
