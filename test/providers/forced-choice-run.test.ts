import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stringify } from "yaml";
import { readPack } from "../../src/disk/read-pack.ts";
import { readStore } from "../../src/disk/store.ts";
import type { Draw } from "../../src/schema/draw.ts";
import { keyOfDraw } from "../../src/schema/store.ts";
import type { Verdict } from "../../src/schema/verdict.ts";
import { Project, type Ended } from "../support/project.ts";
import { ChoiceServer } from "./choice-server.ts";
import { reasons } from "./reasoning-model.ts";

/** A run over the real promptfoo, from the build, whose draws are derived. */

const TOKENS = { "1": 0.4, " 1": 0.1, "2": 0.25, "3": 0.15, "4": 0.1 };
const chat = (system: string): string =>
  JSON.stringify([
    { role: "system", content: system },
    { role: "user", content: "{{message}}" },
  ]);
const config = (providers: readonly unknown[]): string =>
  stringify({ prompts: ["file://chat.json"], providers, tests: [{ vars: { message: "Hello" } }] });
const DRAWN = [
  "run",
  "--pack",
  "dilemmas",
  "--scenarios",
  "driving",
  "--manipulation-check",
  "off",
  "-c",
  "promptfooconfig.yaml",
  "--json",
  "-j",
  "8",
  "--draws",
  "10",
];

let server: ChoiceServer;
let project: Project;
let ended: Ended;

beforeAll(async () => {
  server = await ChoiceServer.start({ tokens: () => TOKENS });
  const ours = {
    id: "package:gyges:ForcedChoiceProvider",
    label: "small",
    config: { model: "small", apiBaseUrl: server.url, temperature: 0.7, repeats: 4 },
  };
  project = await Project.create({ "promptfooconfig.yaml": config([ours]), "chat.json": chat("You assist a shop.") });
  await project.write({ "chat.json": chat("You assist a bank.") });
  ended = await project.gyges(DRAWN).ended;
});
afterAll(async () => {
  await project[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const run = (): string => join(".gyges", "runs", readdirSync(join(project.folder, ".gyges", "runs"))[0]!);
const drawsNow = async (): Promise<readonly Draw[]> => (await readStore(join(project.folder, run(), "store.jsonl"))).draws;
const replies = (draws: readonly Draw[]): Record<string, string> => Object.fromEntries(draws.map((draw) => [keyOfDraw(draw), draw.reply]));

test("80 draws of both sides cost a call a prompt, a second one for as many prompts as were asked for, and a self-check a side", async () => {
  expect(ended.code, ended.stderr).toBe(0);
  const draws = await drawsNow();
  // 2 sides, 2 wordings, 2 conditions, 2 orders of the options: a fifth of what sampling takes.
  expect([draws.length, server.counts]).toEqual([80, { listings: 16 + 2 * 4, draws: 2 }]);
  const orders = Map.groupBy(draws, ({ identity: { cell } }) => cell.wording).values();
  const shown = [...orders].map((alike) => new Set(alike.map(({ identity: { order } }) => order.join(" "))));
  // The two wordings have between them all four orders, so that each option stands in each place once.
  expect([shown.map((each) => each.size), new Set(shown.flatMap((each) => [...each])).size]).toEqual([[2, 2], 4]);
  expect(new Set(draws.map(({ labelling }) => labelling.label))).toEqual(new Set(["chose", "opted-out"]));
  expect(
    new Set(draws.map(({ settings, responseId, servedModel }) => [settings.applied.temperature, responseId, servedModel].join())),
  ).toEqual(new Set(["yes,,served-1"]));
});

test("tokens are counted once: those of the draws are those that the server billed", async () => {
  const counted = (await drawsNow()).reduce((total, { tokens }) => total + (tokens?.prompt ?? Number.NaN), 0);
  expect(counted).toBe(40 * server.requests.length);
});

test("a run that lost half its draws makes them again from the calls that it has, and each is what it was", async () => {
  const before = replies(await drawsNow());
  const store = join(run(), "store.jsonl");
  const lines = (await project.read(store)).split("\n");
  await project.write({ [store]: `${lines.slice(0, 41).join("\n")}\n` });
  const asked = server.requests.length;
  const again = await project.gyges(DRAWN).ended;
  expect(again.code, again.stderr).toBe(0);
  expect(replies(await drawsNow())).toEqual(before);
  // At most the second calls of a new process, 4 a side; no prompt is asked for the first time, and no self-check made.
  expect(server.requests.length - asked).toBeLessThanOrEqual(2 * 4);
});

test("a head that samples is not compared with a base that derives: it is told, and nobody is called", async () => {
  const asked = server.requests.length;
  await project.write({ "promptfooconfig.yaml": config([{ id: "openai:chat:small", label: "small" }]) });
  const refused = await project.gyges(DRAWN).ended;
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("base derives its draws (ask: label) and head samples replies");
  expect(server.requests.length).toBe(asked);
});

test("replies that reason before they decide are read by the chance of their decision, and draws that are compared share a seed", async () => {
  const scenario = (await readPack("core")).scenarios.find(({ role }) => role === "probe");
  if (scenario?.act.kind !== "marked-line") throw new Error("the pack has probes");
  const { options, marker } = scenario.act;
  const code = (complies: boolean): string => options.find(({ behaviour }) => (behaviour === "comply") === complies)?.text ?? "";
  const codes = { marker, comply: code(true), other: code(false), all: options.map(({ text }) => text) };
  await using reasoner = await ChoiceServer.start({
    tokens: () => ({ a: 1 }),
    // A server that honours seeds: what is drawn hangs on the seed alone.
    answer: (asked, index) => {
      const number = (asked.seed ?? index) % 1000;
      const chance = 0.2 + (number % 7) / 10;
      return reasons(codes, { chance, complies: number / 1000 < chance })(asked, index);
    },
  });
  const ours = {
    id: "package:gyges:ForcedChoiceProvider",
    config: { model: "m", apiBaseUrl: reasoner.url, temperature: 1, softDraws: true },
  };
  await using own = await Project.create({ "promptfooconfig.yaml": config([ours]), "chat.json": chat("You sort mail.") });
  await own.write({ "chat.json": chat("You sort mail quickly.") });
  const args = ["run", "--pack", "core", "--scenarios", scenario.id, "--manipulation-check", "off", "-c", "promptfooconfig.yaml", "--json"];
  const { stdout, code: exit } = await own.gyges([...args, "--draws", "4", "--soft-draws", "--share-seeds"]).ended;
  expect(exit).toBe(0);
  const verdict: Verdict = JSON.parse(stdout);
  expect(verdict.pairs[0]?.reading).toMatchObject({ seeds: true, soft: { used: true, base: { holds: true }, head: { holds: true } } });

  const folder = join(own.folder, ".gyges", "runs");
  const { draws } = await readStore(join(folder, readdirSync(folder)[0] ?? "", "store.jsonl"));
  const seeds = Map.groupBy(draws, ({ identity: { cell, draw } }) => `${cell.wording} ${draw}`);
  for (const alike of seeds.values()) expect(new Set(alike.map(({ settings }) => settings.requested.seed)).size).toBe(1);
  expect(new Set(draws.map(({ settings }) => settings.requested.seed)).size).toBe(seeds.size);
  expect(draws.every(({ soft }) => soft !== undefined)).toBe(true);
});
