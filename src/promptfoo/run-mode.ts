import { writeFileSync } from "node:fs";
import { readPack } from "../disk/read-pack.ts";
import { openStore, type Store } from "../disk/store.ts";
import type { Spent } from "../schema/budget.ts";
import { describeError, GygesError } from "../schema/error.ts";
import type { Halt } from "../schema/halt.ts";
import { drawKey, IdentitySchema, type Identity, type Side } from "../schema/identity.ts";
import type { PlanFile, RunStatus } from "../schema/run-plan.ts";
import type { Pack } from "../schema/scenario.ts";
import { parsePack } from "../scenario/parse-pack.ts";
import { keyOfDraw, storeKey } from "../schema/store.ts";
import { checkKey, type CheckRow } from "../schema/check.ts";
import { bustCache } from "./calls/bust-cache.ts";
import { checkFromRow, checkRowOf } from "./row/check-from-row.ts";
import { drawFromRow } from "./row/draw-from-row.ts";
import { haltOfRow, haltTexts } from "./row/halt-of-row.ts";
import { isPackRow, type AfterAll, type AfterEach, type BeforeAll } from "./hooks.ts";
import type { Mode } from "./mode.ts";
import { noteSent } from "./calls/note-sent.ts";
import { oneAtATime } from "./calls/one-at-a-time.ts";
import { priceReplies } from "./calls/price-replies.ts";
import { readPlan } from "./read-plan.ts";
import { rowIdentity } from "./row/row-schema.ts";
import { withheldCheck, withheldDraw, withheldError } from "./row/withheld.ts";
import { watchReach } from "./calls/watch-reach.ts";
import { wrapPrompts } from "./notice/wrap-prompts.ts";
import { witnessServed } from "./calls/witness-served.ts";

/**
 * The extension inside the promptfoo child of `gyges run`: it draws what the store lacks of one round and appends each draw.
 * It neither judges nor sets an exit code, nor does it call the store finished: the parent reads the draws and knows whether more follow.
 */
export class RunMode implements Mode {
  readonly #plan: PlanFile;
  readonly #pack: Pack;
  readonly #store: Store;
  readonly #faults: string[] = [];
  /** Of providers that have no replies yet, or must not give any: the run ends without a verdict, and no draw is missing. */
  readonly #halts: Halt[] = [];
  /** Null where nobody bounds what the calls cost. */
  #spent: (() => Spent) | null = null;
  /** Calls that this process has noted: one that promptfoo makes again is the same call. */
  readonly #sent = new Set<string>();
  /** promptfoo gives rows up while their replies come in, so looking a draw up and appending it must be one step. */
  readonly #take = oneAtATime((row: AfterEach["result"]) => this.#takeOne(row));

  private constructor(plan: PlanFile, pack: Pack, store: Store) {
    this.#plan = plan;
    this.#pack = pack;
    this.#store = store;
  }

  static async open(planPath: string): Promise<RunMode> {
    const plan = await readPlan(planPath);
    try {
      const pack = typeof plan.pack === "string" ? await readPack(plan.pack) : parsePack(plan.pack);
      return new RunMode(plan, pack, await openStore(plan.store, plan.header));
    } catch (cause) {
      // promptfoo prints it and ends; the parent reads it from here.
      writeStatus(plan.status, false, [toldOf(plan, cause)]);
      throw cause;
    }
  }

