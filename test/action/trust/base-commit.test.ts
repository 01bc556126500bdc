import { expect, test } from "vitest";
import type { Trigger } from "../../../src/action/event.ts";
import { eventBase, namedBase } from "../../../src/action/trust/base-commit.ts";
import { openPullRequest, Repository } from "../repository.ts";

const remote = { token: undefined, server: "https://github.com" };
const of = (event: Trigger["event"], more: Partial<Trigger> = {}): Trigger => ({
  event,
  origin: "own",
  from: null,
  base: null,
  head: null,
  ...more,
});
const pullRequest = (base: string, head: string): Trigger => of("pull_request", { base, head });

test("on the merge commit the base is its first parent, even where the base branch moved on since the event", async () => {
  using repository = Repository.create();
  const { atEvent, tip, head } = openPullRequest(repository);
  expect(await eventBase(repository.folder, pullRequest(atEvent, head), remote)).toBe(tip);
});

test("so it is in a clone of the last two commits", async () => {
  using repository = Repository.create();
  const { atEvent, tip, head } = openPullRequest(repository);
  using clone = repository.shallow(2);
  expect(await eventBase(clone.folder, pullRequest(atEvent, head), remote)).toBe(tip);
});

test("a clone of the last commit alone fetches the base", async () => {
  using repository = Repository.create();
  const { atEvent, tip, head } = openPullRequest(repository);
  using clone = repository.shallow(1);
  expect(await eventBase(clone.folder, pullRequest(atEvent, head), remote)).toBe(tip);
  expect(clone.git("rev-list", "--count", "--all")).toBe("1");
  expect(clone.git("cat-file", "-t", tip)).toBe("commit");
});

test("where it cannot be fetched the error says which fetch-depth brings it", async () => {
  using repository = Repository.create();
  const { atEvent, head } = openPullRequest(repository);
  using clone = repository.shallow(1);
  clone.git("remote", "set-url", "origin", "file:///nowhere");
  await expect(eventBase(clone.folder, pullRequest(atEvent, head), remote)).rejects.toMatchObject({
    code: "action/base-missing",
    message: expect.stringContaining("fetch-depth: 2"),
  });
});

test("on the head itself the base is where it left the base branch", async () => {
  using repository = Repository.create();
  const { atEvent, tip, head } = openPullRequest(repository);
  repository.git("checkout", "--quiet", head);
  expect(await eventBase(repository.folder, pullRequest(tip, head), remote)).toBe(atEvent);
});

test("a merge of its own on the head branch is not taken for the merge commit of the pull request", async () => {
  using repository = Repository.create();
  const { tip } = openPullRequest(repository);
  repository.git("checkout", "--quiet", "change");
  repository.git("merge", "--quiet", "--no-ff", "-m", "catch up", tip);
  const head = repository.git("rev-parse", "HEAD");
  expect(await eventBase(repository.folder, pullRequest(tip, head), remote)).toBe(tip);
});

test("a checkout without the head of the pull request is refused, since base against base would always be unchanged", async () => {
  using repository = Repository.create();
  const { atEvent, tip, head } = openPullRequest(repository);
  repository.git("checkout", "--quiet", tip);
  await expect(eventBase(repository.folder, pullRequest(atEvent, head), remote)).rejects.toMatchObject({ code: "action/checkout" });
});

test("a merge group is compared with the base that it names, a push with the commit before it", async () => {
  using repository = Repository.create();
  const { tip, merge } = openPullRequest(repository);
  expect(await eventBase(repository.folder, of("merge_group", { base: tip, head: merge }), remote)).toBe(tip);
  expect(await eventBase(repository.folder, of("push", { base: tip }), remote)).toBe(tip);
});

test("the first push of a branch has nothing before it", async () => {
  using repository = Repository.create();
  repository.commit("start");
  expect(await eventBase(repository.folder, of("push"), remote)).toBeNull();
  expect(await namedBase(repository.folder, "0".repeat(40), of("push"), remote)).toBeNull();
});

test("a push over a commit that is gone says so", async () => {
  using repository = Repository.create();
  repository.commit("start");
  await expect(eventBase(repository.folder, of("push", { base: "b".repeat(40) }), remote)).rejects.toMatchObject({
    code: "action/base-missing",
    message: expect.stringMatching(/force-push[^]*base-ref: origin\/main/),
  });
});

test.each([
  ["workflow_dispatch", /base-ref: origin\/main/],
  ["schedule", /base-ref: v1\.2\.3[^]*fetch-depth: 0/],
  ["release", /the release before this one/],
] as const)("%s needs base-ref, and says which lines to add", async (event, lines) => {
  using repository = Repository.create();
  const commit = repository.commit("start");
  await expect(eventBase(repository.folder, of(event), remote)).rejects.toMatchObject({
    code: "action/base-ref",
    message: expect.stringMatching(lines),
  });
  repository.commit("next");
  expect(await namedBase(repository.folder, "HEAD^", of(event), remote)).toBe(commit);
});

test("a branch and a commit that a shallow clone lacks are fetched", async () => {
  using repository = Repository.create();
  const { atEvent, tip, head } = openPullRequest(repository);
  repository.git("branch", "--quiet", "old", atEvent);
  using clone = repository.shallow(1);
  expect(await namedBase(clone.folder, "origin/old", of("schedule"), remote)).toBe(atEvent);
  expect(await namedBase(clone.folder, head, of("schedule"), remote)).toBe(head);
  await expect(namedBase(clone.folder, "origin/none", of("schedule"), remote)).rejects.toMatchObject({ code: "run/base-ref" });
  expect(tip).not.toBe(atEvent);
});

test("a head that somebody vouched for is compared with where it left the named base", async () => {
  using repository = Repository.create();
  const { atEvent, head } = openPullRequest(repository);
  repository.git("checkout", "--quiet", head);
  expect(await namedBase(repository.folder, "main~1", of("workflow_dispatch", { origin: "other" }), remote)).toBe(atEvent);
});

test("a base-ref that is the checkout itself is refused, since it would always be unchanged", async () => {
  using repository = Repository.create();
  repository.commit("start");
  for (const ref of ["HEAD", "main"])
    await expect(namedBase(repository.folder, ref, of("push"), remote)).rejects.toMatchObject({
      code: "action/base-is-head",
      message: expect.stringContaining("github.event.before"),
    });
});

test("a base-ref that git would read as an option is refused", async () => {
  using repository = Repository.create();
  repository.commit("start");
  await expect(namedBase(repository.folder, "--upload-pack=x", of("push"), remote)).rejects.toMatchObject({ kind: "usage" });
});
