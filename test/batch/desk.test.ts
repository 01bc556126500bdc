import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Outcome } from "../fake-llm/batches.ts";
import { Bench, SDKS, told } from "./desk-for.ts";

const FOUR = ["a", "b", "c", "d"];
const HEARD = FOUR.map((prompt) => `heard ${prompt}`);

describe.for(SDKS)("batches through %s", (sdk) => {
  test("one process submits, a later one collects, and every call gets its own reply, in whatever order they come", async () => {
    await using bench = await Bench.create(sdk, { batch: { shuffled: true } });
    expect(told(await bench.process(FOUR))).toEqual(["batch-gathered", "batch-gathered", "batch-gathered", "batch-pending"]);
    expect(told(await bench.process(FOUR.toReversed()))).toEqual(HEARD.toReversed());
    expect(bench.batches).toEqual([4]);
    expect(bench.llm.meter).toMatchObject({ batches: 1, batched: 4, billed: 0 });
  });

  test("a process that comes too early is told to come again, and nothing is sent twice", async () => {
    await using bench = await Bench.create(sdk, { batch: { polls: 2 } });
    await bench.process(FOUR);
    for (let early = 0; early < 2; early += 1)
      expect(told(await bench.process(FOUR))).toEqual(["batch-pending", "batch-pending", "batch-pending", "batch-pending"]);
    expect(told(await bench.process(FOUR))).toEqual(HEARD);
    expect(told(await bench.process(FOUR))).toEqual(HEARD);
    expect(bench.batches).toEqual([4]);
  });

  test("with a wait one process does both", async () => {
    await using bench = await Bench.create(sdk, { batch: { polls: 3 } });
    expect(told(await bench.process(FOUR, { waitMs: 20_000 }))).toEqual(HEARD);
    expect(bench.llm.meter).toMatchObject({ batches: 1, batched: 4 });
  });

  test.for<[Outcome, string]>([
    ["error", "errored"],
    ["expired", "expired"],
    ["cancelled", "cancelled"],
    ["missing", "missing"],
    ["stranger", "missing"],
    ["malformed", "malformed"],
    ["twice", "heard b"],
  ])("a request that the API ends as %s is %s, and the others are what they are", async ([outcome, state]) => {
    await using bench = await Bench.create(sdk, { batch: { outcome: (_, index) => (index === 1 ? outcome : "reply") } });
    await bench.process(FOUR);
    expect(told(await bench.process(FOUR))).toEqual(["heard a", state, "heard c", "heard d"]);
  });

  test("what ended unbilled is asked once more by the next process; what may be paid for is not", async () => {
    const outcomes: Outcome[] = ["reply", "expired", "missing", "error"];
    await using bench = await Bench.create(sdk, { batch: { outcome: (_, index) => outcomes[index] ?? "reply" } });
    await bench.process(FOUR);
    expect(told(await bench.process(FOUR))).toEqual(["heard a", "expired", "missing", "errored"]);
    bench.llm.script = { ...bench.llm.script, batch: {} };
    expect(told(await bench.process(FOUR))).toEqual(["heard a", "batch-gathered", "missing", "batch-pending"]);
    expect(told(await bench.process(FOUR))).toEqual(["heard a", "heard b", "missing", "heard d"]);
    expect(bench.batches).toEqual([4, 2]);
  });

  test("where no answer came to a batch that was taken in, it is found again and not sent twice", async () => {
    await using bench = await Bench.create(sdk, {
      fault: ({ method, path }) => (method === "POST" && path.endsWith("batches") ? { fault: "drop" } : undefined),
    });
    expect(told(await bench.process(FOUR)).at(-1)).toBe("batch-unclear");
    bench.llm.script = { reply: bench.llm.script.reply };
    const shelf = bench.llm.shelves[sdk === "openai" ? "openai" : "anthropic"];
    for (const { id } of shelf.batches) shelf.ask(id);
    expect(told(await bench.process(FOUR))).toEqual(HEARD);
    expect(bench.batches).toEqual([4]);
  });

  test("where a batch never arrived, it is sent after all", async () => {
    let down = true;
    await using bench = await Bench.create(sdk, {
      fault: ({ method, path }) => (down && method === "POST" && path.endsWith("batches") ? { fault: "status", status: 500 } : undefined),
    });
    expect(told(await bench.process(FOUR)).at(-1)).toBe("batch-unclear");
    down = false;
    expect(told(await bench.process(FOUR)).at(-1)).toBe("batch-pending");
    expect(told(await bench.process(FOUR))).toEqual(HEARD);
    expect(bench.batches).toEqual([4]);
  });

  test("a batch that the API turns away halts the run and leaves nothing behind", async () => {
    await using bench = await Bench.create(sdk, {
      fault: ({ method, path }) =>
        method === "POST" && path.endsWith("batches") ? { fault: "status", status: 429, message: "too many batches" } : undefined,
    });
    expect(told(await bench.process(FOUR)).at(-1)).toBe("batch-refused");
    expect(await readdir(bench.folder)).toEqual([]);
    expect(bench.batches).toEqual([]);
  });

  test("a server that is down when the results are due changes nothing on disk: the next process gets them", async () => {
    await using bench = await Bench.create(sdk);
    await bench.process(FOUR);
    const { script } = bench.llm;
    bench.llm.script = { ...script, fault: ({ method }) => (method === "GET" ? { fault: "truncated" } : undefined) };
    expect(told(await bench.process(FOUR))).toEqual(["batch-refused", "batch-refused", "batch-refused", "batch-refused"]);
    bench.llm.script = script;
    expect(told(await bench.process(FOUR))).toEqual(HEARD);
  });
});

