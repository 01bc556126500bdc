import { LABELLER, labelReply } from "../../label/label-reply.ts";
import { splitReasoning } from "../../label/split-reasoning.ts";
import { softOf } from "./soft-of-row.ts";
import { noticeTexts } from "../../scenario/notice-texts.ts";
import { scenarioOfCell } from "../../scenario/met-scenario.ts";
import { isCheckRow } from "../../schema/check.ts";
import type { Draw, Tokens } from "../../schema/draw.ts";
import { GygesError } from "../../schema/error.ts";
import { IdentitySchema, type Identity } from "../../schema/identity.ts";
import { parseStrict } from "../../schema/parse.ts";
import type { Pack, Scenario } from "../../schema/scenario.ts";
import { distinctId } from "./distinct-id.ts";
import { cappedReply } from "./reply-cap.ts";
import { replyOfRow, type RowReply } from "./reply-of-row.ts";
import { requireNotice, type SentRequest } from "./require-notice.ts";
import { rowIdentity, RowSchema, type Row } from "./row-schema.ts";
import { settingsOfRow } from "./settings-of-row.ts";

export interface RowContext {
  /** Id of the run that made the calls. */
  readonly run: string;
  readonly pack: Pack;
  /** When the row was recorded, ISO 8601 UTC; null where the source does not say. */
  readonly at: string | null;
  /** True where a transform of the user's config may have changed the output. */
  readonly transformed: boolean;
  /** True where a provider is believed that says how likely a draw was to comply: where the run was asked to. */
  readonly softDraws?: boolean;
  /** Opens an error's message: a file and a row in it. */
  readonly where?: string;
}

/**
 * Translates one finished row of promptfoo into a draw; null for a row that is not of a pack.
 *
 * Headers and provider config are dropped, the reply is labelled whole and stored up to 256 kB, the text of a fault is one redacted line.
 * Throws `row/identity`, `row/shape`, `row/scenario` or `row/other-pack`: a row that cannot be placed is never guessed at. Throws `row/notice`
 * where a reply came to a request without the notice; a call that failed has no such request and is a missing draw.
 */
export function drawFromRow(row: unknown, context: RowContext): Draw | null {
  const found = rowIdentity(row);
  // A question about a notice is no draw: see check-from-row.ts.
  if (found === undefined || isCheckRow(found)) return null;
  const where = context.where ?? "a row of promptfoo";
  const identity = readIdentity(found, where);
  const scenario = scenarioOf(identity, context.pack, where);
  const whole = parseStrict(RowSchema, row, {
    where,
    example: '{"response":{"output":"…"},"metadata":{"gyges":{…}}}',
    code: "row/shape",
    kind: "data",
  });
  const came = replyOfRow(whole);
  if (came.fault === null) requireNotice(sentRequest(whole), identity.cell, scenario, where);
  return translate(whole, came, identity, scenario, context);
}

/** The request of a row, the settings of the call over those of the provider, as promptfoo merges them. */
export function sentRequest(row: Row): SentRequest {
  const ofProvider = typeof row.provider === "object" ? row.provider?.config : null;
  return { providerId: providerName(row, "id"), prompt: row.prompt?.raw ?? null, config: { ...ofProvider, ...row.prompt?.config } };
}

function translate(row: Row, { output, fault, filtered }: RowReply, identity: Identity, scenario: Scenario, context: RowContext): Draw {
  const { reply, reasoning } = splitReasoning(output);
  const finishReason = clip(row.response?.finishReason, 100);
  return {
    schema: "gyges.draw/1",
    run: context.run,
    side: identity.side,
    pair: identity.pair ?? columnName(row),
    identity,
    provider: clip(providerName(row, "id"), 300) ?? "unknown",
    servedModel: clip(row.response?.metadata?.model ?? row.response?.raw?.model, 300),
    settings: settingsOfRow(row, identity, providerName(row, "id")),
    reply: cappedReply(reply),
    reasoning: reasoning === null ? null : cappedReply(reasoning),
    responseId: distinctId(row.response?.metadata?.responseId ?? row.response?.raw?.id),
    finishReason,
    cached: row.response?.cached === true,
    fault,
    filtered,
    // Options of the row and of the defaults arrive in the prompt's config.
    transformed: context.transformed || isGiven(row.prompt?.config?.["transform"]),
    labelling: labelReply(
      { reply, fault, filtered, finishReason, reasoning, prompt: row.prompt?.raw ?? null, notices: noticeTexts(scenario) },
      scenario.act,
      identity.order,
    ),
    labeller: LABELLER,
    ...(context.softDraws === true && !context.transformed ? softOf(row, scenario) : {}),
    ...plantedBy(row),
    ...replayedFrom(row),
    tokens: tokensOf(row),
    cost: row.response?.cost ?? null,
    latencyMs: row.latencyMs ?? row.response?.latencyMs ?? null,
    at: context.at,
  };
}