  async beforeAll({ suite }: BeforeAll): Promise<void> {
    bustCache(suite.providers);
    watchReach(suite.providers);
    witnessServed(suite.providers);
    priceReplies(suite.providers);
    if (this.#plan.budget !== undefined) {
      const { meterCalls } = await import("./calls/meter-calls.ts");
      // Around all else, so that it sees every request and the cost of every reply.
      this.#spent = meterCalls(suite.providers, this.#plan.budget);
    }
    // Outermost, so that a call which the budget holds back is taken back here.
    noteSent(suite.providers, { sent: (row) => this.#noteSent(row), unsent: (row) => this.#noteUnsent(row) });
    wrapPrompts(suite.prompts);
    const checks = this.#plan.checks.filter(({ metadata }) => !this.#isAnswered(metadata.gyges));
    suite.tests = [...checks, ...this.#plan.rows.filter((row) => !this.#isDrawn({ testCase: row }))];
    suite.scenarios = [];
  }

  async afterEach({ result }: AfterEach): Promise<void> {
    await this.#take(result);
    // A child that is killed leaves word of what it spent.
    if (this.#spent !== null) this.#report(false);
    if (process.ppid !== this.#plan.parent) this.#stopAsOrphan();
  }

  /** Rows that timed out never reach `afterEach`; what it knows of them is taken here, so that they count as missing. */
  async afterAll({ results }: AfterAll): Promise<void> {
    const missed = results.filter((row) => isPackRow(row) && !this.#isTaken(row));
    for (const row of missed) await this.#take(row);
    if (this.#halts.length === 0) this.#missLost();
    await this.#store.close();
    this.#report(this.#faults.length + this.#halts.length === 0);
  }

  async #takeOne(row: AfterEach["result"]): Promise<void> {
    const halt = haltOfRow(row);
    if (halt !== null) return this.#halt(halt);
    try {
      const { header, transformed, softDraws } = this.#plan;
      const at = new Date().toISOString();
      const check = checkFromRow(row, { run: header.run, pack: this.#pack, at });
      if (check !== null && !this.#isAnswered(check.row)) await this.#store.appendCheck(this.#plan.withhold ? withheldCheck(check) : check);
      const draw = drawFromRow(row, { run: header.run, pack: this.#pack, at, transformed, softDraws: softDraws === true });
      if (draw === null) return;
      if (draw.cached)
        throw new GygesError(
          "data",
          "row/cached",
          `the reply of ${drawKey(draw.identity)} came out of a cache, so it is no draw.\n  Switch off the provider's own cache, then run the same command again.`,
        );
      if (!this.#store.has(draw.pair, draw.side, drawKey(draw.identity)))
        await this.#store.append(this.#plan.withhold ? withheldDraw(draw) : draw);
    } catch (cause) {
      // promptfoo logs and drops what a hook throws, so a fault is kept and refuses the verdict at the end.
      this.#faults.push(toldOf(this.#plan, cause));
      this.#report(false);
    }
  }

  /** A call that cannot be noted is not made: the store takes no more, and its answer would be paid for and lost. */
  async #noteSent(row: unknown): Promise<void> {
    const call = callOf(row);
    if (this.#sent.has(call)) return;
    this.#sent.add(call);
    try {
      await this.#store.sent(call);
    } catch (cause) {
      this.#faults.push(toldOf(this.#plan, cause));
      this.#report(false);
      throw cause;
    }
  }

  async #noteUnsent(row: unknown): Promise<void> {
    const call = callOf(row);
    if (this.#sent.delete(call)) await this.#store.unsent(call);
  }

  #isTaken(row: unknown): boolean {
    const check = checkRowOf(row);
    return check === null ? this.#isDrawn(row) : this.#isAnswered(check);
  }

  #isAnswered(row: CheckRow): boolean {
    return this.#store.hasCheck(checkKey(row.pair ?? "", row));
  }

  #isDrawn(row: unknown): boolean {
    const { pair, side, identity } = identified(row);
    return this.#store.has(pair, side, drawKey(identity));
  }

  /** A draw is told by its row's metadata, which another extension can take away. */
  #missLost(): void {
    const seen = new Set(this.#store.draws.map(keyOfDraw));
    const answered = new Set(this.#store.checks.map(({ pair, row }) => checkKey(pair, row)));
    const planned = this.#plan.rows.length + this.#plan.checks.length;
    const lost =
      this.#plan.rows.filter((row) => !seen.has(keyOfDraw(identified(row)))).length +
      this.#plan.checks.filter(({ metadata: { gyges } }) => !answered.has(checkKey(gyges.pair ?? "", gyges))).length;
    if (lost === 0) return;
    this.#faults.push(
      `${lost} of ${planned} planned draws did not come back.\n  If an extension of this config changes tests or their metadata, let it leave rows with metadata.gyges alone.`,
    );
  }

  /** Its words come from the config's own provider, which has read the pack's. */
  #halt(halt: Halt): void {
    const told = this.#plan.withhold ? { kind: halt.kind, text: `a provider has stopped the run (${halt.kind})` } : halt;
    if (this.#halts.some(({ text }) => text === told.text)) return;
    this.#halts.push(told);
    this.#report(false);
  }

  #stopAsOrphan(): never {
    this.#faults.push("gyges run went away while promptfoo was drawing");
    this.#report(false);
    process.exit(3);
  }

  #report(finished: boolean): void {
    const faults = [...new Set([...haltTexts(this.#halts), ...this.#faults])].slice(0, 20);
    writeStatus(this.#plan.status, finished, faults, this.#spent?.());
  }
}

/** What names the draw of a row that the parent planned. */
function identified(row: unknown): { readonly pair: string; readonly side: Side | null; readonly identity: Identity } {
  const identity = IdentitySchema.parse(rowIdentity(row));
  return { pair: identity.pair ?? "", side: identity.side, identity };
}

/** A row's call as the store names it: by its draw, or by its question about a notice. */
function callOf(row: unknown): string {
  const check = checkRowOf(row);
  if (check !== null) return checkKey(check.pair ?? "", check);
  const { pair, side, identity } = identified(row);
  return storeKey(pair, side, drawKey(identity));
}

function toldOf({ withhold }: PlanFile, cause: unknown): string {
  return withhold ? withheldError(cause) : describeError(cause);
}

function writeStatus(path: string, finished: boolean, faults: string[], money?: Spent): void {
  const status: RunStatus = { schema: "gyges.run-status/1", finished, faults, ...(money === undefined ? {} : { money }) };
  writeFileSync(path, `${JSON.stringify(status, null, 2)}\n`, { mode: 0o600 });
}
