import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { GygesError } from "../../src/schema/error.ts";
import { openStore, readStore } from "../../src/disk/store.ts";
import { draw, fault, folder, header, keyOf } from "./sample.ts";

const child = join(import.meta.dirname, "store-child.ts");
const PAIR = "desk × night";

async function codeOf(action: () => Promise<unknown>): Promise<string> {
  return await action().then(
    () => "no error",
    (cause: unknown) => (cause instanceof GygesError ? cause.code : "another error"),
  );
}

/** A store file with these draws, closed. */
async function stored(path: string, numbers: readonly number[]): Promise<void> {
  const store = await openStore(path, header());
  for (const number of numbers) await store.append(draw(number));
  await store.close();
}

describe("a store", () => {
  test("gives back what was appended, in order, and says whether the run finished", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    const store = await openStore(path, header());
    await Promise.all([0, 1, 2].map((number) => store.append(draw(number))));
    expect((await readStore(path)).finished).toBe(false);
    await store.look();
    await store.finish();
    await store.judged(3, "pass");
    await store.close();
    expect(await readStore(path)).toEqual({
      header: header(),
      draws: [draw(0), draw(1), draw(2)],
      checks: [],
      finished: true,
      looked: 3,
      judged: { draws: 3, verdict: "pass" },
      unanswered: 0,
      torn: false,
    });
  });

  test("remembers how many of its draws a look was taken on", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    const store = await openStore(path, header());
    await store.append(draw(0));
    await store.look();
    await store.append(draw(1));
    await store.close();
    expect((await readStore(path)).looked).toBe(1);
    const again = await openStore(path, header());
    expect([again.looked, again.draws.length]).toEqual([1, 2]);
    await again.close();
  });

  test("is readable by its owner only", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    await stored(path, []);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test("continues where it stopped and keeps the header of the run that began it", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    await stored(path, [0]);
    const store = await openStore(path, header({ run: "run-2" }));
    expect(store.header.run).toBe("run-1");
    expect([store.has(PAIR, "base", keyOf(0)), store.has(PAIR, "head", keyOf(0)), store.has(PAIR, "base", keyOf(1))]).toEqual([
      true,
      false,
      false,
    ]);
    await store.append(draw(1));
    await store.close();
    expect((await readStore(path)).draws).toHaveLength(2);
  });

  test("is unfinished again once a draw comes after the end", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    const store = await openStore(path, header());
    await store.finish();
    await store.append(draw(0));
    await store.close();
    expect((await readStore(path)).finished).toBe(false);
  });

  test("does not count a transport fault as drawn, and a retry stands in its place", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    const store = await openStore(path, header());
    await store.append(fault(0));
    await store.append(draw(1));
    expect(store.has(PAIR, "base", keyOf(0))).toBe(false);
    await store.append(draw(0));
    await store.close();
    expect((await readStore(path)).draws).toEqual([draw(0), draw(1)]);
  });

  test.each([
    ["a draw that is there already", draw(0, { responseId: null }), "draws/repeated"],
    ["a reply out of a cache", draw(1, { cached: true }), "draws/cached"],
    ["a response id that another draw has", draw(1, { responseId: draw(0).responseId }), "draws/same-response"],
    [
      "a draw of another pack",
      { ...draw(1), identity: { ...draw(1).identity, pack: { ...header().pack, hash: `sha256:${"00".repeat(32)}` } } },
      "draws/other-pack",
    ],
    ["a draw with a cost of NaN", draw(1, { cost: Number.NaN }), "store/draw"],
  ])("refuses %s and stays as it was", async (_name, wrong, code) => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    const store = await openStore(path, header());
    await store.append(draw(0));
    const before = readFileSync(path, "utf8");
    expect(await codeOf(() => store.append(wrong))).toBe(code);
    expect(readFileSync(path, "utf8")).toBe(before);
    await store.append(draw(2));
    await store.close();
    expect((await readStore(path)).draws).toHaveLength(2);
  });

  test.each([
    ["pack", { pack: { ...header().pack, hash: `sha256:${"00".repeat(32)}` } }],
    ["plan", { plan: { ...header().plan, id: "fedcba9876543210" } }],
    ["fingerprint", { fingerprint: "print-2" }],
  ])("of another %s is not continued", async (_name, change) => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    await stored(path, [0]);
    expect(await codeOf(() => openStore(path, header(change)))).toBe("store/other-run");
    await stored(path, []);
  });
});

