import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { TOKEN } from "./world.ts";

test("the mock serves as a process of its own, and keeps what became of its world in a file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "gyges-github-"));
  writeFileSync(join(folder, "setup.json"), JSON.stringify({ pulls: [{ number: 7, sha: "a".repeat(40) }] }));
  const child = spawn(process.execPath, [join(import.meta.dirname, "serve.ts"), folder], { stdio: "inherit" });
  try {
    await expect.poll(() => existsSync(join(folder, "address")), { timeout: 50_000 }).toBe(true);
    const answer = await fetch(`${readFileSync(join(folder, "address"), "utf8")}/repos/acme/app/issues/7/comments`, {
      method: "POST",
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
      body: JSON.stringify({ body: "hello" }),
    });
    expect(answer.status).toBe(201);
    expect(JSON.parse(readFileSync(join(folder, "world.json"), "utf8"))).toMatchObject({
      comments: [{ issue: 7, body: "hello", user: { login: "github-actions[bot]" } }],
      breaches: [],
    });
  } finally {
    child.kill();
    rmSync(folder, { recursive: true });
  }
});
