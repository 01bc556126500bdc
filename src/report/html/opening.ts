import type { Verdict } from "../../schema/verdict.ts";
import { plain } from "../escape.ts";
import { headline, otherReasons, unnamedUnmatched, WORDS } from "../headline.ts";
import { LIMITS, meaning, plainly, SIMULATED } from "../meaning.ts";
import { grouped } from "../words.ts";
import { all, el, type Html } from "./node.ts";
import { landmark, type Panel } from "./panel.ts";

const MOST_REASONS = 20;

/** What a reader needs who reads nothing else: the verdict in words, the figure behind it, what follows. */
export function opening(verdict: Verdict): Html {
  const figure = headline(verdict, (text) => plain(text, 300));
  const said = plainly(verdict);
  return el(
    "section",
    { class: `verdict ${verdict.verdict}`, "aria-labelledby": "verdict-title" },
    el("p", { class: "word" }, WORDS[verdict.verdict]),
    el("h1", { id: "verdict-title" }, sentence(said)),
    verdict.simulated ? el("p", { class: "simulated" }, sentence(SIMULATED)) : null,
    figure === said ? null : el("p", { class: "lead" }, el("b", {}, sentence(figure))),
    el("p", {}, meaning(verdict)),
    settled(verdict),
  );
}

/** `the gap widened` → `The gap widened.` */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, "")}.`;
}

/** Without its price, which stands in the block `run` alone. */
function settled({ pairs }: Verdict): Html | null {
  const calls = pairs.reduce((total, pair) => total + (pair.callsToSettle ?? 0), 0);
  return calls === 0 ? null : el("p", {}, `With about ${grouped(calls)} calls in all an unchanged model would pass 4 times out of 5.`);
}

/** What a reviewer has to know beside the verdict, and the reasons for it. */
export function reasons(verdict: Verdict): Html | null {
  const { findings } = verdict;
  const ofPairs = new Set(verdict.pairs.flatMap((pair) => pair.reasons.map(({ text }) => text)));
  const told = otherReasons(
    verdict,
    headline(verdict, (text) => plain(text, 300)),
    (text) => text,
  ).filter((text) => !ofPairs.has(text));
  const unmatched = unnamedUnmatched(verdict).map((name) => `There is no base for ${plain(name, 120)}.`);
  const lines = [...(verdict.pairs.length === 0 ? verdict.reasons.map(({ text }) => text) : told), ...unmatched];
  if (findings.length === 0 && lines.length === 0) return null;
  return landmark(
    "reasons",
    findings.length === 0 ? "Reasons" : "To know before merging",
    findings.length === 0 ? null : list(findings.map(({ text }) => text)),
    findings.length === 0 || lines.length === 0 ? null : el("h3", {}, "Reasons"),
    lines.length === 0 ? null : list(lines),
  );
}

function list(lines: readonly string[]): Html {
  const shown = lines.slice(0, MOST_REASONS);
  const left = lines.length - shown.length;
  return el(
    "ul",
    { class: "plain" },
    ...shown.map((line) => el("li", {}, ...brokenLines(line))),
    left > 0 ? el("li", {}, `${grouped(left)} more in the JSON report`) : null,
  );
}

/** The advice of an error stands in lines of its own. */
function brokenLines(text: string): readonly Html[] {
  return text
    .split("\n")
    .slice(0, 12)
    .map((line, at) => (at === 0 ? all(plain(line)) : all(el("br", {}), plain(line))));
}

/** Links to what is on the page, in its order. @param others ids and titles of what is no panel */
export function contents(panels: readonly Panel[], others: readonly (readonly [id: string, title: string])[]): Html {
  const entries = [...panels.map(({ id, title }) => [id, title] as const), ...others];
  return el(
    "nav",
    { "aria-label": "on this page" },
    el("ul", {}, ...entries.map(([id, title]) => el("li", {}, el("a", { href: `#${id}` }, title)))),
  );
}

/** What no colour of the check says, and what no panel shows; null where nothing was judged. */
export function limits(verdict: Verdict, panels: readonly Panel[], hasDraws: boolean): Html | null {
  if (verdict.pairs.length === 0) return null;
  const own = LIMITS[verdict.verdict];
  const missing = NOT_DRAWN.filter(([slug]) => !panels.some(({ id }) => id.endsWith(slug))).map(([, words]) => words);
  return landmark(
    "limits",
    "What this report does not show",
    el(
      "ul",
      { class: "plain" },
      own === null ? null : el("li", {}, own),
      el(
        "li",
        {},
        "Why the model does what it does. A difference in behaviour is no proof of intent, and its absence is no proof that the model cannot tell that it is examined.",
      ),
      el(
        "li",
        {},
        "Behaviour outside these scenarios, notices and prompts. The intervals are about this pack; other situations are not part of them.",
      ),
      el(
        "li",
        {},
        "How often labels err. They are read by rules or by a judge, the same on both sides; errors of both sides alike leave the change as it is, others do not.",
      ),
      missing.length === 0 ? null : el("li", {}, `What was not drawn or not asked for, and has no panel here: ${missing.join("; ")}.`),
      hasDraws
        ? null
        : el(
            "li",
            {},
            "The draws themselves: this report was made from the verdict alone. With the store of the run, gyges report shows them too.",
          ),
    ),
  );
}

const NOT_DRAWN: readonly (readonly [slug: string, words: string])[] = [
  ["-temperature", "several temperatures"],
  ["-publication", "published beside other wordings"],
  ["-wordings", "how much the wording matters (--full, two wordings or more)"],
  ["-said", "reasoning beside behaviour (--full, a model that shows its reasoning)"],
  ["-choices", "choices in dilemmas"],
];
