import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { runChild, type ChildEnd, type ChildOptions } from "../../../src/run/child/spawn.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gyges-spawn-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function run(code: string, more: Partial<ChildOptions> = {}): Promise<ChildEnd> {
  await writeFile(join(folder, "child.mjs"), code);
  return runChild({
    script: join(folder, "child.mjs"),
    args: ["one"],
    cwd: folder,
    env: { ...process.env, SIDE: "both" },
    log: join(folder, "log"),
    onTick: () => undefined,
    ...more,
  });
}

test("the child's words go to the log and nowhere else, both streams", async () => {
  const end = await run(`console.log(process.argv[2], process.env.SIDE); console.error("trouble"); process.exit(100);`);
  expect(end).toEqual({ code: 100, signal: null, interrupted: false, output: "" });
  const log = await readFile(join(folder, "log"), "utf8");
  expect(log).toContain("one both\n");
  expect(log).toContain("trouble\n");
});

test("the log is of this run: what an earlier one said, such as a refused key, explains nothing any more", async () => {
  await run('console.log("401 Unauthorized")');
  await run('console.log("fine")');
  expect(await readFile(join(folder, "log"), "utf8")).toBe("fine\n");
});

test("a log that cannot be written ends neither this process nor the child, however much it says", async () => {
  const says = `process.stdout.write("a".repeat(1_000_000), () => console.error("b".repeat(1_000_000)));`;
  expect(await run(says, { log: join(folder, "absent", "log") })).toEqual({ code: 0, signal: null, interrupted: false, output: "" });
});

test("a child that a signal ends is told by the signal", async () => {
  expect(await run("process.kill(process.pid, 'SIGKILL');")).toEqual({ code: null, signal: "SIGKILL", interrupted: false, output: "" });
});

test("without a log nothing is written, and the end of the output is told: enough to see a refused key", async () => {
  const end = await run(`console.log("a".repeat(600_000)); console.log("401 Unauthorized");`, { log: null });
  expect(end.output).toMatch(/^a{200000,}\n401 Unauthorized\n$/);
  expect(end.output.length).toBe(1 << 18);
  expect(await readdir(folder)).toEqual(["child.mjs"]);
});

test("what is handed over comes through a descriptor, whole, and a child that never reads it ends all the same", async () => {
  const text = JSON.stringify({ rows: Array.from({ length: 20_000 }, (_, index) => `row ${index} of the night desk, “quoted”`) });
  const reads = `
    import { Socket } from "node:net";
    import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
    const hash = createHash("sha256");
    for await (const chunk of new Socket({ fd: 3, readable: true, writable: false })) hash.update(chunk);
    console.log(hash.digest("hex"));`;
  const whole = await run(reads, { log: null, handed: text });
  expect(whole).toMatchObject({ code: 0, output: `${createHash("sha256").update(text).digest("hex")}\n` });
  expect(await run("process.exit(7)", { handed: text })).toMatchObject({ code: 7, signal: null });
});

test.skipIf(process.platform === "win32")(
  "a child whose answers are lost with its parent makes no further call once that is killed",
  async () => {
    const spawned = JSON.stringify(new URL("../../../src/run/child/spawn.ts", import.meta.url).href);
    await writeFile(
      join(folder, "asks.mjs"),
      `import { appendFileSync, existsSync } from "node:fs";
    setInterval(() => existsSync("stop") ? process.exit() : appendFileSync("calls", "x"), 50);`,
    );
    await writeFile(
      join(folder, "parent.mjs"),
      `import { runChild } from ${spawned};
    const [, , endsWithParent] = process.argv;
    const child = { script: "asks.mjs", args: [], cwd: process.cwd(), env: process.env, log: null, onTick: () => undefined };
    await runChild({ ...child, endsWithParent: endsWithParent === "true" });`,
    );
    const callsAfterKill = async (endsWithParent: boolean): Promise<number> => {
      await writeFile(join(folder, "calls"), "");
      const calls = (): number => readFileSync(join(folder, "calls"), "utf8").length;
      const parent = spawn(process.execPath, ["parent.mjs", String(endsWithParent)], { cwd: folder, stdio: "ignore" });
      await vi.waitUntil(() => calls() > 2, { timeout: 30_000 });
      parent.kill("SIGKILL");
      await sleep(1500);
      const settled = calls();
      await sleep(500);
      return calls() - settled;
    };
    expect(await callsAfterKill(true)).toBe(0);
    // Without it the child goes on, so that the test can fail.
    expect(await callsAfterKill(false)).toBeGreaterThan(0);
    await writeFile(join(folder, "stop"), "");
    await sleep(500);
  },
);

describe("a run that is cancelled", () => {
  const stubborn = `process.on("SIGINT", () => console.log("heard")); setInterval(() => undefined, 1000); console.log("ready");`;

  test("starts no child any more", async () => {
    const end = await run(`import { writeFileSync } from "node:fs"; writeFileSync("started", "");`, { cancelled: AbortSignal.abort() });
    expect(end).toEqual({ code: null, signal: null, interrupted: true, output: "" });
    expect(await readdir(folder)).toEqual(["child.mjs"]);
  });

  test("asks its child to stop at once, and ends one that does not within the time that a runner gives", async () => {
    const controller = new AbortController();
    const begun = performance.now();
    let askedAt = NaN;
    const onTick = (): void => {
      if (controller.signal.aborted || !existsSync(join(folder, "log")) || readFileSync(join(folder, "log"), "utf8") === "") return;
      askedAt = performance.now() - begun;
      controller.abort();
    };
    const end = await run(stubborn, { cancelled: controller.signal, onTick });
    expect(end).toMatchObject({ signal: "SIGKILL", interrupted: true });
    expect(performance.now() - begun - askedAt).toBeLessThan(6000);
    expect(await readFile(join(folder, "log"), "utf8")).toBe("ready\nheard\n");
  });
});

describe("a package that promptfoo asks for at every line of its log and does not bring", () => {
  const ask = `const { install } = await import("source-map-support"); install(); console.log("goes on");`;

  test("is an empty one where it is absent", async () => {
    await run(ask);
    expect(await readFile(join(folder, "log"), "utf8")).toBe("goes on\n");
  });

  test("is the user's own where it is there", async () => {
    const own = join(folder, "node_modules/source-map-support");
    await mkdir(own, { recursive: true });
    await writeFile(join(own, "index.js"), `exports.install = () => console.log("own");`);
    await run(ask);
    expect(await readFile(join(folder, "log"), "utf8")).toBe("own\ngoes on\n");
  });

  test("any other that is absent stays absent", async () => {
    expect(await run(`await import("gyges-is-not-there");`)).toMatchObject({ code: 1 });
    expect(await readFile(join(folder, "log"), "utf8")).toContain("ERR_MODULE_NOT_FOUND");
  });
});
