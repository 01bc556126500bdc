import { setTimeout } from "node:timers/promises";
import * as z from "zod";
import { describeError, GygesError } from "../../schema/error.ts";
import { GYGES_VERSION } from "../../schema/version.ts";
import { plain } from "../../report/escape.ts";
import { ApiFault } from "./api-fault.ts";
import { Patience } from "./patience.ts";

/**
 * GitHub's REST API over Node's own `fetch`: Octokit with its pages and retries is 80 kB, twice what the main bundle has room for,
 * and retries neither a limit nor a created comment as we need it.
 */

/** Comments of an issue end at 2,500, which is 25 pages. */
const MAX_PAGES = 100;
export const PAGE_SIZE = 100;
const TIMEOUT_MS = 30_000;
const GRAPHQL = "/graphql";

export interface ApiAccess {
  /** GITHUB_API_URL: another one on GitHub Enterprise. */
  readonly url: string;
  readonly token: string;
  /** For tests: how time passes. */
  readonly wait?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

export class GitHubApi {
  readonly #url: string;
  readonly #token: string;
  readonly #wait: (milliseconds: number) => Promise<unknown>;
  readonly #patience = new Patience();

  /** @throws GygesError `github/access` for an address or a token that no request can be made with */
  constructor({ url, token, wait = setTimeout }: ApiAccess) {
    this.#url = apiUrl(url);
    this.#token = headerValue(token);
    this.#wait = wait;
  }

  /** @throws ApiFault where GitHub refuses, or answers what `schema` does not know */
  async json<S extends z.ZodType>(schema: S, method: Method, path: string, body?: unknown): Promise<z.output<S>> {
    const response = await this.send(method, path, body);
    const said: unknown = await response.json().catch((cause: unknown) => {
      throw new ApiFault(response.status, named(method, path), `no JSON: ${describeError(cause)}`);
    });
    const parsed = schema.safeParse(said);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new ApiFault(response.status, named(method, path), `an unknown shape at ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
  }

  /** For what REST does not tell. */
  async graphql<S extends z.ZodType>(schema: S, query: string): Promise<z.output<S>> {
    return this.json(schema, "POST", GRAPHQL, { query });
  }

  /** All items of a list, page by page. The next page is counted, never taken from a link, since the token goes with it. */
  async pages<S extends z.ZodType>(item: S, path: string, query: Readonly<Record<string, string>> = {}): Promise<z.output<S>[]> {
    const all: z.output<S>[] = [];
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const items = await this.json(z.array(item), "GET", withQuery(path, { ...query, per_page: PAGE_SIZE, page }));
      all.push(...items);
      if (items.length < PAGE_SIZE) return all;
    }
    throw new ApiFault(200, named("GET", path), `more than ${MAX_PAGES} pages`);
  }

  /** @returns an answer of 200 to 299. @throws ApiFault for any other that stays */
  async send(method: Method, path: string, body?: unknown): Promise<Response> {
    const response = await this.#answer(method, path, body);
    if (!response.ok) throw new ApiFault(response.status, named(method, path), await message(response));
    return response;
  }

  /**
   * Where GitHub sends on to, for whoever goes there without the token.
   *
   * @returns an address by TLS, or one of the API's own server
   */
  async redirect(path: string): Promise<URL> {
    const response = await this.#answer("GET", path);
    await response.body?.cancel();
    const location = response.headers.get("location") ?? "";
    const target = location === "" ? null : URL.parse(location, this.#url);
    const isSafe = target !== null && (target.protocol === "https:" || target.origin === new URL(this.#url).origin);
    if (response.status === 302 && isSafe) return target;
    throw new ApiFault(response.status, named("GET", path), response.status === 302 ? "sent on to no address with TLS" : "");
  }

  async #answer(method: Method, path: string, body?: unknown): Promise<Response> {
    for (let tries = 1; ; tries += 1) {
      const response = await this.#once(method, path, body);
      const pause = this.#patience.spend(response.status, response.headers, tries);
      if (pause === null) return response;
      await response.body?.cancel();
      await this.#wait(pause);
    }
  }

  /** On GitHub Enterprise REST is at `/api/v3` and GraphQL at `/api/graphql`. */
  #address(path: string): string {
    return path === GRAPHQL ? `${this.#url.replace(/\/v3$/, "")}${GRAPHQL}` : `${this.#url}${path}`;
  }

  async #once(method: Method, path: string, body: unknown): Promise<Response> {
    const headers = {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${this.#token}`,
      "user-agent": `gyges/${GYGES_VERSION}`,
      "x-github-api-version": "2022-11-28",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    };
    try {
      // A redirect would carry the token, or a POST as a GET, to wherever it points.
      return await fetch(this.#address(path), {
        method,
        headers,
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (cause) {
      throw new ApiFault(null, named(method, path), reasonOf(cause), { cause });
    }
  }
}

/** A path with its query, each value encoded. */
export function withQuery(path: string, query: Readonly<Record<string, string | number>>): string {
  const words = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]));
  return `${path}?${words.toString()}`;
}

function apiUrl(text: string): string {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.search === "" && url.hash === "") {
    return url.href.replace(/\/$/, "");
  }
  throw new GygesError(
    "usage",
    "github/access",
    `GITHUB_API_URL is ${plain(JSON.stringify(text), 100)}, which is no address of an API.\n  GitHub sets it itself, to https://api.github.com or to that of your server.`,
  );
}

/** Said without its value: what cannot stand in a header would be repeated by the error of `fetch`. */
function headerValue(token: string): string {
  if (/^[\x21-\x7e]{1,1000}$/.test(token)) return token;
  throw new GygesError(
    "usage",
    "github/access",
    "github-token is no token: it is empty, very long, or holds a space or a line break.\n  with:\n    github-token: ${{ github.token }}",
  );
}

function named(method: Method, path: string): string {
  return `${method} ${path.split("?", 1)[0]}`;
}

const Refusal = z.looseObject({ message: z.string() });

async function message(response: Response): Promise<string> {
  const said = Refusal.safeParse(await response.json().catch(() => null));
  return said.success ? plain(said.data.message, 200) : "";
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(cause: unknown): string {
  return plain(describeError(cause instanceof TypeError && cause.cause instanceof Error ? cause.cause : cause), 200);
}
