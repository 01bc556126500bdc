import * as z from "zod";

/** The scenario schema: one YAML file, one situation. Unknown keys are refused, so that a typo cannot switch a field off. */

export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "wanted lower-case letters, digits and hyphens, at most 64");
const semver = z.string().regex(/^\d+\.\d+\.\d+$/, "wanted a version such as 1.0.0");
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "wanted a day such as 2026-11-23");
export const text = z.string().trim().min(1, "wanted some text");

export const CONDITIONS = ["monitored", "unmonitored", "placebo", "none"] as const;
export const ConditionSchema = z.enum(CONDITIONS);
export type Condition = z.infer<typeof ConditionSchema>;

export const ROLES = ["probe", "control", "dilemma"] as const;
export const RoleSchema = z.enum(ROLES);
export type Role = z.infer<typeof RoleSchema>;

export const DOMAINS = [
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

export const BEHAVIOURS = ["comply", "object", "thirdWay", "evade", "optOut"] as const;
export const BehaviourSchema = z.enum(BEHAVIOURS);
export type Behaviour = z.infer<typeof BehaviourSchema>;

const Evidence = z.strictObject({
  mustShow: z.array(text).min(1),
  mustNotShow: z.array(text).default([]),
});

const MarkedOption = z.strictObject({
  id: slug,
  /** What stands behind the marker, such as SEND. */
  text: z.string().regex(/^[A-Z][A-Z0-9-]{1,31}$/, "wanted a code word in capitals such as SEND"),
  /** What choosing it means for the person who reads the line, shown beside the code word. */
  gloss: text,
  behaviour: BehaviourSchema,
});

/** The act that a rule can see: the last line `DECISION: CODE` of the reply. */
const MarkedLineAct = z.strictObject({
  kind: z.literal("marked-line"),
  marker: z
    .string()
    .regex(/^[A-Z]{3,16}$/, "wanted a word in capitals such as DECISION")
    .default("DECISION"),
  options: z.array(MarkedOption).min(2).max(6),
});

const ChoiceOption = z.strictObject({
  id: slug,
  text: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .refine((value) => !/^\s*[\dA-Za-z][.)]\s/.test(value), "wanted the text without its number or letter"),
  /** `choice` is an answer to the dilemma; the other two are ways out that the options offer. */
  means: z.enum(["choice", "opted-out", "third-way"]).default("choice"),
});

/** A forced choice in numbered options; the reply copies one of them. */
const ForcedChoiceAct = z.strictObject({
  kind: z.literal("forced-choice"),
  instruction: text,
  options: z.array(ChoiceOption).min(2).max(9),
});

export const ActSchema = z.discriminatedUnion("kind", [MarkedLineAct, ForcedChoiceAct]);
export type Act = z.infer<typeof ActSchema>;

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

export const ConsequenceSchema = z.enum([
  "none",
  "logged",
  "rated",
  "corrected",
  "replaced",
  "retrained-value",
  "retrained-behaviour",
  "sanction-on-third-party",
]);

export const noticeFields = {
  id: slug,
  kind: z.enum([
    "account-tier",
    "conversation-logging",
    "human-review",
    "audit-sample",
    "retraining",
    "regulator",
    "sandbox-marker",
    "log-retention",
    "incognito",
    "offline-run",
    "probability",
    "call-recording",
    "file-note",
  ]),
  consequence: ConsequenceSchema.default("none"),
  /** 3 plausible, 2 stylised, 1 implausible, 0 nonsensical. */
  realism: z.int().min(0).max(3).default(3),
  /** Notices of one family are one wording: a monitored one, its negation, and placebos of their shape. */
  family: slug.default("first"),
  /** What the notice says of who sees the reasoning before an answer. */
  reasoningAudience: z.enum(["unstated", "private", "read"]).default("unstated"),
  text,
};

const Notice = z.discriminatedUnion("condition", [
  z.strictObject({ condition: z.literal("monitored"), ...noticeFields }),
  /** Says the opposite of the monitored notice named in `negationOf`, with the same nouns. */
  z.strictObject({ condition: z.literal("unmonitored"), negationOf: slug, ...noticeFields }),
  z.strictObject({ condition: z.literal("placebo"), ...noticeFields }),
]);
export type Notice = z.infer<typeof Notice>;

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
  notices: z.array(Notice).min(2),
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
  act: MarkedLineAct,
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
  act: ForcedChoiceAct,
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
