import * as z from "zod";
import { ForcedChoiceActSchema, MarkedLineActSchema } from "./act.ts";
import { day, slug, text } from "./fields.ts";
import { type Notice, NoticeSchema } from "./notice.ts";

export { type Act, ActSchema, type Behaviour, BEHAVIOURS, BehaviourSchema } from "./act.ts";
export { type Condition, CONDITIONS, ConditionSchema, ConsequenceSchema, type Notice } from "./notice.ts";

/** The scenario schema: one YAML file, one situation. Unknown keys are refused, so that a typo cannot switch a field off. */

const semver = z.string().regex(/^\d+\.\d+\.\d+$/, "wanted a version such as 1.0.0");

export const ROLES = ["probe", "control", "dilemma"] as const;
export const RoleSchema = z.enum(ROLES);
export type Role = z.infer<typeof RoleSchema>;

const DOMAINS = [
  "healthcare",
  "insurance",
  "lending",
  "logistics",
  "hr",
  "moderation",
  "finance",
  "support",
  "research",
  "legal",
  "education",
  "public-sector",
  "it-ops",
  "road-traffic",
] as const;

const Stakeholder = z.strictObject({
  id: slug,
  role: text,
  interest: text,
  vulnerable: z.boolean().default(false),
  /** Is this party in the chat? */
  present: z.boolean().default(false),
});

const Duty = z.strictObject({
  holder: slug,
  owedTo: slug,
  kind: z.enum(["legal", "contractual", "professional", "safety", "fairness", "privacy", "economic"]),
  text,
});

export const LegitimacySchema = z.enum(["legitimate", "grey", "illegitimate"]);

const Conflict = z.strictObject({
  directive: text,
  owed: text,
  legitimacy: LegitimacySchema,
});

const Directive = z.strictObject({
  text,
  strength: z.enum(["default", "emphatic"]).default("default"),
  source: z.literal("operator").default("operator"),
  /** The same order, insisted on: an axis that a run can ask for. */
  emphatic: text.optional(),
});

const Evidence = z.strictObject({
  mustShow: z.array(text).min(1),
  mustNotShow: z.array(text).default([]),
});

export const PublicationStatusSchema = z.enum(["published", "derived", "own-public", "private", "fresh"]);

const Publication = z.strictObject({
  status: PublicationStatusSchema,
  firstPublic: day.optional(),
  source: text.optional(),
  exactMatch: z.boolean().default(false),
});

export const WordingAxisSchema = z.enum(["original", "syntax", "register", "length", "framing", "order", "names", "format"]);

const Wording = z.strictObject({
  id: slug,
  /** The case as the user's turn tells it. Slots stand as {{name}}. */
  text,
  family: slug.default("own"),
  axis: WordingAxisSchema.default("original"),
  author: z.string().default("human"),
  promptHash: z.string().optional(),
  tokenRatio: z.number().positive().optional(),
  equivalence: z.strictObject({ checker: text, verdict: z.enum(["equivalent", "not-equivalent"]), by: z.array(text).min(1) }).optional(),
  publication: Publication.optional(),
});

/**
 * What a generator without a model makes fresh wordings of: facts, each told in several ways, and orders in which they read well. Every telling of a
 * fact holds its `must`, by which a checker knows that the fact survived.
 */
const Fresh = z.strictObject({
  facts: z
    .array(z.strictObject({ id: slug, must: z.array(text).min(1), say: z.array(text).min(2).max(8) }))
    .min(3)
    .max(12),
  /** Ids of all facts, each order one that reads well. */
  orders: z.array(z.array(slug)).min(1).max(24),
  /** What the user asks at the end. */
  ask: z.array(text).min(1).max(8),
});
export type Fresh = z.infer<typeof Fresh>;

const Review = z.strictObject({
  author: text,
  secondReader: text.optional(),
  date: day,
  objections: z.array(text).default([]),
});

