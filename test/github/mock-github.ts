import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { OpenAPIBackend, type Request } from "openapi-backend";
import { OPERATIONS, type Reply } from "./operations.ts";
import { DESCRIPTION } from "./replies.ts";
import { TOKEN, World } from "./world.ts";

/** Those of the description; what `true` stands at is not looked at. */
const FORMATS = {
  uri: (text: string) => URL.canParse(text),
  "date-time": (text: string) => !Number.isNaN(Date.parse(text)),
  email: true,
  timestamp: true,
  "repo.nwo": true,
} as const;

let described: Promise<OpenAPIBackend> | undefined;

/** Takes a second or more, and keeps nothing of a request: one for all mocks of a process. */
async function compiled(): Promise<OpenAPIBackend> {
  const ajvOpts = { strict: false, formats: FORMATS };
  return new OpenAPIBackend({ definition: DESCRIPTION, strict: true, coerceTypes: true, ajvOpts }).init();
}

/**
 * GitHub on loopback. Every request and every reply is held against GitHub's own description, so neither we nor the mock can drift from it;
 * what the description does not say (limits, rights, order, redirects) is written by hand in operations.ts.
 */
export class MockGitHub implements AsyncDisposable {
  readonly world: World;
  readonly #server: Server;
  readonly #api: OpenAPIBackend;
  readonly #onReply: () => void;

  private constructor(world: World, api: OpenAPIBackend, onReply: () => void) {
    this.world = world;
    this.#api = api;
    this.#onReply = onReply;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  /** @param onReply called when a request has been answered in `world` and before its sender knows */
  static async start(world = new World(), onReply = (): void => undefined): Promise<MockGitHub> {
    const mock = new MockGitHub(world, await (described ??= compiled()), onReply);
    await new Promise<void>((resolve) => mock.#server.listen(0, "127.0.0.1", resolve));
    return mock;
  }

  /** For GITHUB_API_URL. */
  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the mock does not listen");
    return `http://127.0.0.1:${address.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = await this.#reply(incoming).catch((cause: unknown) => this.#breach("the mock itself", String(cause)));
    const { status, headers, body } = reply;
    this.#onReply();
    response.writeHead(status, {
      ...(body instanceof Uint8Array ? {} : { "content-type": "application/json; charset=utf-8" }),
      ...headers,
    });
    response.end(body === undefined || body instanceof Uint8Array ? body : JSON.stringify(body));
  }

  async #reply(incoming: IncomingMessage): Promise<Reply> {
    const { pathname, searchParams } = new URL(incoming.url ?? "/", this.url);
    const raw = await text(incoming);
    if (pathname.startsWith("/blob/")) return this.#blob(Number(pathname.split("/")[2]), incoming);
    if (incoming.headers.authorization !== `Bearer ${TOKEN}`) return { status: 401, body: { message: "Bad credentials", status: "401" } };
    const body: unknown = raw === "" ? undefined : JSON.parse(raw);
    if (pathname === "/graphql") return this.#viewer(body);
    return this.#operation({
      method: incoming.method ?? "GET",
      path: pathname,
      headers: headersOf(incoming),
      query: Object.fromEntries(searchParams),
      body,
    });
  }

  #operation(request: Request): Reply {
    const matched = this.#api.matchOperation(request);
    const operation = matched?.operationId ?? "";
    const does = OPERATIONS[operation];
    if (matched === undefined || does === undefined) return this.#breach("unknown", `${request.method} ${request.path}`);
    const wrong = this.#api.validateRequest(request, operation).errors;
    if (wrong !== null && wrong !== undefined) {
      this.#breach(operation, `the request: ${JSON.stringify(wrong)}`);
      return { status: 400, body: { message: "Problems parsing JSON" } };
    }
    const { params, query, body } = this.#api.router.parseRequest(request, matched);
    const asked = { params: strings(params), query: strings(query), body, origin: this.url };
    const fault = this.world.meets(operation, JSON.stringify(request.body ?? null));
    if (fault !== null && fault.done === true) does(this.world, asked);
    const reply = fault ?? (this.#mayNot(request) ? FORBIDDEN : does(this.world, asked));
    this.world.requests.push({ operation, status: reply.status });
    return fault === null
      ? this.#checked(operation, reply)
      : { ...reply, body: { message: fault.message ?? `a fault of the test, ${fault.status}` } };
  }

  #mayNot({ method }: Request): boolean {
    return this.world.readOnly && method !== "GET";
  }

  /** The mock's own reply, which must be one that GitHub could give. */
  #checked(operation: string, reply: Reply): Reply {
    if (reply.status === 204 || reply.status === 302) return reply;
    const { errors } = this.#api.validateResponse(structuredClone(reply.body), operation, reply.status);
    return errors === null || errors === undefined ? reply : this.#breach(operation, `the reply: ${JSON.stringify(errors).slice(0, 2000)}`);
  }

  #breach(operation: string, what: string): Reply {
    this.world.breaches.push(`${operation}: ${what}`);
    this.world.requests.push({ operation, status: 500 });
    return { status: 500, body: { message: what } };
  }

  /** The one question to GraphQL. */
  #viewer(body: unknown): Reply {
    this.world.requests.push({ operation: "graphql", status: 200 });
    if (JSON.stringify(body) !== '{"query":"query { viewer { login } }"}') return this.#breach("graphql", JSON.stringify(body));
    if (this.world.silent) return { status: 200, body: { errors: [{ message: "Resource not accessible by integration" }] } };
    return { status: 200, body: { data: { viewer: { login: this.world.owner.login } } } };
  }

  /** Blobs lie with another host, which must not be shown the token. */
  #blob(id: number, { headers }: IncomingMessage): Reply {
    const artifact = this.world.artifacts.find((one) => one.id === id);
    if (headers.authorization !== undefined) return this.#breach("blob", "the token was sent along");
    return artifact === undefined
      ? { status: 404, body: new Uint8Array() }
      : { status: 200, headers: { "content-type": "application/zip" }, body: artifact.zip };
  }
}

const FORBIDDEN: Reply = {
  status: 403,
  body: { message: "Resource not accessible by integration", documentation_url: "https://docs.github.com/rest", status: "403" },
};

function headersOf({ headersDistinct }: IncomingMessage): Request["headers"] {
  return Object.fromEntries(Object.entries(headersDistinct).map(([name, values = []]) => [name, values.join(", ")]));
}

function strings(record: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, String(value)]));
}
