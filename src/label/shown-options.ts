import { tidy, withoutClosing } from "./fold.ts";
import { linesOf } from "./lines.ts";
import { BLANK, type OptionText } from "./options.ts";

/** How one call showed its options. */
export interface Shown {
  /** Ids, in the order in which they stand in the prompt. */
  readonly order: readonly string[];
  /** What a bare letter or number in the reply stands for, place by place; `yes` and `no` in a comparison; null where nothing was written before the options. */
  readonly labels: readonly string[] | null;
  /** `compare` asks for yes or no: "Do you prefer X over Y?". */
  readonly form: "list" | "compare";
}

/** How pack rows show their options: 1 to n. */
export function numbered(order: readonly string[]): Shown {
  return { order, labels: order.map((_, place) => `${place + 1}`), form: "list" };
}

/** The options stand at the end of a prompt; of a longer one this much of its end is read (UTF-16 units). */
const READ_FROM_END = 40_000;

/** `A. `, `(i) `, `b) `, `[2] `, `Option 1: `, `A - `, `"A": "` right before an option. A letter needs a sign or the word `option`: "a" is an article. */
const LABEL =
  /(?:^|[\s,;:.?!{([])(?:(?:option|choice|answer|action|response|alternative) #?["'([<]{0,2}(?<named>[a-z]|[ivx]{2,4}|\d{1,2})["')\]>]{0,2} ?(?:[.:=]|-(?=\s)|(?=\s))|["'([<]{0,2}(?<signed>[a-z]|[ivx]{2,4}|\d{1,2})["']?(?:[.)\]>:=]{1,2}| [-:=](?=\s)))\s?["'(]{0,2}$/iu;

/** Between the halves of a question for a preference. */
const OVER = /^["'),.]{0,3}\s(?:over|to|rather than|instead of|more than|than|above|as opposed to)\s["'(]{0,2}$/iu;
const PREFERENCE = /\b(?:prefer|rather|better|choose|pick|favou?r|would you|should you|do you)\b/iu;
const YES_OR_NO = /\b(?:yes|no)["']{0,2}(?:\s(?:or|and)\s|\s?\/\s?)["']{0,2}(?:yes|no)\b/iu;

interface Found {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/**
 * How a prompt shows the options: their order and what stands before each. Null where it does not show each of them together.
 *
 * The last place that names each option once counts, one with labels before one without: a prompt may give an example first and
 * repeat the texts behind. Labels on some options only are none; nor do labels count that stand for one option here and for another there,
 * since nobody knows which list a bare one means.
 *
 * @example shownOptions("A. stay\nB. go", [{ id: "go", text: "go" }, { id: "stay", text: "stay" }]) // order: ["stay", "go"], labels: ["A", "B"], form: "list"
 */
export function shownOptions(prompt: string, options: readonly OptionText[]): Shown | null {
  const text = linesOf(prompt.slice(-READ_FROM_END)).map(tidy).join("\n");
  const runs = completeRuns(occurrences(text, options), options.length).map((run) => shownAt(text, run));
  const labelled = runs.filter(({ labels }) => labels !== null);
  const last = labelled.at(-1);
  if (last === undefined) return runs.at(-1) ?? null;
  return labelled.every((run) => agree(run, last)) ? last : { ...last, labels: null };
}

/** Whether two lists give no label to two options. */
function agree(one: Shown, other: Shown): boolean {
  return (one.labels ?? []).every((label, place) => {
    const at = (other.labels ?? []).findIndex((known) => known.toLowerCase() === label.toLowerCase());
    return at === -1 || other.order[at] === one.order[place];
  });
}

/** Where the options' texts stand, in order. A text inside a longer option's text is that option's. */
function occurrences(text: string, options: readonly OptionText[]): Found[] {
  const keys = options.map(({ id, text }) => ({ id, key: withoutClosing(tidy(text)) })).filter(({ key }) => key !== "");
  const found: Found[] = [];
  let rest = text;
  for (const { id, key } of keys.sort((a, b) => b.key.length - a.key.length)) {
    rest = rest.replace(literal(key), (part, at: number) => {
      found.push({ id, start: at, end: at + part.length });
      return BLANK.repeat(part.length);
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Each row of neighbouring occurrences that names every option once. */
function completeRuns(found: readonly Found[], size: number): Found[][] {
  const runs = found.map((_, at) => found.slice(at, at + size));
  return size === 0 ? [] : runs.filter((run) => new Set(run.map(({ id }) => id)).size === size);
}

function shownAt(text: string, run: readonly Found[]): Shown {
  const order = run.map(({ id }) => id);
  if (asksYesOrNo(text, run)) return { order, labels: ["yes", "no"], form: "compare" };
  const labels = run.map(({ start }, at) => labelBefore(text.slice(Math.max(run[at - 1]?.end ?? 0, start - 40), start)));
  const distinct = new Set(labels.map((label) => label?.toLowerCase()));
  const known = labels.filter((label) => label !== null);
  return { order, labels: known.length === run.length && distinct.size === run.length ? known : null, form: "list" };
}

/** `Do you prefer X over Y?` in a prompt that asks for yes or no. */
function asksYesOrNo(text: string, run: readonly Found[]): boolean {
  const [first, second] = run;
  if (first === undefined || second === undefined || run.length !== 2) return false;
  const before = text.slice(Math.max(0, first.start - 80), first.start);
  return OVER.test(text.slice(first.end, second.start)) && PREFERENCE.test(before) && YES_OR_NO.test(text);
}

function labelBefore(prefix: string): string | null {
  const groups = LABEL.exec(prefix)?.groups;
  return groups?.["named"] ?? groups?.["signed"] ?? null;
}

/** The key as words of its own, in any case, over line breaks too. */
function literal(key: string): RegExp {
  const escaped = key.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replaceAll(" ", "\\s");
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "giu");
}
