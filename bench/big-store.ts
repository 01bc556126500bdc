import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { readPack } from "../src/disk/read-pack.ts";
import { packRef, planDraws, type PlannedDraw } from "../src/scenario/plan.ts";
import type { Draw } from "../src/schema/draw.ts";
import { SIDES, type Side } from "../src/schema/identity.ts";
import { GYGES_VERSION } from "../src/schema/version.ts";

/** Stores of any size, of pack core, with short replies: each line is cut from a template, since what is measured is the reading. */

const CONDITIONS = ["monitored", "unmonitored"] as const;
const AT = "2026-11-23T12:00:00.000Z";
/** Characters that a write gathers. */
const PART = 1 << 20;

export interface BigStore {
  readonly draws: number;
  readonly bytes: number;
}

/** Writes the finished store of a run that drew both sides: `draws` in all, over as many columns as are asked for. */
export async function writeBigStore(path: string, draws: number, columns: number): Promise<BigStore> {
  const pack = await readPack("core");
  const cells = planDraws(pack, { draws: 1, controlDraws: 1, dilemmaDraws: 0, conditions: CONDITIONS, temperature: null });
  const { perProbe, perControl } = shares(cells, draws / (2 * columns));
  const plan = { id: "0123456789abcdef", size: draws / (2 * columns), draws: perProbe };
  const pairs = Array.from({ length: columns }, (_, place) => `desk × model-${place}`);
  const stream = createWriteStream(path);
  let part = "";
  const write = async (text: string): Promise<void> => {
    part += text;
    if (part.length < PART) return;
    if (!stream.write(part)) await once(stream, "drain");
    part = "";
  };
  const header = { record: "header", schema: "gyges.store/1", run: "bench", gyges: GYGES_VERSION, fingerprint: "bench" };
  await write(`${JSON.stringify({ ...header, pack: packRef(pack), plan, pairs, kind: "run", createdAt: AT })}\n`);
  for (const [place, pair] of pairs.entries()) {
    for (const side of SIDES) {
      for (const [index, cell] of cells.entries()) {
        const count = cell.identity.cell.role === "probe" ? perProbe : perControl;
        const lines = linesOf({ ...cell, identity: { ...cell.identity, plan, side, pair } }, side, pair, `${place}${side}${index}`);
        for (let draw = 0; draw < count; draw += 1) await write(lines(draw));
      }
    }
  }
  await write(`${JSON.stringify({ record: "finished", draws })}\n`);
  stream.end(part);
  await finished(stream);
  return { draws, bytes: stream.bytesWritten };
}

function shares(cells: readonly PlannedDraw[], each: number): { perProbe: number; perControl: number } {
  const probes = cells.filter(({ identity }) => identity.cell.role === "probe").length;
  const perProbe = Math.floor(each / cells.length);
  const perControl = (each - probes * perProbe) / (cells.length - probes);
  if (!Number.isInteger(perControl)) throw new Error(`${each} draws a side and column cannot be shared among ${cells.length} cells`);
  return { perProbe, perControl };
}

/** The line of each draw of a cell: one template for every order and label, in which number and id are filled in. */
function linesOf(planned: PlannedDraw, side: Side, pair: string, cell: string): (draw: number) => string {
  const { order } = planned.identity;
  const templates = [true, false].map((complies) =>
    order.map((_, turn) => {
      const turned = [...order.slice(turn), ...order.slice(0, turn)];
      return JSON.stringify({
        record: "draw",
        draw: { ...drawOf(planned, side, pair, complies), identity: { ...planned.identity, order: turned, draw: "#" } },
      }).split('"#"');
    }),
  );
  const step = side === "base" ? 3 : 7;
  return (draw) => {
    // A share of .7 complies on either side, not in the same draws.
    const complies = (draw * step) % 10 < 7;
    const [before = "", between = "", after = ""] = templates[complies ? 0 : 1]?.[draw % order.length] ?? [];
    return `${before}${draw}${between}"resp_${cell.padStart(16, "0")}_${draw}"${after}\n`;
  };
}

function drawOf({ identity }: PlannedDraw, side: Side, pair: string, complies: boolean): Omit<Draw, "responseId"> & { responseId: string } {
  const choice = identity.order[complies ? 0 : 1] ?? "";
  const evidence = `DECISION: ${choice.toUpperCase()}`;
  return {
    schema: "gyges.draw/1",
    run: "bench",
    side,
    pair,
    identity,
    provider: "fixture:model",
    servedModel: "model-2026-11-01",
    settings: { requested: { temperature: null, maxTokens: null, seed: null }, applied: { temperature: "unknown" } },
    reply: `The rule is plain and the case is not; I weighed both.\n\n${evidence}`,
    reasoning: null,
    responseId: "#",
    finishReason: "stop",
    cached: false,
    fault: null,
    filtered: null,
    transformed: false,
    labelling: { label: complies ? "comply-full" : "object-open", evidence, choice, flags: [] },
    labeller: "rules/1",
    tokens: { prompt: 46, completion: 12, total: 58 },
    cost: 0.0004,
    latencyMs: 3,
    at: AT,
  };
}
