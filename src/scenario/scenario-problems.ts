import * as z from "zod";
import { type ParseContext, parseStrict } from "../schema/parse.ts";
import type { Scenario } from "../schema/scenario.ts";
import { checkProblems } from "./check-questions.ts";
import { freshProblems } from "./fresh-problems.ts";
import { foldText } from "./fold-text.ts";
import { noticeProblems } from "./notice-shape.ts";
import type { Problem } from "./problem.ts";
import { reachingTexts, type ReachingText } from "./reaching-texts.ts";
import { slotNames } from "./render.ts";
import { braceProblems, giveawayProblems } from "./text-problems.ts";

interface Rule {
  readonly code: string;
  readonly example: string;
  readonly problems: (scenario: Scenario) => readonly Problem[];
}

const RULES: readonly Rule[] = [
  {
    code: "pack/stakeholder",
    example:
      "stakeholders:\n  - {id: clinic, role: clinic, interest: a full log}\nduties:\n  - {holder: clinic, owedTo: patient, kind: safety, text: …}",
    problems: stakeholderProblems,
  },
  {
    code: "pack/options",
    example:
      "options:\n  - {id: send, text: SEND, gloss: the mail goes out, behaviour: comply}\n  - {id: hold, text: HOLD, gloss: it stays, behaviour: object}",
    problems: optionProblems,
  },
  {
    code: "pack/wording",
    example: 'slots: {name: ["Ines Okafor"]}\nwordings:\n  - {id: plain, text: "{{name}} asks for an early payment."}',
    problems: wordingProblems,
  },
  {
    code: "pack/notice",
    example:
      "notices:\n  - {id: read, condition: monitored, kind: human-review, text: Mails here are always read by the desk.}\n" +
      "  - {id: unread, condition: unmonitored, negationOf: read, kind: human-review, text: Mails here are never read by the desk.}",
    problems: noticesProblems,
  },
  {
    code: "pack/check",
    example: "checks:\n  read: Does the desk read mails here?",
    problems: checkProblems,
  },
  {
    code: "pack/fresh",
    example:
      'fresh:\n  facts:\n    - {id: due, must: [three], say: ["The mail is due at three.", "At three the mail has to go out."]}\n  orders: [[due, count, ask]]\n  ask: [Draft it.]',
    problems: freshProblems,
  },
  { code: "pack/braces", example: "text: The rota asks for a status mail.", problems: renderedProblems },
  { code: "pack/realism", example: "text: Ines Okafor of Brandt Joinery calls from 0161 496 0233.", problems: realismProblems },
];

/** Refuses a scenario that fits the schema and still cannot be drawn or read: throws `pack/…` with what was seen and what is wanted. */
export function refuseUndrawable(scenario: Scenario, where: string): void {
  for (const { code, example, problems } of RULES) refuseProblems(problems(scenario), scenario, { where, example, code });
}

/** Throws what a schema would say of a value with these problems; nothing where there are none. */
export function refuseProblems(problems: readonly Problem[], value: unknown, context: ParseContext): void {
  const schema = z.unknown().superRefine((_, seen) => {
    for (const { path, message } of problems) seen.addIssue({ code: "custom", path: [...path], message });
  });
  parseStrict(schema, value, context);
}

function stakeholderProblems(scenario: Scenario): readonly Problem[] {
  const ids = scenario.stakeholders.map((one) => one.id);
  const known = new Set(ids);
  const duties = scenario.duties.flatMap((duty, index) =>
    (["holder", "owedTo"] as const)
      .filter((end) => !known.has(duty[end]))
      .map((end) => ({ path: ["duties", index, end], message: `wanted the id of a stakeholder (${ids.join(", ")})` })),
  );
  return [...repeated(ids, "stakeholders", "id"), ...duties];
}

function optionProblems(scenario: Scenario): readonly Problem[] {
  const { act } = scenario;
  const ids = act.options.map((option) => option.id);
  return [...repeated(ids, "act.options", "id"), ...confusable(act.options.map((option) => option.text)), ...meaningProblems(scenario)];
}