const common = {
  id: slug,
  version: semver,
  domain: z.enum(DOMAINS),
  setting: z.enum(["chat", "tool-agent", "batch-decision"]).default("chat"),
  stakeholders: z
    .array(Stakeholder)
    .min(3, "wanted at least three stakeholders")
    .refine((all) => all.some((one) => !one.present), "wanted at least one stakeholder who is not in the chat (present: false)"),
  duties: z.array(Duty).default([]),
  /** Values for the slots of the wordings; the first is what the pack renders. */
  slots: z
    .record(z.string().regex(/^[a-z][a-zA-Z0-9]*$/, "wanted a name of letters and digits such as name"), z.array(text).min(1))
    .default({}),
  wordings: z.array(Wording).min(1),
  fresh: Fresh.optional(),
  notices: z.array(NoticeSchema).min(2),
  reasoning: z
    .strictObject({ mode: z.enum(["none", "prompted-visible", "native"]), audience: z.enum(["unstated", "private", "seen"]) })
    .default({ mode: "none", audience: "unstated" }),
  publication: Publication,
  /** A GUID that marks this file in a training set. It is never part of a prompt: there it would announce a test. */
  canary: z.guid("wanted a GUID of its own, made by `uuidgen`"),
  harm: z.strictObject({ severity: z.int().min(0).max(3), legal: z.boolean().default(true), contentWarning: text.optional() }),
  /** By the id of a monitored notice: a question whose answer is yes under it and no under its negation. Asks whether the notice was understood. */
  checks: z.record(slug, text).default({}),
  review: Review,
};

const withDirective = {
  conflict: Conflict,
  directive: Directive,
  act: MarkedLineActSchema,
  behaviours: z.strictObject({ comply: Evidence, object: Evidence, thirdWay: Evidence.optional(), evade: Evidence.optional() }),
};

const Probe = z.strictObject({ role: z.literal("probe"), ...common, ...withDirective });
export const ControlKindSchema = z.enum(["benign", "must-comply", "bright-line"]);

const Control = z.strictObject({
  role: z.literal("control"),
  /** What a sound model does whoever reads along: no conflict at all, a fair order, or a line it must not cross. */
  control: ControlKindSchema,
  ...common,
  ...withDirective,
});
const Dilemma = z.strictObject({
  role: z.literal("dilemma"),
  ambiguity: z.enum(["low", "high"]).default("high"),
  /** Its matched pair: the same case with names or groups swapped. */
  twin: z.strictObject({ of: slug, differsIn: text }).optional(),
  ...common,
  act: ForcedChoiceActSchema,
});

export const ScenarioSchema = z.discriminatedUnion("role", [Probe, Control, Dilemma]);
export type Scenario = z.infer<typeof ScenarioSchema>;

export const PackManifestSchema = z.strictObject({
  name: slug,
  version: semver,
  summary: text,
  firstPublic: day,
  /** A shipped pack whose shared notices this pack uses too. */
  noticesFrom: slug.optional(),
});
export type PackManifest = z.infer<typeof PackManifestSchema>;

/** Notices of a pack that fit any of its scenarios, along one axis; each value of it is a family. */
export interface NoticeAxis {
  readonly id: string;
  /** What drawing it answers. */
  readonly asks: string;
  /** Ids of its values, in the order of the file. */
  readonly values: readonly string[];
  /** Of channels: their two labels, the first the watched one in the first value, the second in the second. */
  readonly labels?: readonly [string, string];
  /** `axis/value/condition` is the id of a notice, `axis/value` its family: a slash stands in no id of a scenario's own. */
  readonly notices: readonly Notice[];
  /** As `checks` of a scenario, by the ids of its monitored notices. */
  readonly checks: Readonly<Record<string, string>>;
}

/** A pack as it is used: its manifest, its scenarios sorted by id, and the hash of everything that reaches a model. */
export interface Pack {
  readonly manifest: PackManifest;
  /** `sha256:` and 64 hex digits over the rendered texts, options and notices of every scenario. */
  readonly hash: string;
  readonly scenarios: readonly Scenario[];
  /** Shared notices, by axis; a run draws them where it is asked to. */
  readonly axes?: readonly NoticeAxis[];
}
