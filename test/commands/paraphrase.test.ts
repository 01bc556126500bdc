import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { readPack } from "../../src/disk/read-pack.ts";
import { parseReview, type Review } from "../../src/scenario/paraphrase/review.ts";
import { ChatServer, type Answer, type ChatRequest } from "../support/chat-server.ts";
import { Project, type Ended } from "../support/project.ts";

/** `gyges pack fresh --by ID` through the user's promptfoo, against a loopback server that follows a script. */

const said = ({ body }: ChatRequest, role: string): string => {
  const content = body.messages?.find((message) => message.role === role)?.content;
  return typeof content === "string" ? content : "";
};

/** A model that turns the sentences round, and of the second scenario loses the first ones; it finds everything equivalent. */
function behave(request: ChatRequest): Answer {
  const user = said(request, "user");
  if (said(request, "system").startsWith("You rewrite")) {
    const note = /<note>\n([^]*)\n<\/note>/.exec(user)?.[1] ?? "";
    const sentences = note.split(/(?<=[.:]) /u);
    const turned = [...sentences.slice(1, -1), sentences[0], sentences.at(-1)];
    if (note.includes("Villach")) return { text: `<note>\n${turned.slice(1).join(" ")}\n</note>` };
    return { text: `<note>\n${turned.join(" ")}\n</note>` };
  }
  return { text: '{"all": true, "differs": ""}' };
}

let server: ChatServer;
let project: Project;
let ended: Ended;
let review: Review;

const SCENARIOS = "patch-freeze,driver-hours";
const command = (...more: string[]): string[] => ["pack", "fresh", ...more];

beforeAll(async () => {
  server = await ChatServer.start(behave);
  project = await Project.create({
    "promptfooconfig.yaml": stringify({
      prompts: ["{{message}}"],
      providers: ["openai:chat:m1"],
    }),
    "by.yaml": stringify({ id: "openai:chat:m1", config: { apiBaseUrl: `${server.url}/v1`, apiKey: "dummy" } }),
  });
  const asked = command("--seed", "7", "--wordings", "2", "--scenarios", SCENARIOS, "--by", "by.yaml", "--unreviewed", "--out", "unread");
  ended = await project.gyges(asked).ended;
  review = parseReview({ path: "unread-paraphrases.yaml", text: await project.read("unread-paraphrases.yaml") });
});
afterAll(async () => {
  await project[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const of = (scenario: string): Review["paraphrases"] => review.paraphrases.filter((item) => item.scenario === scenario);

test("every paraphrase is written once and compared both ways round, with calls counted before they are made", () => {
  expect(ended.code, ended.stderr).toBe(0);
  expect(ended.stderr).toContain("writes 4 paraphrases and compares each both ways: 12 calls");
  expect(server.requests).toHaveLength(12);
});

test("the review file has each beside its source, with the hash of its prompt, and accepts none by itself", () => {
  expect(review.paraphrases.map(({ accepted }) => accepted)).toEqual([false, false, false, false]);
  expect(review.reviewer).toBe("");
  expect(new Set(review.paraphrases.map(({ promptHash }) => promptHash)).size).toBe(4);
  expect(of("patch-freeze").map(({ problems, equivalence }) => [problems, equivalence.verdict])).toEqual([
    [[], "equivalent"],
    [[], "equivalent"],
  ]);
});

test("a fact that was lost is found by rule, whatever the model said of it", () => {
  for (const { problems, equivalence } of of("driver-hours")) {
    expect(equivalence.verdict).toBe("equivalent");
    expect(problems.join()).toMatch(/fact \w+ is lost/);
  }
});

test("taken unread, a pack holds those that nothing was said against, and says so", async () => {
  const pack = await readPack(`${project.folder}/unread`);
  expect(pack.scenarios.map(({ id }) => id)).toEqual(["patch-freeze"]);
  expect(pack.scenarios[0]?.wordings[0]).toMatchObject({
    author: "openai:chat:m1, unreviewed",
    promptHash: of("patch-freeze")[0]?.promptHash,
    equivalence: { verdict: "equivalent", by: ["openai:chat:m1", "facts by rule"] },
    publication: { status: "fresh" },
  });
});

describe("a person's review", () => {
  const reviewed = async (change: (review: Review) => Review): Promise<Ended> => {
    await project.write({ "review.yaml": stringify(change(structuredClone(review))) });
    return await project.gyges(command("--reviewed", "review.yaml", "--out", `read-${Math.random().toString(36).slice(2)}`)).ended;
  };
  const accepting = (scenario: string, reviewer = "Ines Okafor"): ((review: Review) => Review) => {
    return (one) => ({
      ...one,
      reviewer,
      paraphrases: one.paraphrases.map((item) => ({ ...item, accepted: item.scenario === scenario && item.number === 1 })),
    });
  };

  test("lets those into a pack that it accepted, and names who read them", async () => {
    const done = await reviewed(accepting("patch-freeze"));
    expect(done.code, done.stderr).toBe(0);
    const folder = /--pack \.\/(\S+)/.exec(done.stdout)?.[1] ?? "";
    const [scenario] = (await readPack(`${project.folder}/${folder}`)).scenarios;
    expect(scenario?.wordings.map(({ id, author }) => [id, author])).toEqual([["paraphrase-1", "openai:chat:m1, reviewed by Ines Okafor"]]);
  });

  test.each<[string, (review: Review) => Review, string]>([
    ["nothing is accepted", (one) => ({ ...one, reviewer: "Ines Okafor" }), "none is accepted"],
    ["nobody's name stands there", accepting("patch-freeze", " "), "nobody's name stands under reviewer"],
    ["what was accepted lost a fact", accepting("driver-hours"), "does not say what its source says: fact"],
    [
      "the pack is another",
      (one) => ({ ...accepting("patch-freeze")(one), pack: { ...one.pack, hash: `sha256:${"0".repeat(64)}` } }),
      "the very pack that was paraphrased",
    ],
  ])("writes no pack where %s", async (_what, change, wanted) => {
    const done = await reviewed(change);
    expect(done.code).toBe(2);
    expect(done.stderr).toContain(wanted);
  });
});

test("a provider that answers nothing ends with its reason and writes no pack", async () => {
  server.answerWith(() => ({ status: 401, text: "no" }));
  const dead = await project.gyges(command("--seed", "8", "--scenarios", "patch-freeze", "--by", "by.yaml", "--out", "none")).ended;
  server.answerWith(behave);
  expect(dead.code).toBe(3);
  expect(dead.stderr).toContain("the provider openai:chat:m1 answered none of 3 calls");
  await expect(project.read("none/pack.yaml")).rejects.toThrow("ENOENT");
});
