import { mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { randomUUID } from "node:crypto";
import { readPack } from "../disk/read-pack.ts";
import { isSealed } from "../disk/sealed-pack.ts";
import { openStore, type Store } from "../disk/store.ts";
import { plainLines } from "../report/escape.ts";
import { gapBlock } from "../report/gap-block.ts";
import { type CheckAnswer, checkKey } from "../schema/check.ts";
import { describeError, GygesError } from "../schema/error.ts";
import type { Halt } from "../schema/halt.ts";
import { drawKey, type PlanRef } from "../schema/identity.ts";
import { isRecord } from "../schema/is-record.ts";
import type { Pack } from "../schema/scenario.ts";
import { PolicySchema, type GapVerdict } from "../schema/verdict.ts";
import { GYGES_VERSION } from "../schema/version.ts";
import { type CheckPlan, NO_CHECKS, planChecks } from "../scenario/plan-checks.ts";
import { packRef, planDraws, type PlannedDraw } from "../scenario/plan.ts";
import { ORDER_SEED, shuffled } from "../scenario/shuffle.ts";
import { judgeGap } from "../verdict.ts";
import { bustCache } from "./calls/bust-cache.ts";
import { checkFromRow } from "./row/check-from-row.ts";
import { drawFromRow } from "./row/draw-from-row.ts";
import { GATE_FAILED, guardExit, NO_VERDICT, type ExitGuard } from "./exit-guard.ts";
import type { ParsedOptions } from "./extension-options.ts";
import { haltOfRow, haltTexts } from "./row/halt-of-row.ts";
import { isPackRow, type AfterAll, type AfterEach, type BeforeAll, type RowAdditions, type Suite } from "./hooks.ts";
import { checksInWords, evalChecks } from "./eval-checks.ts";
import { findMessageVar } from "./notice/message-var.ts";
import type { Mode } from "./mode.ts";
import { oneAtATime } from "./calls/one-at-a-time.ts";
import { refuseForms, refuseGlue, refuseMarks, refuseTwins } from "./notice/refuse-suite.ts";
import { replaysInWords } from "./row/replays-in-words.ts";
import { mayQuote, notesOfCheck, notesOfDraw, type RowNotes } from "./row-notes.ts";
import { showGap, showRow } from "./show-result.ts";
import { testCase } from "./test-case.ts";
import { systemOption } from "./notice/system-option.ts";
import { refusePart } from "./results/whole-evaluation.ts";
import { wrapPrompts } from "./notice/wrap-prompts.ts";
import { witnessServed } from "./calls/witness-served.ts";

/**
 * The extension under plain `promptfoo eval`: the user's tests stay, the pack's rows come beside them, and the gap of
 * each column is judged by itself, since there is no base to compare with.
 */
export class EvalMode implements Mode {
  readonly #options: ParsedOptions;
  readonly #pack: Pack;
  readonly #planned: readonly PlannedDraw[];
  readonly #plan: PlanRef;
  readonly #store: Store;
  readonly #guard: ExitGuard;
  /** Whether a row may hold words of its reply a second time. */
  readonly #quotes: boolean;
  readonly #faults: string[] = [];
  readonly #halts: Halt[] = [];
  /** promptfoo gives rows up while their replies come in, so looking a draw up and appending it must be one step. */
  readonly #take = oneAtATime((row: AfterEach["result"]) => this.#takeOne(row));
  /** promptfoo's number of a column → what our draws call it. */
  readonly #columns = new Map<number, string>();
  #transformed = false;
  #checks: CheckPlan = NO_CHECKS;

  private constructor(options: ParsedOptions, pack: Pack, planned: readonly PlannedDraw[], store: Store) {
    this.#options = options;
    this.#pack = pack;
    this.#planned = planned;
    this.#plan = planned[0]!.identity.plan;
    this.#store = store;
    this.#guard = guardExit();
    this.#quotes = mayQuote(isSealed(options.pack), process.env);
  }

  static async open(options: ParsedOptions): Promise<EvalMode> {
    if (isSealed(options.pack) && !options.plaintext) throw keepsText(options.pack);
    const pack = await readPack(options.pack);
    const { draws, conditions, temperature, scenarios } = options;
    const planned = planDraws(pack, {
      draws,
      controlDraws: 1,
      dilemmaDraws: draws,
      conditions,
      temperature,
      ...(scenarios === undefined ? {} : { scenarios }),
    });
    const run = `eval-${new Date().toISOString().replaceAll(/[:.]/g, "-")}-${randomUUID().slice(0, 8)}`;
    const path = resolve(options.store ?? `.gyges/evals/${run}.jsonl`);
    await mkdir(dirname(path), { recursive: true });
    const store = await openStore(path, {
      record: "header",
      schema: "gyges.store/1",
      run,
      gyges: GYGES_VERSION,
      fingerprint: "eval",
      pack: packRef(pack),
      plan: planned[0]!.identity.plan,
      pairs: [],
      kind: "eval",
      createdAt: new Date().toISOString(),
    });
    if (store.draws.length > 0) {
      await store.close();
      throw new GygesError(
        "usage",
        "eval/store-used",
        `${path} holds the draws of an earlier evaluation, and a verdict on those would say nothing about this one.\n  Delete it, or name another file in the option store.`,
      );
    }
    return new EvalMode(options, pack, planned, store);
  }

  beforeAll({ suite }: BeforeAll): void {
    refuseMarks(suite);
    const messageVar = this.#messageVar(suite);
    const options = partOf(suite.defaultTest, "options");
    this.#transformed = suite.providers.some((provider) => provider.transform !== undefined) || options["transform"] !== undefined;
    const texts = suite.prompts.map((prompt) => (prompt.function === undefined ? prompt.raw : null));
    refuseGlue(options, texts);
    refuseTwins(suite);
    refuseForms(
      texts,
      suite.providers.every((provider) => systemOption(provider) !== null),
    );
    bustCache(suite.providers);
    witnessServed(suite.providers);
    const wrapped = wrapPrompts(suite.prompts);
    const rows = shuffled(this.#planned, ORDER_SEED).map((planned) => testCase(planned, { messageVar }));
    const columns = suite.prompts.length * suite.providers.length;
    if (this.#options.manipulationCheck !== "off") this.#checks = planChecks(this.#pack, this.#planned, columns);
    const checks = evalChecks(this.#checks, this.#pack, this.#options.temperature, messageVar);
    suite.tests = [...(suite.tests ?? []), ...checks, ...rows];
    console.log(
      `gyges: ${rows.length} calls a column (up to ${columns} columns)${checksInWords(this.#checks)} of pack ${this.#pack.manifest.name} ${this.#pack.manifest.version}; ` +
        `user's turn in {{${messageVar}}}, notice placed by gyges in ${wrapped.length} of ${suite.prompts.length} prompts. GYGES=off turns this off.`,
    );
  }

  async afterEach({ result }: AfterEach): Promise<RowAdditions | undefined> {
    const notes = await this.#take(result);
    return notes === null ? undefined : showRow(result, notes);
  }

  async afterAll(context: AfterAll): Promise<void> {
    for (const row of context.results.filter(isPackRow)) await this.#take(row);
    try {
      await this.#store.finish();
      await this.#store.close();
      this.#refuseGaps(context);
      const checked = { answers: this.#store.checks, wanted: true };
      const verdict = judgeGap({ draws: this.#store.draws, pack: this.#pack, policy: this.#policy(), gyges: GYGES_VERSION, checked });
      this.#show(verdict, context);
      this.#guard.decide(verdict.verdict === "fail" ? GATE_FAILED : null);
    } catch (cause) {
      console.log(`gyges: no verdict. ${plainLines(describeError(cause))}`);
      this.#guard.decide(NO_VERDICT);
    }
  }

  #policy(): ReturnType<typeof PolicySchema.parse> {
    return PolicySchema.parse({
      margin: this.#options.margin,
      maxMissing: this.#options.maxMissing,
      manipulationCheck: this.#options.manipulationCheck,
    });
  }

  #messageVar(suite: Suite): string {
    const defaults = Object.keys(partOf(suite.defaultTest, "vars"));
    const testVars = (suite.tests ?? []).flatMap((test) => Object.keys(partOf(test, "vars")));
    const templates = suite.prompts.filter((prompt) => prompt.function === undefined).map((prompt) => prompt.raw);
    return findMessageVar({ templates, defaults, testVars, messageVar: this.#options.messageVar });
  }

  /** What the row is to say of itself; null where it is none of ours, or cannot be taken. */
  async #takeOne(row: AfterEach["result"]): Promise<RowNotes | null> {
    const halt = haltOfRow(row);
    if (halt !== null && isPackRow(row)) {
      this.#halts.push(halt);
      return null;
    }
    try {
      const at = new Date().toISOString();
      const check = checkFromRow(row, { run: this.#store.header.run, pack: this.#pack, at });
      if (check !== null) {
        await this.#takeCheck(check);
        return notesOfCheck(check);
      }
      const draw = drawFromRow(row, {
        run: this.#store.header.run,
        pack: this.#pack,
        at,
        transformed: this.#transformed,
      });
      if (draw === null) return null;
      if (row.promptIdx !== undefined) this.#columns.set(row.promptIdx, draw.pair);
      const key = drawKey(draw.identity);
      if (draw.identity.plan.id !== this.#plan.id)
        throw new Error(
          "a row of this evaluation belongs to another plan; was it resumed after the pack or its options changed? Run it anew, without --resume.",
        );
      if (draw.cached)
        throw new Error(
          `the reply of ${key} came out of promptfoo's cache, so it is no draw. Run with --no-cache, and report the provider: it ignores bustCache.`,
        );
      if (!this.#store.has(draw.pair, draw.side, key)) await this.#store.append(draw);
      return notesOfDraw(draw, this.#quotes);
    } catch (cause) {
      this.#faults.push(describeError(cause));
      return null;
    }
  }

  async #takeCheck(check: CheckAnswer): Promise<void> {
    if (!this.#store.hasCheck(checkKey(check.pair, check.row))) await this.#store.appendCheck(check);
  }

  /** @throws GygesError where a provider stopped the run, a row could not be taken, or rows are not there */
  #refuseGaps({ prompts }: AfterAll): void {
    const [halt] = haltTexts(this.#halts);
    if (halt !== undefined) throw new GygesError("data", "eval/halt", halt);
    if (this.#faults.length > 0) throw new GygesError("data", "eval/fault", this.#faults[0]!);
    const { draws, checks: answers } = this.#store;
    const planned = { draws: this.#plan.size, answers: this.#checks.checks.length };
    refusePart({ draws, answers, columns: prompts.length, planned });
  }

  /** Where promptfoo shows it: above its summary, in the title, in chips, in JSON and the web viewer; its CSV has rows only. */
  #show(verdict: GapVerdict, context: AfterAll): void {
    console.log(`\n${gapBlock(verdict, { color: process.stdout.isTTY })}${replaysInWords(this.#store.draws)}\n`);
    const byName = new Map(verdict.columns.map((column) => [column.column, column]));
    const shown = [...this.#columns].flatMap(([index, name]) => {
      const column = byName.get(name);
      return column === undefined ? [] : [[index, column] as const];
    });
    showGap(verdict, new Map(shown), context);
  }
}

function keepsText(pack: string): GygesError {
  return new GygesError(
    "usage",
    "eval/sealed",
    `${pack} is sealed, and promptfoo eval keeps every prompt and reply: in its database (~/.promptfoo), in its logs and in what -o names.\n  Draw it with gyges run, which lets nothing of it be written.\n  Or say that its text may lie there: configure({ pack: "…", plaintext: true })`,
  );
}

/** A part of a test case that should be an object; a default test can also be the name of a file. */
function partOf(test: unknown, part: "vars" | "options"): Record<string, unknown> {
  const value = isRecord(test) ? test[part] : undefined;
  return isRecord(value) ? value : {};
}