describe("a store that was changed by hand is refused", () => {
  const line = (record: unknown): string => `${JSON.stringify(record)}\n`;

  test.each([
    ["two stores joined end to end", line(header()) + line(header()), "store/header"],
    ["draws without a header", line({ record: "draw", draw: draw(0) }), "store/header"],
    ["a broken line before the last", `${line(header())}{"record":\n${line({ record: "draw", draw: draw(0) })}`, "store/record"],
    ["a record of an unknown kind", line(header()) + line({ record: "note" }), "store/record"],
    ["a draw with an unknown field", line(header()) + line({ record: "draw", draw: { ...draw(0), extra: 1 } }), "store/record"],
    [
      "the same draw twice",
      line(header()) + line({ record: "draw", draw: draw(0) }) + line({ record: "draw", draw: draw(0, { responseId: null }) }),
      "draws/repeated",
    ],
    [
      "one response id twice",
      line(header()) +
        line({ record: "draw", draw: draw(0) }) +
        line({ record: "draw", draw: draw(1, { responseId: draw(0).responseId }) }),
      "draws/same-response",
    ],
    ["a cached reply", line(header()) + line({ record: "draw", draw: draw(0, { cached: true }) }), "draws/cached"],
    ["fewer draws than the run finished with", line(header()) + line({ record: "finished", draws: 1 }), "store/count"],
    ["fewer draws than a look was taken on", line(header()) + line({ record: "looked", draws: 1 }), "store/count"],
    ["nothing", "", "store/empty"],
    ["no whole record", '{"record":"hea', "store/empty"],
  ])("%s", async (_name, text, code) => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    writeFileSync(path, text);
    expect(await codeOf(() => readStore(path))).toBe(code);
  });

  test("a file that is not there", async () => {
    using dir = folder();
    expect(await codeOf(() => readStore(join(dir.path, "no.jsonl")))).toBe("store/unreachable");
  });
});

describe("a torn last record", () => {
  test("at any byte costs that record only, and the store goes on behind it", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    await stored(path, [0]);
    const first = statSync(path).size;
    await stored(path, [1]);
    const whole = readFileSync(path);
    for (let size = first + 1; size < whole.length; size += 1) {
      writeFileSync(path, whole.subarray(0, size));
      const read = await readStore(path);
      expect([read.torn, read.draws.length]).toEqual([true, 1]);
      await stored(path, [1]);
      expect(readFileSync(path).equals(whole)).toBe(true);
    }
  });

  test("with a newline behind it is torn all the same", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    await stored(path, [0]);
    appendFileSync(path, '{"record":"draw","dr\n');
    expect((await readStore(path)).torn).toBe(true);
    await stored(path, [1]);
    expect(await readStore(path)).toMatchObject({ torn: false, draws: [draw(0), draw(1)] });
  });

  test("of the header leaves a store to begin", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    await stored(path, []);
    truncateSync(path, 40);
    await stored(path, [0]);
    expect((await readStore(path)).draws).toHaveLength(1);
  });
});

