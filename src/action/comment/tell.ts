import * as z from "zod";
import { markdownComment } from "../../report/markdown.ts";
import { markerOf } from "../../report/marker.ts";
import { describeError, GygesError } from "../../schema/error.ts";
import type { Verdict } from "../../schema/verdict.ts";
import { answered } from "../github/api-fault.ts";
import { GitHubApi } from "../github/api.ts";
import { throughProxy } from "../github/proxy.ts";
import { scrubberOf } from "../secrets.ts";
import { ownerOf } from "./author.ts";
import { commentBody, movedOn, shortBody } from "./body.ts";
import { Comments } from "./comments.ts";
import { opens, type CommentMode } from "./mode.ts";
import { Commit, pullRequestOf, type PullRequest } from "./pull-request.ts";
import { settle, type Settled } from "./settle.ts";

export interface Telling {
  readonly env: NodeJS.ProcessEnv;
  readonly token: string | undefined;
  readonly verdict: Verdict;
  /** By {@link CommentKeySchema}. */
  readonly key: string;
  readonly mode: CommentMode;
  /** Page that holds the whole report. */
  readonly link: string | null;
  /** Whether the verdict turns the job red; fail and error always do. */
  readonly red?: boolean | undefined;
  /** Whether strangers could have written the verdict. */
  readonly untrusted?: boolean | undefined;
  /** Sentences in Markdown above the verdict. */
  readonly notes?: readonly string[] | undefined;
  /** Those that the token needs, where others than the first stage's. */
  readonly permissions?: readonly string[] | undefined;
  /** For tests: how time passes. */
  readonly wait?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

/** What became of it. */
export interface Told {
  /** The comment that tells the verdict, or a newer one; null where there is none. */
  readonly comment: { readonly url: string; readonly id: number } | null;
  /** What was done or why nothing was, for the log. */
  readonly line: string;
  /** True where something is out of order that a maintainer can mend. */
  readonly warns: boolean;
}

/**
 * Tells the verdict on the pull request of this job's event, in one comment a key that is updated in place. Never throws, so that no
 * comment turns a verdict.
 */
export async function tellPullRequest(telling: Telling): Promise<Told> {
  try {
    if (telling.mode === "never") return nothing("comment: never");
    if (telling.token === undefined) return nothing(NO_TOKEN);
    const to = await pullRequestOf(telling.env);
    return to === null ? nothing("the event is about no pull request") : await tellIn(to, telling);
  } catch (cause) {
    return failed(describeError(cause));
  }
}

/** The same for a pull request that was found otherwise. Never throws. */
export async function tellIn(to: PullRequest, telling: Telling): Promise<Told> {
  try {
    if (telling.token === undefined) return nothing(NO_TOKEN);
    return await told(to, telling, telling.token);
  } catch (cause) {
    if (answered(cause, 403) && !OTHER_REFUSALS.test(cause.message))
      return failed(`${cause.message}\n${to.fork ? FORK : lacking(telling.permissions)}`);
    return failed(cause instanceof GygesError ? cause.message : describeError(cause));
  }
}

const Head = z.object({ head: z.object({ sha: Commit }) });

async function told(to: PullRequest, telling: Telling, token: string): Promise<Told> {
  throughProxy(telling.env);
  const api = new GitHubApi({ url: telling.env["GITHUB_API_URL"] ?? "https://api.github.com", token, wait: telling.wait });
  const { head } = await api.json(Head, "GET", `/repos/${to.repository}/pulls/${to.number}`);
  const { key, link, mode, verdict } = telling;
  const late = head.sha === to.stamp.head ? [] : [movedOn(to.stamp.head, head.sha)];
  // A verdict comes here scrubbed; whoever forgot meets the scrubber all the same.
  const text = scrubberOf(telling.env)(markdownComment(verdict, { link: link ?? undefined, untrusted: telling.untrusted }));
  const wording = { key, stamp: to.stamp, text, notes: [...(telling.notes ?? []), ...late] };
  const settled = await settle(new Comments(api, to.repository, to.number), {
    marker: markerOf(key),
    body: commentBody(wording),
    short: shortBody(wording),
    stamp: to.stamp,
    headNow: head.sha,
    opens: opens(mode, verdict.verdict, telling.red),
    whoAmI: () => ownerOf(api),
  });
  return saidOf(settled, telling);
}

function saidOf(settled: Settled | null, { mode, verdict }: Telling): Told {
  if (settled === null) return failed("other jobs wrote to it at the same time, again and again. Give each job a comment-key of its own.");
  if (settled.kind === "none") return nothing(`comment: ${mode} opens none for ${verdict.verdict}`);
  const { url, id } = settled.comment;
  const comment = { url, id };
  if (settled.kind === "newer") return { comment, line: `the comment tells a newer verdict and was left as it is: ${url}`, warns: false };
  const line = `comment ${settled.kind}: ${url}`;
  if (!settled.shortened) return { comment, line, warns: false };
  return { comment, line: `${line}\n  GitHub did not take the whole report, so it holds the headline only.`, warns: true };
}

function nothing(why: string): Told {
  return { comment: null, line: `no comment: ${why}`, warns: false };
}

function failed(why: string): Told {
  return { comment: null, line: `the comment could not be written: ${why}`, warns: true };
}

const NO_TOKEN = "github-token is empty";

function lacking(permissions: readonly string[] = ["contents: read", "pull-requests: write"]): string {
  const lines = permissions.map((one) => `      ${one}`).join("\n");
  return `  Give the job these permissions, or set \`comment: never\`:\n    permissions:\n${lines}`;
}

/** 403 is also the answer to too many requests and to a conversation that is locked, which no permission mends. */
const OTHER_REFUSALS = /rate limit|locked/i;

const FORK = `  The token of a pull request from a fork can only read. The sub-action gyges/comment tells its verdict from a second workflow:
  see "Forks" in the documentation of the Action, or set \`comment: never\`.`;
