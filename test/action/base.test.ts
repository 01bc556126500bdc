import { expect, test } from "vitest";
import { baseCommit } from "../../src/action/base.ts";
import type { Trigger } from "../../src/action/event.ts";
import { openPullRequest, Repository } from "./repository.ts";

const pullRequest = (base: string, head: string): Trigger => ({ event: "pull_request", base, head, fork: null });

test("on the merge commit the base is its first parent, even where the base branch moved on since the event", async () => {
  using repository = Repository.create();
  const { atEvent, tip, head } = openPullRequest(repository);
  expect(await baseCommit(repository.folder, pullRequest(atEvent, head), undefined)).toBe(tip);
});

test("so it is in a clone of the last two commits", async () => {
  using repository = Repository.create();
  const { atEvent, tip, head } = openPullRequest(repository);
  using clone = repository.shallow(2);
  expect(await baseCommit(clone.folder, pullRequest(atEvent, head), undefined)).toBe(tip);
});

test("a clone of the last commit alone lacks the base, and the error says which fetch-depth brings it", async () => {
  using repository = Repository.create();
  const { atEvent, head } = openPullRequest(repository);
  using clone = repository.shallow(1);
  await expect(baseCommit(clone.folder, pullRequest(atEvent, head), undefined)).rejects.toMatchObject({
    code: "action/base-missing",
    message: expect.stringContaining("fetch-depth: 2"),
  });
});

test("on the head itself the base is where it left the base branch", async () => {
  using repository = Repository.create();
  const { atEvent, tip, head } = openPullRequest(repository);
  repository.git("checkout", "--quiet", head);
  expect(await baseCommit(repository.folder, pullRequest(tip, head), undefined)).toBe(atEvent);
});

test("a merge of its own on the head branch is not taken for the merge commit of the pull request", async () => {
  using repository = Repository.create();
  const { tip } = openPullRequest(repository);
  repository.git("checkout", "--quiet", "change");
  repository.git("merge", "--quiet", "--no-ff", "-m", "catch up", tip);
  const head = repository.git("rev-parse", "HEAD");
  expect(await baseCommit(repository.folder, pullRequest(tip, head), undefined)).toBe(tip);
});

test("a checkout without the head of the pull request is refused, since base against base would always be unchanged", async () => {
  using repository = Repository.create();
  const { atEvent, tip, head } = openPullRequest(repository);
  repository.git("checkout", "--quiet", tip);
  await expect(baseCommit(repository.folder, pullRequest(atEvent, head), undefined)).rejects.toMatchObject({ code: "action/checkout" });
});

test("base-ref goes before what the event says", async () => {
  using repository = Repository.create();
  const { atEvent, tip, head } = openPullRequest(repository);
  expect(await baseCommit(repository.folder, pullRequest(tip, head), "main~2")).toBe(atEvent);
});

test.each(["push", "workflow_dispatch"] as const)("%s needs base-ref, and says so", async (event) => {
  using repository = Repository.create();
  const commit = repository.commit("start");
  await expect(baseCommit(repository.folder, { event }, undefined)).rejects.toMatchObject({
    code: "action/base-ref",
    message: expect.stringContaining("base-ref: origin/main"),
  });
  repository.commit("next");
  expect(await baseCommit(repository.folder, { event }, "HEAD^")).toBe(commit);
});

test("a base-ref that is the checkout itself is refused, since it would always be unchanged", async () => {
  using repository = Repository.create();
  repository.commit("start");
  for (const ref of ["HEAD", "main"])
    await expect(baseCommit(repository.folder, { event: "push" }, ref)).rejects.toMatchObject({
      code: "action/base-is-head",
      message: expect.stringContaining("github.event.before"),
    });
});

test("a base-ref that git would read as an option is refused", async () => {
  using repository = Repository.create();
  repository.commit("start");
  await expect(baseCommit(repository.folder, { event: "push" }, "--upload-pack=x")).rejects.toMatchObject({ kind: "usage" });
});
