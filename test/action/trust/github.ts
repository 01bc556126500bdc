import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Origin } from "../../../src/action/trust/policy.ts";

/** What GitHub hands to a job: payload and variables. */

export const sha = (digit: string): string => digit.repeat(40);

export interface Asked {
  readonly event: string;
  readonly origin?: Origin;
  readonly base?: string;
  readonly head?: string;
  readonly payload?: unknown;
}

/** A job's environment, its payload on disk until the end of the scope. */
export class GitHubJob implements Disposable {
  readonly env: NodeJS.ProcessEnv;
  readonly #folder: string;

  constructor(asked: Asked) {
    this.#folder = mkdtempSync(join(tmpdir(), "gyges-event-"));
    const path = join(this.#folder, "event.json");
    writeFileSync(path, JSON.stringify(asked.payload ?? payloadOf(asked)));
    this.env = {
      GITHUB_EVENT_NAME: asked.event,
      GITHUB_EVENT_PATH: path,
      GITHUB_REPOSITORY: "acme/app",
      GITHUB_ACTOR: asked.origin === "dependabot" ? "dependabot[bot]" : "ana",
    };
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true });
  }
}

function payloadOf({ event, origin = "own", base = sha("a"), head = sha("b") }: Asked): unknown {
  const repository = { full_name: "acme/app" };
  const repo = origin === "gone" ? null : { full_name: origin === "fork" ? "stranger/app" : "acme/app" };
  switch (event) {
    case "pull_request":
    case "pull_request_target":
      return { repository, pull_request: { number: 7, base: { sha: base }, head: { sha: head, repo } } };
    case "merge_group":
      return { repository, merge_group: { base_sha: base, head_sha: head } };
    case "push":
      return { repository, before: base, after: head };
    default:
      return { repository };
  }
}
