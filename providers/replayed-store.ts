import { basename } from "node:path";
import { readStore } from "../src/disk/store.ts";
import { CheckRowSchema, checkKey, isCheckRow, type CheckAnswer } from "../src/schema/check.ts";
import type { Draw } from "../src/schema/draw.ts";
import { GygesError } from "../src/schema/error.ts";
import { drawKey, IdentitySchema, type PackRef, type Side } from "../src/schema/identity.ts";
import { parseStrict } from "../src/schema/parse.ts";

/** What stands in the store for one row. */
export type Found =
  | { readonly kind: "draw"; readonly key: string; readonly draw: Draw }
  | { readonly kind: "check"; readonly key: string; readonly check: CheckAnswer };

export interface Replayed {
  readonly run: string;
  /** @throws GygesError `replay/…` where the store has no reply to this very row */
  readonly find: (identity: unknown) => Found;
}

interface Column {
  readonly side: Side | null;
  readonly pair: string | null;
}

/** One column of a store, by the identity of its draws. */
export async function openReplayed(path: string, column: Column): Promise<Replayed> {
  const { header, draws, checks } = await readStore(path);
  const name = basename(path);
  const ours = draws.filter(({ side, pair }) => side === column.side && (column.pair === null || pair === column.pair));
  const pairs = [...new Set(ours.map(({ pair }) => pair))];
  if (ours.length === 0) throw noColumn(name, draws, column);
  if (pairs.length > 1) throw refusal("pair", `${name} has ${pairs.length} columns of this side. Name one as pair: ${pairs.join(" | ")}`);
  if (ours.some(({ withheld }) => withheld === true))
    throw refusal(
      "sealed",
      `${name} is of a sealed pack and keeps no replies, so there is nothing to read again. Draw with --keep-replies to have them.`,
    );
  const byKey = new Map(ours.map((draw) => [drawKey(draw.identity), draw]));
  const answers = new Map(
    checks.filter(({ pair, row }) => pair === pairs[0] && row.side === column.side).map((one) => [questionKey(one.row), one]),
  );
  return {
    run: header.run,
    find(found) {
      if (isCheckRow(found)) {
        const row = parseStrict(CheckRowSchema, found, IDENTITY);
        refuseOther(row.pack.hash, header.pack, name);
        return checkOf(answers.get(questionKey(row)), questionKey(row), name);
      }
      const identity = parseStrict(IdentitySchema, found, IDENTITY);
      refuseOther(identity.pack.hash, header.pack, name);
      return drawOf(byKey.get(drawKey(identity)), drawKey(identity), name);
    },
  };
}

const IDENTITY = {
  where: "metadata.gyges of the row",
  code: "replay/identity",
  example: "rows made by the extension carry it; a reply is found by it and by nothing else",
  kind: "data",
} as const;

function refuseOther(hash: string, pack: PackRef, name: string): void {
  if (hash !== pack.hash)
    throw refusal("pack", `${name} is of another state of the pack (${pack.name} ${pack.version}). Name the pack that drew it.`);
}

function drawOf(draw: Draw | undefined, key: string, name: string): Found {
  if (draw !== undefined) return { kind: "draw", key, draw };
  throw refusal("lacks", `${name} has no draw ${key}. Ask for no more draws, scenarios or conditions than it holds.`);
}

function checkOf(check: CheckAnswer | undefined, key: string, name: string): Found {
  if (check !== undefined) return { kind: "check", key, check };
  throw refusal("lacks", `${name} has no answer to the question ${key}. Leave the questions out: configure({ manipulationCheck: "off" }).`);
}

/** Whatever column asks it: which of the two options stands first is part of the question. */
function questionKey(row: CheckAnswer["row"]): string {
  return checkKey("", { ...row, side: null });
}

function noColumn(name: string, draws: readonly Draw[], { side, pair }: Column): GygesError {
  const there = [...new Set(draws.map((draw) => `${draw.side === null ? "no side" : `side: ${draw.side}`}, pair: ${draw.pair}`))];
  return refusal(
    "column",
    `${name} has no draws of side ${side ?? "none"}${pair === null ? "" : ` and pair ${pair}`}. It holds: ${there.slice(0, 4).join("; ") || "nothing"}.`,
  );
}

function refusal(code: string, message: string): GygesError {
  return new GygesError("data", `replay/${code}`, message);
}