test("a batch of Anthropic's that may be ours and has not ended: nothing is sent before it shows whose it is", async () => {
  await using bench = await Bench.create("@anthropic-ai/sdk 1.x", {
    batch: { polls: 1 },
    fault: ({ method, path }) => (method === "POST" && path.endsWith("batches") ? { fault: "drop" } : undefined),
  });
  await bench.process(FOUR);
  bench.llm.script = { ...bench.llm.script, fault: () => undefined };
  expect(told(await bench.process(FOUR))).toEqual(["batch-unclear", "batch-unclear", "batch-unclear", "batch-unclear"]);
  for (const batch of bench.llm.shelves.anthropic.batches) while (batch.ended === null) bench.llm.shelves.anthropic.ask(batch.id);
  expect(told(await bench.process(FOUR))).toEqual(HEARD);
  expect(bench.batches).toEqual([4]);
});

test("four calls at a time are one batch all the same: each is let go when the next one comes", async () => {
  await using bench = await Bench.create("openai");
  const desk = bench.desk({ gatherMs: 60 });
  const prompts = Array.from({ length: 30 }, (_, index) => `prompt ${index}`);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < prompts.length) await desk.ask(`key ${(next += 1)}`, { model: "m", messages: [{ role: "user", content: "x" }] });
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  await desk.close();
  expect(bench.batches).toEqual([30]);
});

test("one call at a time is refused at the second batch of one", async () => {
  await using bench = await Bench.create("openai");
  const desk = bench.desk();
  const body = { model: "m", messages: [{ role: "user", content: "x" }] };
  expect(told([await desk.ask("1", body), await desk.ask("2", body)])).toEqual(["batch-pending", "batch-refused"]);
  await desk.close();
});

test("a call that comes again before its batch is sent stands in it once", async () => {
  await using bench = await Bench.create("openai");
  expect(told(await bench.process(["a", "b", "a", "a"]))).toEqual(["batch-gathered", "batch-pending", "batch-gathered", "batch-gathered"]);
  expect(bench.batches).toEqual([2]);
});

test("a plain evaluation gets each reply once: the next one asks anew", async () => {
  await using bench = await Bench.create("openai");
  await bench.process(FOUR, { kept: false });
  expect(told(await bench.process(FOUR, { kept: false }))).toEqual(HEARD);
  expect(told(await bench.process(FOUR, { kept: false })).at(-1)).toBe("batch-pending");
  expect(bench.batches).toEqual([4, 4]);
});

test("where it cannot be read which replies were given out, none is: one reply would be two draws", async () => {
  await using bench = await Bench.create("openai");
  await bench.process(FOUR, { kept: false });
  await bench.process(FOUR, { kept: false });
  await rm(join(bench.folder, "taken.txt"));
  await mkdir(join(bench.folder, "taken.txt"));
  const [answer] = await bench.process(FOUR, { kept: false });
  expect(answer).toMatchObject({
    kind: "halt",
    halt: { kind: "batch-refused", text: expect.stringMatching(/taken\.txt cannot be read: EISDIR\.\n.*\n.*Bring it back/) },
  });
  expect(bench.batches).toEqual([4]);
});

test("OpenAI refuses a whole batch once it has read it: each request is an error with its reason, none is paid for", async () => {
  await using bench = await Bench.create("openai", { batch: { failed: true } });
  await bench.process(FOUR);
  expect(told(await bench.process(FOUR))).toEqual(["errored", "errored", "errored", "errored"]);
  expect(bench.llm.meter.batched).toBe(0);
});

test.for<[string, (path: string) => Promise<void>, string]>([
  ["torn", (path) => writeFile(path, '{"schema": "gyges.ba'), "cannot be read"],
  ["of another shape", (path) => writeFile(path, '{"schema": "gyges.batch/2"}'), "is not valid"],
  ["without its requests", (path) => rm(path.replace(".note.json", ".requests.jsonl")), "cannot be read: ENOENT"],
])("a note that is %s halts the run: what is paid for is not known, so nothing is sent", async ([, spoil, told]) => {
  await using bench = await Bench.create("openai");
  await bench.process(FOUR);
  const name = (await readdir(bench.folder)).find((one) => one.endsWith(".note.json"))!;
  await spoil(join(bench.folder, name));
  const [answer] = await bench.process(FOUR);
  expect(answer).toMatchObject({ kind: "halt", halt: { kind: "batch-refused", text: expect.stringContaining(told) } });
  expect(bench.batches).toEqual([4]);
});

test("two processes on one folder: whichever comes second is refused", async () => {
  await using bench = await Bench.create("openai");
  const [first, second] = [bench.desk(), bench.desk()];
  const body = { model: "m", messages: [{ role: "user", content: "x" }] };
  const answers = await Promise.all([first.ask("1", body), second.ask("2", body)]);
  expect(told(answers).toSorted()).toEqual(["batch-pending", "batch-refused"]);
  await first.close();
  await second.close();
});

test("the files are this user's alone", async () => {
  await using bench = await Bench.create("openai");
  await bench.process(FOUR);
  await bench.process(FOUR);
  const names = (await readdir(bench.folder)).filter((name) => !name.includes(".lock."));
  expect(names.map((name) => name.replace(/^[0-9a-f]{32}/, "")).toSorted()).toEqual([".note.json", ".requests.jsonl", ".results.jsonl"]);
  for (const name of names) expect((await stat(join(bench.folder, name))).mode & 0o777).toBe(0o600);
});