/** Only the simulated model knows what it set out to do, and a replay of it. */
function plantedBy(row: Row): Pick<Draw, "planted"> {
  const planted = row.response?.metadata?.gyges?.planted;
  const names = [providerName(row, "id"), replayedFrom(row).replayed === undefined ? null : row.response?.metadata?.model];
  return planted !== undefined && names.some((name) => name?.startsWith("organism/") === true) ? { planted } : {};
}

function replayedFrom(row: Row): Pick<Draw, "replayed"> {
  const replayed = row.response?.metadata?.gyges?.replayed;
  return replayed === undefined ? {} : { replayed };
}

function readIdentity(found: unknown, where: string): Identity {
  return parseStrict(IdentitySchema, found, {
    where: `${where}: metadata.gyges`,
    example: '{"schema":"gyges.identity/1","pack":{…},"plan":{…},"cell":{…},"order":["send","hold"],"draw":0,"side":null,"pair":null}',
    code: "row/identity",
    kind: "data",
  });
}

function scenarioOf(identity: Identity, pack: Pack, where: string): Scenario {
  if (identity.pack.hash !== pack.hash) throw otherPack(identity, pack, where);
  const scenario = scenarioOfCell(pack, identity.cell);
  const ids = scenario.act.options.map((option) => option.id);
  const sameOptions = [...ids].sort().join("\n") === [...identity.order].sort().join("\n");
  if (scenario.role === identity.cell.role && sameOptions) return scenario;
  throw new GygesError(
    "data",
    "row/scenario",
    `${where}: the row says ${identity.cell.scenario} is a ${identity.cell.role} with options ${identity.order.join(", ")}; the pack has a ${scenario.role} with options ${ids.join(", ")}.\n  Wanted: rows as gyges wrote them.\n  The file was changed, or the row was written by hand: run again.`,
  );
}

function otherPack(identity: Identity, pack: Pack, where: string): GygesError {
  const { name, version, hash } = identity.pack;
  return new GygesError(
    "data",
    "row/other-pack",
    `${where}: the row is of pack ${name} ${version} (${hash.slice(0, 19)}).\n  Wanted: ${pack.manifest.name} ${pack.manifest.version} (${pack.hash.slice(0, 19)}), the pack in use here.\n  Name the pack that drew these rows with --pack, or run again with this one.`,
  );
}

/** How a column of promptfoo is told from another: by its prompt and its provider. At most 300 characters. */
export function columnName(row: Pick<Row, "prompt" | "provider">): string {
  return clip(`${compact(row.prompt?.label ?? "prompt")} × ${providerName(row, "label") ?? "provider"}`, 300) ?? "unknown";
}

/** A prompt without a label is labelled by its text, which promptfoo 0.123.1 gives as it was typed in `afterEach`, and as compact JSON in `afterAll`. */
function compact(label: string): string {
  if (!label.startsWith("[") && !label.startsWith("{")) return label;
  try {
    return JSON.stringify(JSON.parse(label));
  } catch {
    return label;
  }
}

/** @param first what is wanted; the other stands in where a row has only that. Null where it has neither */
export function providerName(row: Pick<Row, "provider">, first: "id" | "label"): string | null {
  const { provider } = row;
  if (provider === null || provider === undefined || typeof provider === "string") return provider ?? null;
  const id = typeof provider.id === "string" ? provider.id : null;
  // A provider without a label is stored with an empty one.
  const label = provider.label || null;
  return first === "id" ? (id ?? label) : (label ?? id);
}

/** A reply out of a cache reports only a total; a provider that says nothing leaves null. */
export function tokensOf(row: Row): Tokens | null {
  const usage = row.response?.tokenUsage;
  if (usage === null || usage === undefined) return null;
  const { prompt, completion, total } = usage;
  return prompt === null && completion === null && total === null ? null : { prompt, completion, total };
}

function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** @returns at most `length` characters, the last of them `…` where the text was longer; null for none and for an empty text */
export function clip(text: string | null | undefined, length: number): string | null {
  if (text === null || text === undefined || text === "") return null;
  return text.length > length ? `${text.slice(0, length - 1).toWellFormed()}…` : text;
}
