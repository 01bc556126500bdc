import { afterEach, beforeEach, expect, test } from "vitest";
import type { LiveProvider } from "../../../src/promptfoo/hooks.ts";
import { haltOfRow } from "../../../src/promptfoo/row/halt-of-row.ts";
import { watchReach } from "../../../src/promptfoo/calls/watch-reach.ts";
import { ChatServer } from "../../support/chat-server.ts";

/** A provider that cannot be reached ends the run, one that is slow or refuses does not. Real requests over loopback. */

const original = globalThis.fetch;
let down: string;
beforeEach(async () => {
  const server = await ChatServer.start(() => ({}));
  down = server.url;
  await server[Symbol.asyncDispose]();
});
afterEach(() => void (globalThis.fetch = original));

const context = { test: { metadata: { gyges: {} } } };

/** Tries five times, as promptfoo does. */
function provider(url: () => string, init: () => RequestInit = () => ({})): LiveProvider {
  const callApi = async (): Promise<unknown> => {
    for (let tries = 0; tries < 5; tries += 1) {
      const response = await fetch(url(), { method: "POST", body: "{}", ...init() }).catch(() => null);
      if (response !== null) return { output: await response.text() };
    }
    return { error: "Request failed after 4 retries" };
  };
  return { id: () => "m", callApi };
}

const call = (one: LiveProvider): Promise<unknown> => one.callApi("p", context);
const haltOf = async (called: Promise<unknown>): Promise<string | undefined> => haltOfRow({ response: await called })?.text;

test("eight refused tries end the run, those under way among them; no further call goes out", async () => {
  const one = provider(() => `${down}/v1?key=k`);
  const never: LiveProvider = { id: () => "n", callApi: () => new Promise(() => undefined) };
  watchReach([one, never], { tries: 8, ms: 0 });
  const waiting = call(never);
  expect(await haltOf(call(one))).toBeUndefined();
  const said = await haltOf(call(one));
  expect(said).toBe(
    `no reply from the provider: ECONNREFUSED ${new URL(down).host} in 8 of 8 tries within 0 s. Check apiBaseUrl and whether this machine can reach it, then run the same command again.`,
  );
  expect([await haltOf(waiting), await haltOf(call(one))]).toEqual([said, said]);
});

test("a server that is just starting is waited for", async () => {
  const one = provider(() => down);
  watchReach([one], { tries: 8, ms: 60_000 });
  for (let calls = 0; calls < 4; calls += 1) expect(await haltOf(call(one))).toBeUndefined();
});

test("whatever came back once, a refusal among it, was reached; of two providers each is looked at by itself", async () => {
  await using server = await ChatServer.start(() => ({ status: 500 }));
  let url = server.url;
  const [first, second] = [provider(() => url), provider(() => down)];
  watchReach([first, second], { tries: 8, ms: 0 });
  await call(first);
  url = down;
  for (let calls = 0; calls < 4; calls += 1) expect(await haltOf(call(first))).toBeUndefined();
  await call(second);
  expect(await haltOf(call(second))).toContain("ECONNREFUSED");
});

test("a request that is called off, as one that takes too long is, tells nothing of the way", async () => {
  const one = provider(
    () => down,
    () => ({ signal: AbortSignal.abort() }),
  );
  watchReach([one], { tries: 1, ms: 0 });
  for (let calls = 0; calls < 4; calls += 1) expect(await haltOf(call(one))).toBeUndefined();
});

test("calls of the user's own rows are left alone", async () => {
  const one = provider(() => down);
  watchReach([one], { tries: 1, ms: 0 });
  expect(await one.callApi("p", { test: {} })).toEqual({ error: "Request failed after 4 retries" });
});
