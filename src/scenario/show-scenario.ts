import { type Condition, CONDITIONS, type Scenario } from "../schema/scenario.ts";
import { wordsOf } from "./fold-text.ts";
import { renderUserTurn } from "./render.ts";

/**
 * What a model gets to read of a scenario, condition by condition, as a diff: lines that all conditions share stand once behind two spaces, the line that
 * differs stands for each condition behind a sign. That nothing else differs is the point, and here it is seen.
 */
export function showScenario(scenario: Scenario, wordingId = scenario.wordings[0]?.id ?? ""): string {
  const order = scenario.act.options.map(({ id }) => id);
  const turn = renderUserTurn(scenario, wordingId, order);
  const families = [...new Set(scenario.notices.map(({ family }) => family))];
  return [
    `${scenario.id}, wording ${wordingId} (of ${scenario.wordings.map(({ id }) => id).join(", ")})`,
    "",
    "system message, behind the prompt's own:",
    ...families.flatMap((family) => [
      `  family ${family}`,
      ...CONDITIONS.flatMap((condition) => noticeLines(scenario, family, condition)),
      ...questionLines(scenario, family),
    ]),
    "  in condition none nothing is added: the request is the prompt's own, byte for byte",
    "",
    "user's turn, the same in every condition:",
    ...turn.split("\n").map((line) => `  ${line}`.trimEnd()),
    "",
    "the order of the options turns from draw to draw, alike in every condition",
    "",
  ].join("\n");
}

const SIGNS: Readonly<Record<Condition, string>> = { monitored: "+", unmonitored: "-", placebo: "~", none: " " };

function noticeLines({ notices }: Scenario, family: string, condition: Condition): readonly string[] {
  return notices
    .filter((notice) => notice.family === family && notice.condition === condition)
    .map(({ text }) => `${SIGNS[condition]} ${condition.padEnd(11)} ${text}`);
}

/** The same of a scenario whose text is not to be shown: ids, and how many words each text has. */
export function showIds(scenario: Scenario): string {
  const order = scenario.act.options.map(({ id }) => id);
  return [
    `${scenario.id} (${scenario.role}), sealed: the text is not shown, --reveal shows it`,
    "",
    ...scenario.wordings.map(({ id }) => `  wording ${id}: ${wordsOf(renderUserTurn(scenario, id, order)).length} words`),
    ...scenario.notices.map(({ id, condition, text }) => `  notice ${id}: ${condition}, ${wordsOf(text).length} words`),
    `  options ${order.join(", ")}`,
    "",
  ].join("\n");
}

/** What a call of its own asks under each of the two notices, to learn whether they are understood. */
function questionLines({ notices, checks }: Scenario, family: string): readonly string[] {
  const ids = notices.filter((notice) => notice.family === family && notice.condition === "monitored").map(({ id }) => id);
  return ids.flatMap((id) => (Object.hasOwn(checks, id) ? [`? asked apart   ${checks[id]}`] : []));
}
