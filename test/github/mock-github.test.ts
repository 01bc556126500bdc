import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as z from "zod";
import { MockGitHub } from "./mock-github.ts";
import { OPERATIONS } from "./operations.ts";
import { DESCRIPTION } from "./replies.ts";
import { MAX_BODY, REPOSITORY, TOKEN } from "./world.ts";

/** The mock is only worth what it refuses. */

async function ask(mock: MockGitHub, method: string, path: string, body?: unknown): Promise<{ status: number; said: unknown }> {
  const response = await fetch(`${mock.url}/repos/${REPOSITORY}${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, said: text === "" ? null : JSON.parse(text) };
}

const Description = z.object({ paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string() }))) });

test("it does what its description names, and nothing else", () => {
  const { paths } = Description.parse(JSON.parse(readFileSync(DESCRIPTION, "utf8")));
  const described = Object.values(paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
  expect(described.toSorted()).toEqual(Object.keys(OPERATIONS).toSorted());
});

test.each<[string, string, string, unknown]>([
  ["a body without its field", "POST", "/issues/7/comments", { bod: "x" }],
  ["a body of another type", "POST", "/issues/7/comments", { body: 1 }],
  ["a number that is none", "GET", "/issues/seven/comments", undefined],
  ["an operation that is not called here", "POST", "/check-runs", { name: "x" }],
])("a request with %s is a breach", async (_, method, path, body) => {
  await using mock = await MockGitHub.start();
  expect((await ask(mock, method, path, body)).status).toBeGreaterThanOrEqual(400);
  expect(mock.world.breaches).toHaveLength(1);
});

test("a reply that GitHub could not give is a breach", async () => {
  await using mock = await MockGitHub.start();
  mock.world.comments.push({ id: 1.5, issue: 7, user: mock.world.owner, body: "" });
  expect((await ask(mock, "GET", "/issues/7/comments")).status).toBe(500);
  expect(mock.world.breaches[0]).toMatch(/issues\/list-comments: the reply: .*must be integer/);
});

test("a body at GitHub's limit is taken, and one above it is not", async () => {
  await using mock = await MockGitHub.start();
  expect((await ask(mock, "POST", "/issues/7/comments", { body: "x".repeat(MAX_BODY) })).status).toBe(201);
  expect((await ask(mock, "POST", "/issues/7/comments", { body: "x".repeat(MAX_BODY + 1) })).status).toBe(422);
});

test("thirty items a page, a hundred where asked for, and never more", async () => {
  await using mock = await MockGitHub.start();
  for (let made = 0; made < 120; made += 1) mock.world.comment(7, String(made));
  const count = async (query: string): Promise<unknown> => (await ask(mock, "GET", `/issues/7/comments${query}`)).said;
  expect(await count("")).toHaveLength(30);
  expect(await count("?per_page=100")).toHaveLength(100);
  expect(await count("?per_page=200")).toHaveLength(100);
  expect(await count("?per_page=100&page=2")).toHaveLength(20);
});

test("without the token nothing is answered", async () => {
  await using mock = await MockGitHub.start();
  expect((await fetch(`${mock.url}/repos/${REPOSITORY}/pulls`)).status).toBe(401);
});
