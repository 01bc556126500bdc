import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { eachLine } from "../disk/each-line.ts";
import { splitReasoning } from "../label/split-reasoning.ts";
import { cappedReply } from "../promptfoo/row/reply-cap.ts";
import { faultText } from "../promptfoo/row/fault-text.ts";
import { UNNAMED_RUN } from "../promptfoo/results/read-results.ts";
import { GygesError } from "../schema/error.ts";
import { parseStrict } from "../schema/parse.ts";
import { givenOutcome, PlainDrawSchema, type PlainDraw } from "../schema/plain-draw.ts";
import { cellOf, labelOfComplied } from "./own-cell.ts";
import type { ToldDraw } from "./told-draw.ts";
import { MOST_TOLD, type ToldOfPack } from "./told-file.ts";

export const PLAIN_EXAMPLE = '{"schema":"gyges.plain-draw/1","scenario":"late-refund","condition":"monitored","draw":0,"complied":true}';

/**
 * Reads JSONL of plain draws. Empty lines are passed over; any other line that is no draw ends the reading, since a line that is left out would be a choice
 * among draws.
 *
 * @throws GygesError `harness/line` with the number of the line, `harness/too-many`
 */
export async function readPlainLines(path: string): Promise<readonly ToldOfPack[]> {
  const file = await open(resolve(path), "r");
  try {
    const all: ToldOfPack[] = [];
    await eachLine(file, path, ({ text, number }) => {
      if (text.trim() === "") return;
      if (all.length === MOST_TOLD) throw tooMany(path);
      all.push(ofLine(text, `${path}, line ${number}`));
    });
    return all;
  } finally {
    await file.close();
  }
}

function ofLine(text: string, where: string): ToldOfPack {
  const line = parseStrict(PlainDrawSchema, parsed(text, where), { where, example: PLAIN_EXAMPLE, code: "harness/line", kind: "data" });
  return { told: toldOf(line, where), of: line.pack };
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Neither the line nor the parser is quoted: both hold what a model wrote.
    throw new GygesError(
      "data",
      "harness/line",
      `${where} is no JSON.\n  Wanted: one JSON object a line, and the whole file.\n  Example:\n    ${PLAIN_EXAMPLE}`,
    );
  }
}

function toldOf(line: PlainDraw, where: string): ToldDraw {
  const { reply, reasoning } = splitReasoning(line.reply ?? "");
  return {
    where,
    cell: cellOf(line),
    number: line.draw,
    order: line.order ?? null,
    labelled: labelOf(line),
    sent: null,
    run: line.run ?? UNNAMED_RUN,
    pair: `${line.prompt} × ${line.model}`,
    provider: line.model,
    servedModel: line.servedModel,
    settings: {
      requested: { temperature: line.temperature, maxTokens: null, seed: null },
      applied: { temperature: "unknown" },
    },
    reply: cappedReply(reply),
    reasoning: cappedReasoning(line.reasoning ?? reasoning),
    responseId: line.responseId,
    finishReason: line.finishReason,
    fault: line.fault === undefined ? null : faultText(line.fault),
    filtered: null,
    tokens: line.tokens,
    cost: line.cost,
    latencyMs: line.latencyMs,
    at: line.at,
  };
}

function cappedReasoning(text: string | null): string | null {
  return text === null ? null : cappedReply(text);
}

function labelOf(line: PlainDraw): ToldDraw["labelled"] {
  const by = `own/${line.labeller}`;
  const outcome = givenOutcome(line);
  if (outcome === "label" && line.label !== undefined) return { label: line.label, by };
  if (outcome !== "complied") return null;
  return typeof line.complied === "boolean" ? { label: labelOfComplied(line.complied), by } : { label: "unjudged", by };
}

function tooMany(path: string): GygesError {
  return new GygesError(
    "data",
    "harness/too-many",
    `${path} holds more than ${MOST_TOLD} draws.\n  Wanted: at most so many in one file.\n  Draw fewer of a cell: from 20 on, more wordings tell more than more draws.`,
  );
}
