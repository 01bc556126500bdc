import { execFileSync, spawn } from "node:child_process";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";

/** git over http with a token, as GitHub serves it: git's own CGI behind a server that notes what came. */
export class GitServer implements AsyncDisposable {
  readonly authorizations: (string | undefined)[] = [];
  readonly #server: Server;

  private constructor(folder: string, token: string) {
    this.#server = createServer((request, response) => {
      this.authorizations.push(request.headers.authorization);
      const wanted = `basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
      if (request.headers.authorization === wanted) serve(folder, request, response);
      else response.writeHead(401, { "www-authenticate": 'Basic realm="GitHub"' }).end();
    });
  }

  static async start(folder: string, token: string): Promise<GitServer> {
    const one = new GitServer(folder, token);
    await new Promise<void>((resolve) => one.#server.listen(0, "127.0.0.1", resolve));
    return one;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the server does not listen");
    return `http://127.0.0.1:${address.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function serve(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? "/", "http://localhost");
  const cgi = spawn(join(execFileSync("git", ["--exec-path"], { encoding: "utf8" }).trim(), "git-http-backend"), {
    env: {
      PATH: process.env["PATH"],
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: "1",
      REQUEST_METHOD: request.method,
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
      HTTP_GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
    },
  });
  request.pipe(cgi.stdin);
  const parts: Buffer[] = [];
  cgi.stdout.on("data", (part: Buffer) => parts.push(part));
  cgi.on("close", () => {
    const whole = Buffer.concat(parts);
    const end = whole.indexOf("\r\n\r\n");
    const headers = whole
      .subarray(0, end)
      .toString()
      .split("\r\n")
      .map((line) => [line.replace(/:.*/, ""), line.replace(/^[^:]*:\s*/, "")] as const);
    const status = headers.find(([name]) => name === "Status")?.[1] ?? "200";
    response.writeHead(Number.parseInt(status, 10), Object.fromEntries(headers.filter(([name]) => name !== "Status")));
    response.end(whole.subarray(end + 4));
  });
}