describe("two processes on one store", () => {
  test("the second is told which process has it, and gets it once that one is done", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    const holder = start(path, "hold");
    await holder.says("open");
    await expect(openStore(path, header())).rejects.toMatchObject({
      code: "store/locked",
      message: expect.stringContaining(`process ${holder.process.pid}`),
    });
    holder.process.stdin?.end();
    await holder.says("closed");
    await stored(path, [0]);
    expect(readdirSync(dir.path)).toEqual(["store.jsonl"]);
  });

  test("one process cannot open it twice either", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    const store = await openStore(path, header());
    expect(await codeOf(() => openStore(path, header()))).toBe("store/locked");
    await store.append(draw(0));
    await store.close();
  });

  test("that come at the same time are never both in", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    await stored(path, []);
    const dashes = Array.from({ length: 4 }, () => start(path, "dash"));
    const ends = await Promise.all(dashes.map((dash) => dash.ended));
    const won = ends.filter((lines) => lines.includes("closed"));
    expect(won.length).toBeGreaterThan(0);
    expect(ends.filter((lines) => !lines.includes("closed") && lines[1] !== "store/locked")).toEqual([]);
    // Two at once would both have written the same next draw, over or behind one another.
    expect((await readStore(path)).draws).toHaveLength(won.length);
    expect(readdirSync(dir.path)).toEqual(["store.jsonl"]);
  });

  test("the lock of a process that is dead is taken over", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    const holder = start(path, "hold");
    await holder.says("open");
    holder.process.kill("SIGKILL");
    await holder.ended;
    expect(existsSync(`${path}.lock.${holder.process.pid}`)).toBe(true);
    await stored(path, [0]);
    expect(readdirSync(dir.path)).toEqual(["store.jsonl"]);
  });

  test("a lock that cannot be taken, since a dead one cannot be swept away, is not left behind as this process's own", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    const dead = `${path}.lock.999999999`;
    mkdirSync(dead);
    await expect(stored(path, [0])).rejects.toThrow();
    expect(readdirSync(dir.path)).toEqual(["store.jsonl.lock.999999999"]);
  });

  test("the lock of a dead process whose number another one has now is taken over where the system tells start times", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    writeFileSync(`${path}.lock.${process.ppid}`, '{"pid":1,"start":"1"}\n');
    expect(await codeOf(() => stored(path, [0]))).toBe(existsSync("/proc/self/stat") ? "no error" : "store/locked");
  });
});

describe("kill -9 while draws are appended", () => {
  test("loses none that was recorded, and the next process goes on", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    let recorded = -1;
    let kept = 0;
    for (const pause of [0, 3, 7, 12, 20]) {
      const writer = start(path, "append");
      await writer.says("open");
      // On a busy machine 20 ms may be too few for a single draw. Counted from what the file holds: a draw may be in it that nobody was told of.
      if (pause === 20) await writer.says(String(kept + 1));
      await sleep(pause);
      writer.process.kill("SIGKILL");
      recorded = Math.max(recorded, ...(await writer.ended).map(Number).filter(Number.isSafeInteger));
      const { draws } = await readStore(path);
      expect(draws.length).toBeGreaterThan(recorded);
      expect(draws.map(({ identity }) => identity.draw)).toEqual(draws.map((_, index) => index));
      kept = draws.length;
    }
    expect(recorded).toBeGreaterThan(0);
  });
});

describe("a disk that takes no more", () => {
  test("ends the run with the path and the reason, and what was recorded stays", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    const limited = spawn("sh", ["-c", `ulimit -f 24; exec "${process.execPath}" "${child}" "${path}" append`]);
    const lines = await linesOf(limited);
    expect(lines.slice(-2)).toEqual(["store/write", expect.stringContaining(path)]);
    const recorded = Math.max(...lines.map(Number).filter(Number.isSafeInteger));
    expect((await readStore(path)).draws).toHaveLength(recorded + 1);
    await stored(path, [recorded + 1]);
    expect((await readStore(path)).draws).toHaveLength(recorded + 2);
  });
});

interface Running {
  readonly process: ChildProcess;
  /** Every line that it said, once it has ended. */
  readonly ended: Promise<string[]>;
  says(word: string): Promise<void>;
}

function start(path: string, act: "append" | "hold" | "dash"): Running {
  const running = spawn(process.execPath, [child, path, act]);
  const lines = createInterface({ input: running.stdout });
  const said: string[] = [];
  lines.on("line", (line) => said.push(line));
  const ended = once(lines, "close").then(() => said);
  return {
    process: running,
    ended,
    async says(word) {
      while (!said.includes(word))
        await Promise.race([once(lines, "line"), once(running, "exit").then(() => Promise.reject(new Error(said.join(" "))))]);
    },
  };
}

async function linesOf(running: ChildProcess): Promise<string[]> {
  const said: string[] = [];
  const lines = createInterface({ input: running.stdout! });
  lines.on("line", (line) => said.push(line));
  await once(lines, "close");
  return said;
}
