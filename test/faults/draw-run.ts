import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openStore, readStore } from "../../src/disk/store.ts";
import { packRef } from "../../src/scenario/plan.ts";
import type { PlanFile } from "../../src/schema/run-plan.ts";
import type { StoreContents } from "../../src/schema/store.ts";
import { PolicySchema } from "../../src/schema/verdict.ts";
import { judge } from "../../src/verdict.ts";
import { rowsOf } from "../commands/sample-files.ts";
import { fixturePack, fixturePackPath } from "../promptfoo/fixture.ts";

/** Draws of a cell that make 200 calls of both sides. */
const DRAWS = 24;

/** A run of 200 calls in a folder of its own, drawn by children that may be killed. */
export class DrawRun implements Disposable {
  static readonly calls: number = 200;
  readonly folder: string = mkdtempSync(join(tmpdir(), "gyges-faults-"));
  readonly store: string = join(this.folder, "store.jsonl");
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
    const rows = (["base", "head"] as const).flatMap((side) => rowsOf({ draws: DRAWS, side }));
    const header = headerOf(rows[0]!.testCase.metadata!.gyges!.plan);
    const plan: PlanFile = {
      schema: "gyges.run-plan/1",
      parent: process.pid,
      store: this.store,
      header,
      pack: fixturePackPath,
      withhold: false,
      transformed: false,
      rows: rows.map(({ testCase }) => ({ ...testCase, metadata: { gyges: testCase.metadata!.gyges } })),
      checks: [],
      status: join(this.folder, "status.json"),
    };
    writeFileSync(join(this.folder, "plan.json"), JSON.stringify(plan));
    writeFileSync(join(this.folder, "rows.json"), JSON.stringify(rows));
  }

  /** Starts a child. `kept` has what it said was on the disk; `killed` ends it as a power cut would. */
  start(options: { readonly atOnce: number; readonly preload?: string }): DrawChild {
    const imports = options.preload === undefined ? [] : ["--import", options.preload];
    const script = join(import.meta.dirname, "draw-child.ts");
    const files = [join(this.folder, "plan.json"), join(this.folder, "rows.json")];
    const child = spawn(process.execPath, [...imports, script, ...files, this.#url, String(options.atOnce)], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const kept: string[] = [];
    const said: string[] = [];
    createInterface({ input: child.stdout }).on("line", (line) => kept.push(line.replace(/^kept /, "")));
    createInterface({ input: child.stderr }).on("line", (line) => said.push(line));
    return {
      kept,
      said,
      kill: () => child.kill("SIGKILL"),
      ended: once(child, "close").then(([code]: (number | null)[]) => code ?? null),
    };
  }

  read(): Promise<StoreContents> {
    return readStore(this.store);
  }

  /** What the extension said at its end. */
  status(): unknown {
    return JSON.parse(readFileSync(join(this.folder, "status.json"), "utf8"));
  }

  /** The verdict as bytes, without the block that may differ. */
  async report(): Promise<string> {
    const store = await openStore(this.store, (await this.read()).header);
    const { draws } = store;
    await store.close();
    const sides = (["base", "head"] as const).map((side) => draws.filter((draw) => draw.side === side));
    const { run: _, ...verdict } = judge({
      base: sides[0]!,
      head: sides[1]!,
      pack: fixturePack,
      policy: PolicySchema.parse({}),
      unmatched: [],
      cachedBase: false,
      gyges: "0.1.0",
      run: { calls: null, seconds: null, cost: null, tokens: null, at: null, command: null, baseline: null },
    });
    return JSON.stringify(verdict);
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface DrawChild {
  readonly kept: readonly string[];
  readonly said: readonly string[];
  readonly ended: Promise<number | null>;
  kill(): void;
}

function headerOf(plan: PlanFile["header"]["plan"]): PlanFile["header"] {
  return {
    record: "header",
    schema: "gyges.store/1",
    run: "faults",
    gyges: "0.1.0",
    fingerprint: "faults",
    pack: packRef(fixturePack),
    plan,
    pairs: [],
    kind: "run",
    createdAt: "2026-11-23T12:00:00.000Z",
  };
}
