import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, test, vi } from "vitest";
import { haveCommit } from "../../../src/action/trust/fetch-commit.ts";
import { openPullRequest, Repository } from "../repository.ts";
import { GitServer } from "./git-server.ts";

const token = "ghs_0123456789abcdef-of-a-test";
const basic = Buffer.from(`x-access-token:${token}`).toString("base64");

test("the token fetches the base that a private repository's shallow clone lacks, by a header and by nothing that others can read", async () => {
  using repository = Repository.create();
  const { tip } = openPullRequest(repository);
  using clone = repository.shallow(1);
  await using server = await GitServer.start(repository.folder, token);
  clone.git("remote", "set-url", "origin", `${server.url}/.git`);
  using seen = new SeenGit();

  expect(await haveCommit(clone.folder, tip, { token: undefined, server: server.url })).toBe(false);
  expect(await haveCommit(clone.folder, tip, { token, server: server.url })).toBe(true);
  expect(server.authorizations).toContain(`basic ${basic}`);
  expect(seen.commandLines).toContain("fetch");
  expect(seen.commandLines).not.toMatch(new RegExp(`${token}|${basic}`));
  expect(readFileSync(join(clone.folder, ".git/config"), "utf8")).not.toContain(basic);
});

test("another server than GitHub's is sent no token", async () => {
  using repository = Repository.create();
  const { tip } = openPullRequest(repository);
  using clone = repository.shallow(1);
  await using server = await GitServer.start(repository.folder, token);
  clone.git("remote", "set-url", "origin", `${server.url}/.git`);
  expect(await haveCommit(clone.folder, tip, { token, server: "https://github.com" })).toBe(false);
  expect(server.authorizations.length).toBeGreaterThan(0);
  expect(server.authorizations.filter((one) => one !== undefined)).toEqual([]);
});

/** A git on PATH that notes how it is called. */
class SeenGit implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), "gyges-git-"));

  constructor() {
    const real = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
    writeFileSync(join(this.#folder, "git"), `#!/bin/sh\nprintf '%s\\n' "$*" >> "${this.#folder}/seen"\nexec "${real}" "$@"\n`);
    chmodSync(join(this.#folder, "git"), 0o755);
    vi.stubEnv("PATH", [this.#folder, process.env["PATH"]].join(delimiter));
  }

  get commandLines(): string {
    return readFileSync(join(this.#folder, "seen"), "utf8");
  }

  [Symbol.dispose](): void {
    vi.unstubAllEnvs();
    rmSync(this.#folder, { recursive: true });
  }
}
