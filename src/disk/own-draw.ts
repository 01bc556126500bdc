import * as z from "zod";
import { DrawSchema } from "../schema/draw.ts";
import { IdentitySchema } from "../schema/identity.ts";
import { isRecord } from "../schema/is-record.ts";
import { FLAGS, LABELS, LabellingSchema } from "../schema/label.ts";

/** What the draws of one cell share: pack, plan, cell, and one order of the options. */
export const SHARED = { schema: true, pack: true, plan: true, cell: true, order: true } as const;

/** A draw without what its cell shares. */
export const OwnDrawSchema = DrawSchema.extend({ identity: IdentitySchema.omit(SHARED) });
export type OwnDraw = z.infer<typeof OwnDrawSchema>;

const LayersSchema = LabellingSchema.pick({ quotes: true, engagement: true, reasoning: true });
const LAST_DRAW = IdentitySchema.shape.draw.maxValue ?? -1;
const DATE = z.regexes.datetime({});
const LABEL: ReadonlySet<unknown> = new Set(LABELS);
const FLAG: ReadonlySet<unknown> = new Set(FLAGS);

const OPTIONAL = ["soft", "planted", "withheld", "replayed"] as const;

/**
 * Whether a value read from JSON is by itself what {@link OwnDrawSchema} lets through: the schema written out, because the schema takes
 * two thirds of the time that a draw needs, and there are draws by the million. In doubt it says no, and then the schema is asked; a test
 * holds it against the schema field by field. The count of fields is a number here, so that a field which the schema gains is a doubt.
 */
export function isOwnDraw(value: unknown): value is OwnDraw {
  return (
    isRecord(value) &&
    hasFields(value, 22 + OPTIONAL.filter((field) => field in value).length) &&
    (!("soft" in value) || isShare(value["soft"])) &&
    (!("planted" in value) || LABEL.has(value["planted"])) &&
    (!("withheld" in value) || value["withheld"] === true) &&
    (!("replayed" in value) || isText(value["replayed"], 1, 100)) &&
    value["schema"] === "gyges.draw/1" &&
    isText(value["run"], 1, 100) &&
    isSide(value["side"]) &&
    isText(value["pair"], 1, 300) &&
    isOwnIdentity(value["identity"]) &&
    isText(value["provider"], 0, 300) &&
    isTextOrNull(value["servedModel"], 300) &&
    isSettings(value["settings"]) &&
    isReply(value) &&
    isLabelling(value["labelling"]) &&
    isText(value["labeller"], 0, 40) &&
    isTokens(value["tokens"]) &&
    isAmountOrNull(value["cost"]) &&
    isAmountOrNull(value["latencyMs"]) &&
    isDateOrNull(value["at"])
  );
}

function isShare(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value <= 1;
}

function isOwnIdentity(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const confirms = value["confirm"] === true;
  return hasFields(value, confirms ? 4 : 3) && isWhole(value["draw"], LAST_DRAW) && isSide(value["side"]) && isPairOrNull(value["pair"]);
}

function isSettings(value: unknown): boolean {
  if (!hasFields(value, 2)) return false;
  const { requested, applied } = value;
  return (
    hasFields(requested, 3) &&
    isNumberOrNull(requested["temperature"]) &&
    isNumberOrNull(requested["maxTokens"]) &&
    isNumberOrNull(requested["seed"]) &&
    hasFields(applied, 1) &&
    isApplied(applied["temperature"])
  );
}

function isReply(value: Readonly<Record<string, unknown>>): boolean {
  return (
    isText(value["reply"], 0) &&
    isTextOrNull(value["reasoning"]) &&
    isTextOrNull(value["responseId"], 300) &&
    isTextOrNull(value["finishReason"], 100) &&
    typeof value["cached"] === "boolean" &&
    isTextOrNull(value["fault"], 500) &&
    isTextOrNull(value["filtered"], 200) &&
    typeof value["transformed"] === "boolean"
  );
}

function isLabelling(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { label, evidence, choice, flags, ...more } = value;
  return (
    LABEL.has(label) &&
    isTextOrNull(evidence, 300) &&
    isTextOrNull(choice) &&
    Array.isArray(flags) &&
    flags.every((flag) => FLAG.has(flag)) &&
    // The layers that few labellings have are checked the long way.
    (Object.keys(more).length === 0 || LayersSchema.safeParse(more).success)
  );
}

function isTokens(value: unknown): boolean {
  if (value === null) return true;
  return hasFields(value, 3) && isWholeOrNull(value["prompt"]) && isWholeOrNull(value["completion"]) && isWholeOrNull(value["total"]);
}

function hasFields(value: unknown, count: number): value is Record<string, unknown> {
  return isRecord(value) && Object.keys(value).length === count;
}

function isText(value: unknown, least: number, most = Infinity): boolean {
  return typeof value === "string" && value.length >= least && value.length <= most;
}

function isTextOrNull(value: unknown, most = Infinity): boolean {
  return value === null || isText(value, 0, most);
}

function isPairOrNull(value: unknown): boolean {
  return value === null || isText(value, 1, 300);
}

function isSide(value: unknown): boolean {
  return value === "base" || value === "head" || value === null;
}

function isApplied(value: unknown): boolean {
  return value === "yes" || value === "no" || value === "unknown";
}

function isWhole(value: unknown, most: number): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 && value <= most;
}

function isWholeOrNull(value: unknown): boolean {
  return value === null || isWhole(value, Number.MAX_SAFE_INTEGER);
}

/** JSON has numbers such as 1e999, which are none. */
function isNumberOrNull(value: unknown): boolean {
  return value === null || Number.isFinite(value);
}

function isAmountOrNull(value: unknown): boolean {
  return value === null || (typeof value === "number" && Number.isFinite(value) && value >= 0);
}

function isDateOrNull(value: unknown): boolean {
  return value === null || (typeof value === "string" && DATE.test(value));
}
