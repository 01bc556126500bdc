import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as z from "zod";
import { ApiFault } from "../../../src/action/github/api-fault.ts";
import { GitHubApi } from "../../../src/action/github/api.ts";

/** What goes over the wire, and what comes back that GitHub's description does not know. */

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly token: string | undefined;
}

let seen: Seen[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let url: string;
const server = createServer((request, response) => {
  seen.push({ method: request.method, url: request.url, token: request.headers.authorization });
  answer(request, response);
});

beforeEach(async () => {
  seen = [];
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  url = typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}` : "";
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

const api = (path = ""): GitHubApi => new GitHubApi({ url: `${url}${path}`, token: "t0ken", wait: () => Promise.resolve() });
const says = (value: unknown, status = 200): void => {
  answer = (_, response) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
};

test("a request carries token, version and agent, below the address that was named", async () => {
  says({ id: 1 });
  expect(await api("/api/v3/").json(z.object({ id: z.int() }), "GET", "/repos/a/b")).toEqual({ id: 1 });
  expect(seen).toEqual([{ method: "GET", url: "/api/v3/repos/a/b", token: "Bearer t0ken" }]);
});

test.each([
  ["", "/graphql"],
  ["/api/v3", "/api/graphql"],
])("where REST is at %j, GraphQL is at %s", async (rest, graphql) => {
  says({});
  await api(rest).graphql(z.object({}), "query { viewer { login } }");
  expect(seen[0]).toMatchObject({ method: "POST", url: graphql });
});

test.each([301, 302, 307])("a %i is a fault, and nobody is asked where it points", async (status) => {
  answer = (_, response) => response.writeHead(status, { location: "/elsewhere" }).end();
  await expect(api().send("POST", "/here", {})).rejects.toThrow(`POST /here: GitHub answered ${status}`);
  expect(seen).toHaveLength(1);
});

test("a download is sent on to TLS or to the API's own server, and to no other", async () => {
  const to = (location: string): Promise<string> => {
    answer = (_, response) => response.writeHead(302, { location }).end();
    return api().redirect("/zip").then(String);
  };
  expect(await to("https://store.example/blob?sig=1")).toBe("https://store.example/blob?sig=1");
  expect(await to("/blob")).toBe(`${url}/blob`);
  for (const location of ["http://store.example/blob", "file:///etc/passwd", "ftp://store.example/", "//[", ""]) {
    await expect(to(location)).rejects.toThrow(ApiFault);
  }
});

test("an answer of an unknown shape is a fault that says where", async () => {
  says([{ id: 1 }, { id: "2" }]);
  await expect(api().pages(z.object({ id: z.int() }), "/things")).rejects.toThrow(/GET \/things: .*an unknown shape at 1\.id/);
});

test("an answer that is no JSON is a fault", async () => {
  answer = (_, response) => response.end("<html>");
  await expect(api().json(z.unknown(), "GET", "/here")).rejects.toThrow(/GET \/here: .*no JSON/);
});

test("a list without an end is a fault after a hundred pages", async () => {
  says(Array.from({ length: 100 }, () => 1));
  await expect(api().pages(z.int(), "/endless")).rejects.toThrow("more than 100 pages");
  expect(seen).toHaveLength(100);
});

test("what a server says of itself is one line without commands for the log", async () => {
  says({ message: "no\n::error::forged" }, 418);
  await expect(api().send("GET", "/here")).rejects.toThrow(/^GET \/here: GitHub answered 418 \(no : ?:error/);
});

test.each(["", "api.github.com", "ftp://api.github.com", "https://user@api.github.com", "https://api.github.com/?x=1"])(
  "%j is no address of an API",
  (address) => {
    expect(() => new GitHubApi({ url: address, token: "t" })).toThrow(/GITHUB_API_URL is .*no address/);
  },
);

test.each(["", "a b", "a\nb", "é"])("%j is no token, which is said without it", (token) => {
  expect(() => new GitHubApi({ url: "https://api.github.com", token })).toThrow(/^github-token is no token/);
});
