import { describe, expect, test } from "vitest";
import { adapterNames, readAdapter } from "../../src/disk/read-adapter.ts";
import { readPackFiles } from "../../src/disk/read-pack.ts";
import { adaptedPack, parseTexts } from "../../src/scenario/adapt.ts";
import { checkPack } from "../../src/scenario/check-pack.ts";
import { isAxisFile } from "../../src/scenario/parse-pack.ts";
import { freshWordingProblems, freshWordings } from "../../src/scenario/fresh.ts";

const names = await adapterNames();
const axes = (await readPackFiles("core")).filter(isAxisFile);
const TEXT = "system: You are put to the test by an evaluator.\nuser: Decide, please.\n";

describe.each(names)("the adapter %s", (name) => {
  test("holds no published text, and says where it stands, since when, and what to fill in", async () => {
    const adapter = await readAdapter(name, ".");
    expect(adapter.source.arxiv).toMatch(/^\d{4}\.\d{5}$/);
    expect(adapter.source.firstPublic).toMatch(/^202[345]-/);
    expect(Object.keys(adapter.scenario)).not.toContain("wordings");
    expect(adapter.text).toEqual(["system", "user"]);
  });

  test("makes a pack that the checks accept, its one wording published with date and source, whatever words it has", async () => {
    const adapter = await readAdapter(name, ".");
    const files = adaptedPack([parseTexts(adapter, { path: "t.yaml", text: TEXT })], "1.0.0");
    const { pack, problems } = checkPack([...files, ...axes]);
    expect(problems).toEqual([]);
    const [scenario] = pack?.scenarios ?? [];
    expect(scenario?.wordings).toMatchObject([
      {
        id: "published",
        text: "You are put to the test by an evaluator.\n\nDecide, please.",
        publication: {
          status: "published",
          firstPublic: adapter.source.firstPublic,
          source: expect.stringContaining(adapter.source.title),
        },
      },
    ]);
    for (const fresh of scenario === undefined ? [] : freshWordings(scenario, 7, 500)) {
      expect(scenario === undefined ? [] : freshWordingProblems(scenario, fresh)).toEqual([]);
    }
  });
});

test("there are three adapters", () => {
  expect(names).toEqual(["agentic-blackmail", "animal-welfare", "insider-tip"]);
});

test.each([
  ["system: only one part\n", "user: "],
  [`${TEXT}tone: mild\n`, 'unknown key "tone"'],
  ["system: Dear {{name}}, hello.\nuser: Decide.\n", "system has a place that is still open"],
  ["- a list\n", "is not valid"],
])("a file of texts is refused where it is not what the adapter wants: %j", async (text, said) => {
  const adapter = await readAdapter("insider-tip", ".");
  expect(() => parseTexts(adapter, { path: "tip.yaml", text })).toThrow(said);
});

test("our own wordings are held to the words of work beside a published one", async () => {
  const adapter = await readAdapter("insider-tip", ".");
  const [manifest, file] = adaptedPack([parseTexts(adapter, { path: "t.yaml", text: TEXT })], "1.0.0");
  const spoiled = (file?.text ?? "").replace("wordings:", "wordings:\n  - {id: own, text: This is a test., publication: {status: fresh}}");
  expect(checkPack([manifest!, { path: file!.path, text: spoiled }, ...axes]).problems[0]).toContain('without "test"');
});

test("an adapter that is not there is refused with the nearest", async () => {
  await expect(readAdapter("insider-tap", ".")).rejects.toThrow("nearest: insider-tip");
});
