import * as z from "zod";
import { artifactReply, commentReply, listedPullReply, pullReply, runReply } from "./replies.ts";
import { MAX_BODY, type World } from "./world.ts";

/** What GitHub does for each operation that gyges calls, on a {@link World}. */

export interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Where the mock itself is. */
  readonly origin: string;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const gone: Reply = { status: 404, body: { message: "Not Found", documentation_url: "https://docs.github.com/rest", status: "404" } };

export const OPERATIONS: Readonly<Record<string, (world: World, asked: Asked) => Reply>> = {
  "issues/list-comments": (world, { params, query }) =>
    page(world.comments.filter(({ issue }) => issue === Number(params["issue_number"])).map(commentReply), query),

  "issues/create-comment": (world, { params, body }) =>
    tooLong(body) ?? { status: 201, body: commentReply(world.comment(Number(params["issue_number"]), textOf(body))) },

  "issues/get-comment": (world, { params }) => {
    const comment = world.comments.find(({ id }) => id === Number(params["comment_id"]));
    return comment === undefined ? gone : { status: 200, body: commentReply(comment) };
  },

  "issues/update-comment": (world, { params, body }) => {
    const comment = world.comments.find(({ id }) => id === Number(params["comment_id"]));
    if (comment === undefined) return gone;
    const refused = tooLong(body);
    if (refused !== null) return refused;
    comment.body = textOf(body);
    return { status: 200, body: commentReply(comment) };
  },

  "issues/delete-comment": (world, { params }) => {
    const id = Number(params["comment_id"]);
    if (!world.comments.some((one) => one.id === id)) return gone;
    world.remove(id);
    return { status: 204 };
  },

  "pulls/get": (world, { params }) => {
    const pull = world.pulls.find(({ number }) => number === Number(params["pull_number"]));
    return pull === undefined ? gone : { status: 200, body: pullReply(pull) };
  },

  "pulls/list": (world, { query }) => {
    const { state = "open", head } = query;
    const open = world.pulls.filter((pull) => (state === "all" || pull.state === state) && (head === undefined || pull.label === head));
    return page(open.map(listedPullReply), query);
  },

  "actions/get-workflow-run": (world, { params }) => {
    const run = world.runs.find(({ id }) => id === Number(params["run_id"]));
    return run === undefined ? gone : { status: 200, body: runReply(run) };
  },

  "actions/list-workflow-run-artifacts": (world, { params, query }) => {
    const named = world.artifacts.filter(
      ({ run, name }) => run === Number(params["run_id"]) && (query["name"] === undefined || name === query["name"]),
    );
    return { status: 200, body: { total_count: named.length, artifacts: slice(named.map(artifactReply), query) } };
  },

  "actions/download-artifact": (world, { params, origin }) => {
    const artifact = world.artifacts.find(({ id }) => id === Number(params["artifact_id"]));
    if (artifact === undefined) return gone;
    if (artifact.expired === true) return { status: 410, body: { message: "Artifact has expired" } };
    return { status: 302, headers: { location: `${origin}/blob/${artifact.id}?sig=mock` } };
  },
};

/** GitHub's order is that of creation, 30 a page unless asked for up to 100. */
function page(items: readonly unknown[], query: Asked["query"]): Reply {
  return { status: 200, body: slice(items, query) };
}

function slice(items: readonly unknown[], { per_page = "30", page = "1" }: Asked["query"]): readonly unknown[] {
  const size = Math.min(100, Number(per_page));
  return items.slice((Number(page) - 1) * size, Number(page) * size);
}

function textOf(body: unknown): string {
  return z.object({ body: z.string() }).parse(body).body;
}

function tooLong(body: unknown): Reply | null {
  if (textOf(body).length <= MAX_BODY) return null;
  const error = {
    resource: "IssueComment",
    code: "unprocessable",
    field: "data",
    message: `Body is too long (maximum is ${MAX_BODY} characters)`,
  };
  return { status: 422, body: { message: "Validation Failed", errors: [error], documentation_url: "https://docs.github.com/rest" } };
}
