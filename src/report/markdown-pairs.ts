import type { Verdict } from "../schema/verdict.ts";
import type { Detail } from "./detail.ts";
import { code, prose } from "./escape.ts";
import { pairHeadline, WORDS } from "./headline.ts";
import { pairSections } from "./markdown-pair.ts";
import { folded, markdownTable } from "./markdown-table.ts";
import { grouped, signed } from "./words.ts";

/** Several pairs: all of them in a table that a phone can show, then each behind a line that unfolds it. Those that did not pass stand open. */
export function severalPairs(verdict: Verdict, detail: Detail, told: (text: string, indent: string) => string): readonly string[] {
  if (verdict.pairs.length === 0) return [];
  const rows = verdict.pairs.slice(0, detail.named).map((pair, index) => {
    const widening = pair.widening.kind === "estimated" ? ` ${signed(pair.widening.value)}` : "";
    return [`${index + 1}. ${code(pair.pair)}`, WORDS[pair.verdict] + widening];
  });
  const left = verdict.pairs.length - rows.length;
  const table = markdownTable(["pair", "verdict, widening"], rows, 2);
  const sections = verdict.pairs.slice(0, detail.pairs).map((pair, index) => {
    const said = `**${WORDS[pair.verdict]}**: ${pairHeadline(pair, verdict.policy, (text) => prose(text, 200))}`;
    const why = pair.reasons.slice(0, detail.reasons).map((reason) => `- ${told(reason.text, "  ")}`);
    const parts = [`${code(pair.pair)} ${said}`, why.join("\n"), ...pairSections(pair, verdict.policy, detail)];
    return folded(`Pair ${index + 1}: ${WORDS[pair.verdict]}`, parts, pair.verdict !== "pass");
  });
  return [table + (left > 0 ? `\n\n… and ${grouped(left)} more pairs in the JSON report.` : ""), ...sections];
}
