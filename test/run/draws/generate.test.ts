import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { matchColumns } from "../../../src/run/sides/columns.ts";
import { generateConfig, generateRows, type Sides } from "../../../src/run/draws/generate.ts";
import type { SideConfig } from "../../../src/run/config/side.ts";
import { parsePack } from "../../../src/scenario/parse-pack.ts";
import { planDraws } from "../../../src/scenario/plan.ts";
import { lateKeys, packOf } from "../../scenario/small-pack.ts";
import { prompt, provider, side } from "../sides.ts";

const extension = "file:///gyges/promptfoo.js:gyges";
const sidesOf = (base: Partial<SideConfig>, head: Partial<SideConfig>): Sides => ({
  base: side({ side: "base", ...base }),
  head: side(head),
});

function generated(
  sides: Sides,
  folder = "/repo/.gyges/runs/x",
): ReturnType<typeof generateConfig> & { rows: ReturnType<typeof generateRows> } {
  const { pairs } = matchColumns(sides.base, sides.head);
  const config = generateConfig(sides, pairs, folder, extension);
  const planned = planDraws(parsePack(packOf(lateKeys)), {
    draws: 2,
    dilemmaDraws: 0,
    conditions: ["monitored", "unmonitored"],
    temperature: null,
  });
  return { ...config, rows: generateRows(sides, pairs, planned, config, { messageVar: "message" }) };
}

describe("generateConfig", () => {
  test("holds both sides on the diagonal: each provider is bound to the prompts of its own side", () => {
    const { config } = generated(
      sidesOf(
        { prompts: [prompt("old")] },
        { prompts: [prompt("new")], providers: [provider("m", { entry: { id: "m", config: { temperature: 1 } } })] },
      ),
    );
    expect(config["prompts"]).toEqual([
      { raw: "old: {{message}}", label: "base:prompt1" },
      { raw: "new: {{message}}", label: "head:prompt2" },
    ]);
    expect(config["providers"]).toEqual([
      { id: "m", label: "base:model1", prompts: ["base:prompt1"] },
      { id: "m", config: { temperature: 1 }, label: "head:model2", prompts: ["head:prompt2"] },
    ]);
  });

  test("head's settings hold for the one run of both; gyges's extension comes last, so that it has the last word on the rows", () => {
    const both = { extensions: ["file:///repo/hooks.js:mine"], env: { REGION: "eu" }, maxConcurrency: 2, delayMs: 50 };
    const { config } = generated(sidesOf({ ...both, maxConcurrency: 9 }, both));
    expect(config).toMatchObject({ env: { REGION: "eu" }, evaluateOptions: { maxConcurrency: 2, delay: 50 }, tests: [] });
    expect(config["extensions"]).toEqual(["file:///repo/hooks.js:mine", extension]);
  });
});

describe("what promptfoo keeps once for a run must be the same on both sides", () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "gyges-generate-"));
    for (const name of ["base", "head"]) await mkdir(join(root, name));
  });
  afterEach(() => rm(root, { recursive: true }));

  async function files(base: string, head: string): Promise<{ base: string; head: string }> {
    const paths = { base: join(root, "base", "code.js"), head: join(root, "head", "code.js") };
    await writeFile(paths.base, base);
    await writeFile(paths.head, head);
    return paths;
  }

  test("an environment that differs is refused, with the way round", () => {
    expect(() => generated(sidesOf({ env: { A: "1" } }, { env: { A: "2" } }))).toThrow(
      /env differs between base and head.*\n.*gyges gate BASE\.json HEAD\.json/,
    );
  });

  test("a filter of one name with other code is refused; with the same code it is named relative to the generated config", async () => {
    const same = await files("one", "one");
    const { config } = generated(
      sidesOf({ filters: { shout: same.base } }, { filters: { shout: same.head } }),
      join(root, "head", ".gyges"),
    );
    expect(config["nunjucksFilters"]).toEqual({ shout: "../code.js" });
    const other = await files("one", "two");
    expect(() => generated(sidesOf({ filters: { shout: other.base } }, { filters: { shout: other.head } }))).toThrow(
      /the filter shout has other code in head/,
    );
    expect(() => generated(sidesOf({ filters: { shout: other.base } }, {}))).toThrow(/nunjucksFilters differ/);
  });

  test("an extension of one name with other code is refused, and so is another extension", async () => {
    const sides = (paths: { base: string; head: string }): Sides =>
      sidesOf(
        { folder: join(root, "base"), extensions: [`file://${paths.base}:mine`] },
        { folder: join(root, "head"), extensions: [`file://${paths.head}:mine`] },
      );
    const same = sides(await files("one", "one"));
    expect(() => generated(same)).not.toThrow();
    const other = sides(await files("one", "two"));
    expect(() => generated(other)).toThrow(/extensions differ between base and head/);
    expect(() => generated(sidesOf({}, { extensions: ["file:///repo/hooks.js:mine"] }))).toThrow(/extensions differ/);
  });
});

describe("generateRows", () => {
  const sides = sidesOf(
    { prompts: [prompt("old")], defaultVars: { company: "Northwind" } },
    { prompts: [prompt("new")], defaultVars: { company: "Southwind" }, defaultOptions: { transform: "output" } },
  );

  test("each planned draw is a row of base and a row of head, next to each other, taking turns in going first", () => {
    const { rows } = generated(sides);
    const ids = rows.map((row) => row.metadata.gyges);
    expect(ids.map((id) => id.side).slice(0, 6)).toEqual(["base", "head", "head", "base", "base", "head"]);
    for (let at = 0; at < ids.length; at += 2) expect({ ...ids[at], side: null }).toEqual({ ...ids[at + 1], side: null });
  });

  test("a row runs on its own side's column, with that side's defaults, and promptfoo cannot fail, repeat or mix it", () => {
    const { rows } = generated(sides);
    const [base, head] = [rows[0]!, rows[1]!];
    expect(base).toMatchObject({ prompts: ["base:prompt1"], providers: ["base:model1"], vars: { company: "Northwind" } });
    expect(head).toMatchObject({
      prompts: ["head:prompt2"],
      providers: ["head:model2"],
      vars: { company: "Southwind" },
      options: { transform: "output" },
    });
    for (const row of rows) {
      expect(row.assert).toEqual([{ type: "javascript", value: "true" }]);
      expect(row).toMatchObject({
        threshold: 0,
        options: { disableDefaultAsserts: true, disableConversationVar: true, disableVarExpansion: true, repeat: 1 },
      });
      expect(row.vars["notice"]).toEqual(expect.any(String));
    }
  });

  test("the pair's name is in every identity, so that draws find their column whatever promptfoo calls it", () => {
    expect(new Set(generated(sides).rows.map((row) => row.metadata.gyges.pair))).toEqual(new Set(["old → new × m"]));
  });
});
