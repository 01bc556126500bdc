import { expect, test } from "vitest";
import { baseFlags } from "../../src/action/base-flags.ts";
import { readInputs, type Inputs } from "../../src/action/inputs.ts";
import { Repository } from "./repository.ts";

const inputs = (baseline: string): Inputs => readInputs({ INPUT_BASELINE: baseline });

test("a pull request reads and stores base; a push stores head too, since that is the next base", async () => {
  const dir = { baseline: "auto", baselineDir: ".gyges/baselines", baselineMaxAge: "24h" };
  expect(await baseFlags(inputs("auto"), "pull_request", "/nowhere")).toEqual({ ...dir, keepHead: false });
  expect(await baseFlags(inputs("auto"), "push", "/nowhere")).toEqual({ ...dir, keepHead: true });
});

test("a shard draws both sides, though its base says auto: else no change could mend that", async () => {
  const held = readInputs({ INPUT_BASELINE: "auto", INPUT_SHARD: "2/4" });
  expect(await baseFlags(held, "pull_request", "/nowhere")).toEqual({
    baseline: "rerun",
    baselineDir: undefined,
    baselineMaxAge: "24h",
    keepHead: false,
  });
});

test("without auto nothing is stored", async () => {
  expect(await baseFlags(inputs("rerun"), "push", "/nowhere")).toMatchObject({ baselineDir: undefined, keepHead: false });
});

test.each(["pull_request_target", "workflow_run"])("auto is refused under %s, whose cache all branches read", async (event) => {
  await expect(baseFlags(inputs("auto"), event, "/nowhere")).rejects.toMatchObject({
    code: "action/baseline",
    message: expect.stringContaining("baseline: rerun"),
  });
});

test("a named store that is a file of the repository is refused, since a change could bring it; one beside it is not", async () => {
  using repository = Repository.create();
  repository.commit("base.jsonl");
  for (const path of ["base.jsonl", `${repository.folder}/base.jsonl`, "BASE.jsonl"])
    await expect(baseFlags(inputs(`file:${path}`), "pull_request", repository.folder)).rejects.toMatchObject({ code: "action/baseline" });
  expect(await baseFlags(inputs("file:other.jsonl"), "pull_request", repository.folder)).toMatchObject({ baseline: "file:other.jsonl" });
});

test("a night keeps its draws in the same folder, and a change has no night", async () => {
  const night = readInputs({ INPUT_HISTORY: ".gyges/history.jsonl" });
  expect(await baseFlags(night, "schedule", "/nowhere")).toMatchObject({ baselineDir: ".gyges/baselines", keepHead: false });
  for (const event of ["pull_request", "pull_request_target", "merge_group", "push"])
    await expect(baseFlags(night, event, "/nowhere")).rejects.toMatchObject({
      code: "action/history",
      message: expect.stringContaining("on: {schedule:"),
    });
});
