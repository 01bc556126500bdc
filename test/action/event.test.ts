import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readTrigger, whySkipped, type Trigger } from "../../src/action/event.ts";

const sha = (digit: string): string => digit.repeat(40);

async function triggerOf(event: string, headRepository: string | null, change: Record<string, unknown> = {}): Promise<Trigger> {
  const folder = mkdtempSync(join(tmpdir(), "gyges-event-"));
  const payload = {
    repository: { full_name: "acme/app" },
    pull_request: {
      number: 7,
      base: { sha: sha("a") },
      head: { sha: sha("b"), repo: headRepository === null ? null : { full_name: headRepository } },
    },
    ...change,
  };
  try {
    writeFileSync(join(folder, "event.json"), JSON.stringify(payload));
    return await readTrigger({ GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: join(folder, "event.json") });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("a pull request from this repository runs", async () => {
  const trigger = await triggerOf("pull_request", "acme/app");
  expect(trigger).toEqual({ event: "pull_request", base: sha("a"), head: sha("b"), fork: null });
  expect(whySkipped(trigger)).toBeNull();
});

test.each([
  ["stranger/app", "the fork stranger/app"],
  [null, "a fork that is gone"],
])("a pull request from %s is skipped with a sentence", async (repository, named) => {
  expect(whySkipped(await triggerOf("pull_request", repository))).toContain(named);
});

test.each(["stranger/app", null])(
  "pull_request_target with a head in %s is refused, since its code would meet the keys",
  async (repository) => {
    const trigger = await triggerOf("pull_request_target", repository);
    expect(() => whySkipped(trigger)).toThrow(expect.objectContaining({ code: "action/untrusted" }));
  },
);

test("pull_request_target from this repository runs", async () => {
  expect(whySkipped(await triggerOf("pull_request_target", "acme/app"))).toBeNull();
});

test.each(["workflow_run", "merge_group", "issue_comment", ""])(
  "the event %j is refused and the supported ones are named",
  async (event) => {
    await expect(triggerOf(event, "acme/app")).rejects.toMatchObject({
      code: "action/event",
      message: expect.stringContaining("pull_request, and push and workflow_dispatch"),
    });
  },
);

test("a payload that is not GitHub's is an error, never a run", async () => {
  await expect(triggerOf("pull_request", "acme/app", { pull_request: { base: { sha: "main" }, head: {} } })).rejects.toMatchObject({
    code: "action/event",
  });
  await expect(triggerOf("pull_request", "acme/app", { repository: {} })).rejects.toMatchObject({ code: "action/event" });
  await expect(readTrigger({ GITHUB_EVENT_NAME: "pull_request", GITHUB_EVENT_PATH: "/nowhere" })).rejects.toMatchObject({
    code: "action/event",
  });
});
