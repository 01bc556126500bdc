import * as z from "zod";
import type { GitHubApi } from "../github/api.ts";
import { isGone } from "../github/api-fault.ts";
import type { Author } from "./author.ts";

/** The comments of one pull request, as far as they are read and written here. */

export const RepositoryName = z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/, "wanted owner/name");

const CommentSchema = z.object({
  id: z.int().positive(),
  /** Becomes an output, which steps paste into shells. */
  html_url: z.string().regex(/^https?:\/\/[\w.:/#-]{1,500}$/),
  body: z.string().nullish(),
  user: z.object({ login: z.string(), type: z.string() }).nullable(),
});

export interface Comment {
  readonly id: number;
  readonly url: string;
  readonly body: string;
  /** Null where the account is gone. */
  readonly author: Author | null;
}

export class Comments {
  readonly #api: GitHubApi;
  readonly #repository: string;
  readonly #number: number;

  constructor(api: GitHubApi, repository: string, number: number) {
    this.#api = api;
    this.#repository = repository;
    this.#number = number;
  }

  /** All of them, lowest id first. */
  async list(): Promise<Comment[]> {
    const all = await this.#api.pages(CommentSchema, this.#ofIssue());
    return all.map(commentOf).sort((one, other) => one.id - other.id);
  }

  /** @returns null where it is not there any more */
  async read(id: number): Promise<Comment | null> {
    return nullIfGone(this.#api.json(CommentSchema, "GET", this.#one(id)).then(commentOf));
  }

  async create(body: string): Promise<Comment> {
    return commentOf(await this.#api.json(CommentSchema, "POST", this.#ofIssue(), { body }));
  }

  /** @returns null where it is not there any more */
  async update(id: number, body: string): Promise<Comment | null> {
    return nullIfGone(this.#api.json(CommentSchema, "PATCH", this.#one(id), { body }).then(commentOf));
  }

  async remove(id: number): Promise<void> {
    await nullIfGone(this.#api.send("DELETE", this.#one(id)));
  }

  #ofIssue(): string {
    return `/repos/${this.#repository}/issues/${this.#number}/comments`;
  }

  #one(id: number): string {
    return `/repos/${this.#repository}/issues/comments/${id}`;
  }
}

function commentOf({ id, html_url, body, user }: z.output<typeof CommentSchema>): Comment {
  return { id, url: html_url, body: body ?? "", author: user };
}

async function nullIfGone<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (cause) {
    if (isGone(cause)) return null;
    throw cause;
  }
}