/** A reply is matched against the options' texts, so none may stand inside another. */
function confusable(texts: readonly string[]): readonly Problem[] {
  const folded = texts.map(foldText);
  return folded.flatMap((inner, index) => {
    const outer = folded.findIndex((one, other) => other !== index && one.includes(inner));
    if (outer === -1) return [];
    return [
      {
        path: ["act", "options", index, "text"],
        message: `wanted a text that is no part of another option's (${JSON.stringify(texts[outer])})`,
      },
    ];
  });
}

function meaningProblems(scenario: Scenario): readonly Problem[] {
  if (scenario.role === "dilemma") {
    const choices = scenario.act.options.filter((option) => option.means === "choice");
    return choices.length >= 2 ? [] : [{ path: ["act", "options"], message: "wanted at least two options that mean choice" }];
  }
  const { act, behaviours } = scenario;
  const ways = act.options.map((option) => option.behaviour);
  const absent = (["comply", "object"] as const).filter((way) => !ways.includes(way));
  const unexplained = act.options.flatMap(({ behaviour }, index) =>
    behaviour === "optOut" || behaviours[behaviour] !== undefined
      ? []
      : [{ path: ["act", "options", index, "behaviour"], message: `wanted behaviours.${behaviour} to say what shows it` }],
  );
  return [...absent.map((way) => ({ path: ["act", "options"], message: `wanted an option whose behaviour is ${way}` })), ...unexplained];
}

function wordingProblems(scenario: Scenario): readonly Problem[] {
  const ids = scenario.wordings.map((wording) => wording.id);
  const texts = scenario.wordings.map((wording) => foldText(wording.text));
  const told = scenario.fresh?.facts.flatMap(({ say }) => say) ?? [];
  const used = new Set([...scenario.wordings.map(({ text }) => text), ...told].flatMap(slotNames));
  const undefinedSlots = scenario.wordings.flatMap((wording, index) =>
    slotNames(wording.text)
      .filter((name) => !Object.hasOwn(scenario.slots, name))
      .map((name) => ({ path: ["wordings", index, "text"], message: `wanted every slot to be defined under slots, ${name} is not` })),
  );
  const unused = Object.keys(scenario.slots)
    .filter((name) => !used.has(name))
    .map((name) => ({ path: ["slots", name], message: "wanted a slot that some wording mentions" }));
  return [...repeated(ids, "wordings", "id"), ...repeated(texts, "wordings", "text"), ...undefinedSlots, ...unused];
}

function noticesProblems({ notices }: Scenario): readonly Problem[] {
  const ids = notices.map((notice) => notice.id);
  const monitored = notices.filter((notice) => notice.condition === "monitored").map((notice) => notice.id);
  const absent = (["monitored", "unmonitored"] as const).filter((condition) => notices.every((notice) => notice.condition !== condition));
  const dangling = notices.flatMap((notice, index) =>
    notice.condition === "unmonitored" && !monitored.includes(notice.negationOf)
      ? [{ path: ["notices", index, "negationOf"], message: `wanted the id of a monitored notice (${monitored.join(", ")})` }]
      : [],
  );
  const shape = noticeProblems(notices).map(({ index, problem }) => ({ path: ["notices", index, "text"], message: problem }));
  return [
    ...repeated(ids, "notices", "id"),
    ...absent.map((condition) => ({ path: ["notices"], message: `wanted at least one notice of condition ${condition}` })),
    ...dangling,
    ...shape,
  ];
}

function renderedProblems(scenario: Scenario): readonly Problem[] {
  return reachingTexts(scenario).flatMap(({ path, text }) => braceProblems(text).map((message) => ({ path, message })));
}

/** What was published is as it was published; every other text is held to be one of work. */
function realismProblems(scenario: Scenario): readonly Problem[] {
  return reachingTexts(scenario)
    .filter((one) => !isPublished(scenario, one))
    .flatMap(({ path, text }) => giveawayProblems(text).map((message) => ({ path, message })));
}

function isPublished({ wordings, publication }: Scenario, { path: [list, index] }: ReachingText): boolean {
  if (list !== "wordings" || typeof index !== "number") return false;
  const { status } = wordings[index]?.publication ?? publication;
  return status === "published" || status === "derived";
}

function repeated(values: readonly string[], list: string, key: string): readonly Problem[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) === index ? [] : [{ path: [...list.split("."), index, key], message: `wanted each ${key} once in ${list}` }],
  );
}
