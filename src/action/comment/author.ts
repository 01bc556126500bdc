import * as z from "zod";
import type { GitHubApi } from "../github/api.ts";

/** Who a comment is by. Anybody may write our marker into a comment, and could rewrite it after we had put a verdict there. */
export interface Author {
  readonly login: string;
  readonly type: string;
}

/** Whose token every job has by itself. */
export const ACTIONS_BOT: Author = { login: "github-actions[bot]", type: "Bot" };

export function isBy(author: Author | null, wanted: Author): boolean {
  return author !== null && author.login === wanted.login && author.type === wanted.type;
}

const Viewer = z.object({ data: z.object({ viewer: z.object({ login: z.string().min(1).max(100) }) }) });

/**
 * Whose token this is. REST tells it to no token of an app; GraphQL tells every one.
 *
 * @returns null where GitHub does not say
 */
export async function ownerOf(api: GitHubApi): Promise<Author | null> {
  const said = await api.graphql(Viewer, "query { viewer { login } }").catch(() => null);
  if (said === null) return null;
  const { login } = said.data.viewer;
  return { login, type: login.endsWith("[bot]") ? "Bot" : "User" };
}
