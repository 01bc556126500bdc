import { createServer } from "node:http";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LiveProvider } from "../../../src/promptfoo/hooks.ts";
import { saidIn, witnessServed } from "../../../src/promptfoo/calls/witness-served.ts";

/** A loopback API, and providers that keep nothing of its answer but the text. */

let asked: { readonly body: string; readonly headers: readonly string[] }[] = [];
const bodies: Record<string, string> = {
  "/chat": JSON.stringify({ id: "chatcmpl-0123456789abcdef", model: "gpt-9-2026-11-01", choices: [] }),
  "/page": "<html>model</html>",
  "/stream": 'event: message_start\ndata: {"type":"message_start","message":{"id":"msg_0123456789abcdef","model":"claude-9-20261101"}}\n\n',
};
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk.toString()));
  request.on("end", () => {
    asked.push({ body, headers: Object.keys(request.headers) });
    const status = request.url === "/broken" ? 500 : 200;
    response.writeHead(status).end(bodies[request.url ?? ""] ?? bodies["/chat"]);
  });
});
const original = globalThis.fetch;
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  globalThis.fetch = original;
  server.close();
});

const url = (path: string): string => {
  const address = server.address();
  return typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}${path}` : "";
};
const own = { test: { metadata: { gyges: {} } } };

function provider(path: string, metadata?: object): LiveProvider {
  return {
    id: () => "p",
    callApi: async (prompt) => {
      const response = await fetch(url(path), { method: "POST", body: prompt });
      return { output: (await response.text()).length, ...(metadata === undefined ? {} : { metadata }) };
    },
  };
}

async function called(one: LiveProvider, context: object = own): Promise<unknown> {
  witnessServed([one]);
  return one.callApi("hello", context);
}

describe("the model that an API says it served", () => {
  test("is found beside a provider that drops it, and the request goes out as it was", async () => {
    asked = [];
    const plain = await provider("/chat").callApi("hello");
    const witnessed = await called(provider("/chat"));
    expect(plain).toEqual({ output: bodies["/chat"]!.length });
    expect(witnessed).toEqual({
      output: bodies["/chat"]!.length,
      metadata: { model: "gpt-9-2026-11-01", responseId: "chatcmpl-0123456789abcdef" },
    });
    expect(asked[1]).toEqual(asked[0]);
  });

  test("is read off the first event of a stream", async () => {
    expect(await called(provider("/stream"))).toMatchObject({
      metadata: { model: "claude-9-20261101", responseId: "msg_0123456789abcdef" },
    });
  });

  test("does not stand over what the provider reports itself", async () => {
    expect(await called(provider("/chat", { model: "as the provider says" }))).toMatchObject({
      metadata: { model: "as the provider says" },
    });
  });

  test("is not looked for in rows of the user's own", async () => {
    expect(await called(provider("/chat"), { test: { metadata: {} } })).toEqual({ output: bodies["/chat"]!.length });
  });

  test.each(["/page", "/broken"])("is unknown where the answer is no JSON, or no good one: %s", async (path) => {
    expect(await called(provider(path))).not.toHaveProperty("metadata");
  });

  test("of calls at one time each keeps its own", async () => {
    const two = [provider("/chat"), provider("/stream")];
    witnessServed(two);
    const replies = await Promise.all(two.map((one) => one.callApi("hello", own)));
    expect(replies).toMatchObject([{ metadata: { model: "gpt-9-2026-11-01" } }, { metadata: { model: "claude-9-20261101" } }]);
  });
});

test("Anthropic's SDK holds the fetch that it was made with: its client's own is witnessed", async () => {
  const held = original;
  const client = { fetch: held };
  const one: LiveProvider = {
    id: () => "anthropic:messages:claude-9",
    callApi: async () => ({ output: (await (await client.fetch(url("/stream"))).text()).length }),
  };
  Object.assign(one, { anthropic: client });
  expect(await called(one)).toMatchObject({ metadata: { model: "claude-9-20261101" } });
});

test.each([
  ['{"model": "two words"}', null],
  ['{"model": 7}', null],
  [`{"model": "${"m".repeat(301)}"}`, null],
  ['{"response": {"model": "m-1"}}', "m-1"],
  ["[]", null],
])("%s names the model %s", (text, model) => {
  expect(saidIn(text).model).toBe(model);
});

test("an id too short to be one reply's own is not taken for one, since two replies may have it", () => {
  const answer = (id: string): string => JSON.stringify({ id, model: "llama" });
  expect(saidIn(answer("chatcmpl-123"))).toEqual({ model: "llama", id: null });
  expect(saidIn(answer("chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT")).id).toBe("chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT");
});
