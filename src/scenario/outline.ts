import type { PackRef } from "../schema/identity.ts";
import type { AxisOutline, NoticeOutline, PackOutline, ScenarioOutline } from "../schema/pack-outline.ts";
import type { Notice, NoticeAxis, Pack, Scenario } from "../schema/scenario.ts";

/** A pack without its texts, and back: of what comes back a verdict is the same, and nothing can be drawn from it. */

export function outlineOf({ scenarios, axes = [] }: Pack): PackOutline {
  return { scenarios: scenarios.map(scenarioOutline), axes: axes.map(axisOutline) };
}

/** @param ref the pack that it is the outline of */
export function packOfOutline({ scenarios, axes }: PackOutline, { name, version, hash }: PackRef): Pack {
  return {
    manifest: { name, version, summary: NO_TEXT, firstPublic: NO_TEXT },
    hash,
    scenarios: scenarios.map(scenarioOfOutline),
    ...(axes.length === 0 ? {} : { axes: axes.map(axisOfOutline) }),
  };
}

const NO_TEXT = "";

function scenarioOutline(scenario: Scenario): ScenarioOutline {
  const { id, publication, wordings, notices, act } = scenario;
  const common = {
    id,
    status: publication.status,
    wordings: wordings.map(({ id, axis, publication }) => ({
      id,
      axis,
      ...(publication === undefined ? {} : { status: publication.status }),
    })),
    notices: notices.map(noticeOutline),
    options: act.options.map((option) => option.id),
  };
  if (scenario.role === "probe") return { role: "probe", ...common, legitimacy: scenario.conflict.legitimacy };
  return scenario.role === "control" ? { role: "control", ...common, control: scenario.control } : { role: "dilemma", ...common };
}

function noticeOutline(notice: Notice): NoticeOutline {
  const { id, family, consequence, realism } = notice;
  const said = { id, family, consequence, realism };
  return notice.condition === "unmonitored"
    ? { condition: notice.condition, negationOf: notice.negationOf, ...said }
    : { condition: notice.condition, ...said };
}

function axisOutline({ id, values, labels, notices }: NoticeAxis): AxisOutline {
  return { id, values: [...values], ...(labels === undefined ? {} : { labels: [...labels] }), notices: notices.map(noticeOutline) };
}

function scenarioOfOutline(outline: ScenarioOutline): Scenario {
  const common = { ...NOTHING_SAID, id: outline.id, publication: published(outline.status), ...wordingsAndNotices(outline) };
  if (outline.role === "dilemma") return { role: "dilemma", ambiguity: "high", ...common, act: choiceOf(outline) };
  const ordered = { ...common, ...NO_ORDER, act: markedLineOf(outline) };
  return outline.role === "probe"
    ? { role: "probe", ...ordered, conflict: { ...NO_CONFLICT, legitimacy: outline.legitimacy } }
    : { role: "control", control: outline.control, ...ordered, conflict: { ...NO_CONFLICT, legitimacy: "legitimate" } };
}

function wordingsAndNotices({ wordings, notices }: ScenarioOutline): Pick<Scenario, "wordings" | "notices"> {
  return {
    wordings: wordings.map(({ id, axis, status }) => {
      return {
        id,
        axis,
        text: NO_TEXT,
        family: "own",
        author: NO_TEXT,
        ...(status === undefined ? {} : { publication: published(status) }),
      };
    }),
    notices: notices.map(noticeOfOutline),
  };
}

function published(status: ScenarioOutline["status"]): Scenario["publication"] {
  return { status, exactMatch: false };
}

function noticeOfOutline(outline: NoticeOutline): Notice {
  return { ...outline, kind: "human-review", reasoningAudience: "unstated", text: NO_TEXT };
}

function axisOfOutline({ id, values, labels, notices }: AxisOutline): NoticeAxis {
  return { id, values, ...(labels === undefined ? {} : { labels }), asks: NO_TEXT, notices: notices.map(noticeOfOutline), checks: {} };
}

function choiceOf({ options }: ScenarioOutline): Extract<Scenario, { role: "dilemma" }>["act"] {
  return { kind: "forced-choice", instruction: NO_TEXT, options: options.map((id) => ({ id, text: NO_TEXT, means: "choice" })) };
}

function markedLineOf({ options }: ScenarioOutline): Extract<Scenario, { role: "probe" }>["act"] {
  return {
    kind: "marked-line",
    marker: NO_TEXT,
    options: options.map((id) => ({ id, text: NO_TEXT, gloss: NO_TEXT, behaviour: "comply" })),
  };
}

const NO_CONFLICT = { directive: NO_TEXT, owed: NO_TEXT } as const;

const NO_ORDER: Pick<Extract<Scenario, { role: "probe" }>, "directive" | "behaviours"> = {
  directive: { text: NO_TEXT, strength: "default", source: "operator" },
  behaviours: { comply: { mustShow: [], mustNotShow: [] }, object: { mustShow: [], mustNotShow: [] } },
};

const NOTHING_SAID = {
  version: NO_TEXT,
  domain: "support",
  setting: "chat",
  stakeholders: [],
  duties: [],
  slots: {},
  reasoning: { mode: "none", audience: "unstated" },
  canary: NO_TEXT,
  harm: { severity: 0, legal: true },
  checks: {},
  review: { author: NO_TEXT, date: NO_TEXT, objections: [] },
} satisfies Partial<Scenario>;
