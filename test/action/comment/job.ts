import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Telling } from "../../../src/action/comment/tell.ts";
import { tellPullRequest, type Told } from "../../../src/action/comment/tell.ts";
import type { Verdict } from "../../../src/schema/verdict.ts";
import { MockGitHub } from "../../github/mock-github.ts";
import { REPOSITORY, TOKEN, type World } from "../../github/world.ts";
import { verdictOf } from "../../report/verdict-fixture.ts";

export const HEAD = "a".repeat(40);
export const LATER_HEAD = "b".repeat(40);
export const KEY = "CI/gyges";
export const PULL = 7;

/** A job on pull request 7 of a mocked GitHub, gone at the end of its scope. */
export class CommentJob implements AsyncDisposable {
  readonly #github: MockGitHub;
  readonly #folder = mkdtempSync(join(tmpdir(), "gyges-comment-"));
  /** What the job waited between tries, in milliseconds. */
  readonly waited: number[] = [];

  #events = 0;

  private constructor(github: MockGitHub) {
    this.#github = github;
  }

  /** @param prepare sets up what GitHub knows; pull request 7 is there with HEAD */
  static async start(prepare: (world: World) => void = () => undefined): Promise<CommentJob> {
    const job = new CommentJob(await MockGitHub.start());
    job.world.pull(PULL, HEAD);
    prepare(job.world);
    return job;
  }

  get world(): World {
    return this.#github.world;
  }

  get url(): string {
    return this.#github.url;
  }

  /** The bodies on pull request 7. */
  get bodies(): string[] {
    return this.world.comments.filter(({ issue }) => issue === PULL).map(({ body }) => body);
  }

  tell(
    verdict: Verdict = verdictOf(),
    more: Partial<Telling> & { readonly run?: number; readonly attempt?: number; readonly head?: string } = {},
  ): Promise<Told> {
    const { run = 500, attempt = 1, head = HEAD, ...telling } = more;
    const event = {
      repository: { full_name: REPOSITORY },
      pull_request: { number: PULL, head: { sha: head, repo: { full_name: REPOSITORY } } },
    };
    return tellPullRequest({
      env: this.env(event, run, attempt),
      token: TOKEN,
      verdict,
      key: KEY,
      mode: "on-change",
      link: null,
      wait: async (milliseconds) => void this.waited.push(milliseconds),
      ...telling,
    });
  }

  env(event: unknown, run = 500, attempt = 1, name = "pull_request"): NodeJS.ProcessEnv {
    const path = join(this.#folder, `event-${(this.#events += 1)}.json`);
    writeFileSync(path, JSON.stringify(event));
    return {
      GITHUB_API_URL: this.url,
      GITHUB_EVENT_NAME: name,
      GITHUB_EVENT_PATH: path,
      GITHUB_REPOSITORY: REPOSITORY,
      GITHUB_RUN_ID: String(run),
      GITHUB_RUN_ATTEMPT: String(attempt),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    rmSync(this.#folder, { recursive: true, force: true });
    await this.#github[Symbol.asyncDispose]();
  }
}
