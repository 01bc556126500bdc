import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { TOKEN } from "./world.ts";

/** @param use gets what posts a comment on pull request 7, and what reads the world */
async function served(
  setup: object,
  use: (post: (body: string) => Promise<Response>, world: () => unknown) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "gyges-github-"));
  writeFileSync(join(folder, "setup.json"), JSON.stringify({ pulls: [{ number: 7, sha: "a".repeat(40) }], ...setup }));
  const child = spawn(process.execPath, [join(import.meta.dirname, "serve.ts"), folder], { stdio: "inherit" });
  try {
    await expect.poll(() => existsSync(join(folder, "address")), { timeout: 50_000 }).toBe(true);
    const comments = `${readFileSync(join(folder, "address"), "utf8")}/repos/acme/app/issues/7/comments`;
    const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };
    await use(
      (body) => fetch(comments, { method: "POST", headers, body: JSON.stringify({ body }) }),
      () => JSON.parse(readFileSync(join(folder, "world.json"), "utf8")) as unknown,
    );
  } finally {
    child.kill();
    rmSync(folder, { recursive: true });
  }
}

test("the mock serves as a process of its own, and keeps what became of its world in a file", () =>
  served({}, async (post, world) => {
    expect((await post("hello")).status).toBe(201);
    expect(world()).toMatchObject({ comments: [{ issue: 7, body: "hello", user: { login: "github-actions[bot]" } }], breaches: [] });
  }));

test("it refuses the requests that its setup names, and lets another job write meanwhile, by what their bodies hold", () =>
  served(
    {
      comments: [{ issue: 7, body: "a stranger's", login: "somebody" }],
      faults: [{ operation: "issues/create-comment", holding: "refused", status: 403, message: "no", times: 1 }],
      rivals: [{ operation: "issues/create-comment", holding: "late", writes: { issue: 7, body: "the other job's" } }],
    },
    async (post, world) => {
      expect((await post("late")).status).toBe(201);
      expect((await post("refused")).status).toBe(403);
      expect((await post("refused once")).status).toBe(201);
      const comments = ["a stranger's", "the other job's", "late", "refused once"].map((body) => ({ body }));
      expect(world()).toMatchObject({ comments, breaches: [] });
    },
  ));
