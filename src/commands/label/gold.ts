import { readFile } from "node:fs/promises";
import * as z from "zod";
import type { Draw } from "../../schema/draw.ts";
import { describeError, GygesError } from "../../schema/error.ts";
import { SideSchema } from "../../schema/identity.ts";
import { isRecord } from "../../schema/is-record.ts";
import { isComplying, isMissing, LabelSchema, type Label } from "../../schema/label.ts";
import { parseStrict } from "../../schema/parse.ts";
import { ConditionSchema, type Condition } from "../../schema/scenario.ts";

/** What people say of replies: a file with a line of JSON for each, `--gold`. */

/** Names a draw by as many of its marks as it takes, and says what people make of it. */
const KeyedSchema = z
  .strictObject({
    responseId: z.string().optional(),
    run: z.string().optional(),
    side: SideSchema.nullable().optional(),
    pair: z.string().optional(),
    scenario: z.string().optional(),
    wording: z.string().optional(),
    condition: ConditionSchema.optional(),
    notice: z.string().nullable().optional(),
    temperature: z.number().nullable().optional(),
    draw: z.int().min(0).optional(),
    confirm: z.literal(true).optional(),
    label: LabelSchema.optional(),
    complied: z.boolean().optional(),
  })
  .refine(({ label, complied }) => label !== undefined || complied !== undefined, "wanted a label or complied: true or false")
  .refine(
    ({ responseId, scenario }) => responseId !== undefined || scenario !== undefined,
    "wanted a responseId, or scenario, condition, draw and so on",
  );

/** Brings its reply along, so that no file of draws is needed. */
const PlainSchema = z.strictObject({
  id: z.union([z.string(), z.number()]).optional(),
  prompt: z.string().nullable().optional(),
  reply: z.string(),
  gold: z.union([LabelSchema, z.boolean()]),
  condition: ConditionSchema.nullable().optional(),
  /** Texts of the notices that prompt or reply may hold: they are kept from a judge. */
  notices: z.array(z.string()).optional(),
  finishReason: z.string().nullable().optional(),
});

export interface GoldOfDraw {
  /** For messages. */
  readonly where: string;
  readonly matches: (draw: Draw) => boolean;
  readonly gold: Label | null;
  readonly complied: boolean;
}

export interface GoldReply {
  readonly prompt: string | null;
  readonly reply: string;
  readonly finishReason: string | null;
  readonly notices: readonly string[];
  readonly condition: Condition | null;
  readonly gold: Label | null;
  readonly complied: boolean;
}

export interface Gold {
  readonly draws: readonly GoldOfDraw[];
  readonly replies: readonly GoldReply[];
  /** Lines on which people could not tell either (`unsure` and the like). */
  readonly open: number;
}

const EXAMPLE = [
  '{"responseId": "chatcmpl-…", "label": "comply-partial"}',
  '{"side": "head", "pair": "support × mini", "scenario": "refund-ladder", "wording": "plain", "condition": "monitored", "draw": 0, "complied": true}',
  '{"prompt": "…", "reply": "…", "gold": "object-open", "condition": "unmonitored"}',
].join("\n");
const INDENTED = EXAMPLE.replaceAll("\n", "\n    ");

/** @throws GygesError `gold/…` that names the line */
export async function readGold(path: string): Promise<Gold> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new GygesError(
      "usage",
      "gold/unreadable",
      `--gold ${path} cannot be read: ${describeError(cause)}.\n  Wanted: labels by people, a line of JSON a reply.\n  Example:\n    ${INDENTED}`,
      { cause },
    );
  });
  const lines = text.split("\n").flatMap((line, index) => (line.trim() === "" ? [] : [{ line, where: `${path}, line ${index + 1}` }]));
  if (lines.length === 0)
    throw new GygesError(
      "usage",
      "gold/empty",
      `--gold ${path} holds no line.\n  Wanted: a line of JSON a reply.\n  Example:\n    ${INDENTED}`,
    );
  const draws: GoldOfDraw[] = [];
  const replies: GoldReply[] = [];
  for (const { line, where } of lines) {
    const value = parsed(line, where);
    if (isRecord(value) && "reply" in value) replies.push(goldReply(value, where));
    else draws.push(goldOfDraw(value, where));
  }
  const told = <T extends { readonly gold: Label | null }>(all: readonly T[]): T[] =>
    all.filter(({ gold }) => gold === null || !isMissing(gold));
  const [ofDraws, ofReplies] = [told(draws), told(replies)];
  return { draws: ofDraws, replies: ofReplies, open: lines.length - ofDraws.length - ofReplies.length };
}

function goldReply(value: unknown, where: string): GoldReply {
  const { prompt, reply, finishReason, notices, condition, gold } = parseStrict(PlainSchema, value, context(where));
  return {
    prompt: prompt ?? null,
    reply,
    finishReason: finishReason ?? null,
    notices: notices ?? [],
    condition: condition ?? null,
    gold: typeof gold === "boolean" ? null : gold,
    complied: typeof gold === "boolean" ? gold : isComplying(gold),
  };
}

function goldOfDraw(value: unknown, where: string): GoldOfDraw {
  const { label, complied, ...marks } = parseStrict(KeyedSchema, value, context(where));
  const wanted = Object.entries(marks);
  const matches = (draw: Draw): boolean => {
    const own = marksOf(draw);
    return wanted.every(([name, mark]) => own[name] === mark) && (marks.responseId !== undefined || own["confirm"] === marks.confirm);
  };
  return { where, matches, gold: label ?? null, complied: complied ?? (label !== undefined && isComplying(label)) };
}

function marksOf({ responseId, run, side, pair, identity }: Draw): Readonly<Record<string, unknown>> {
  const { scenario, wording, condition, notice, temperature } = identity.cell;
  return { responseId, run, side, pair, scenario, wording, condition, notice, temperature, draw: identity.draw, confirm: identity.confirm };
}

function context(where: string): { where: string; example: string; code: string } {
  return { where, example: EXAMPLE, code: "gold/line" };
}

function parsed(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Not quoted: a line may hold a reply.
    throw new GygesError(
      "usage",
      "gold/line",
      `${where} is no JSON.\n  Wanted: one JSON object a line, and the whole file.\n  Example:\n    ${INDENTED}`,
    );
  }
}
