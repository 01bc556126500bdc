import { describe, expect, test } from "vitest";
import { matchColumns, refuseManyPairs } from "../../../src/run/sides/columns.ts";
import type { SideConfig } from "../../../src/run/config/side.ts";
import { prompt, provider, side } from "../sides.ts";

const names = (base: SideConfig, head: SideConfig): string[] => matchColumns(base, head).pairs.map((pair) => pair.name);

describe("matchColumns", () => {
  test("columns of the same prompt and provider are a pair", () => {
    const both = side({ prompts: [prompt("a"), prompt("b")], providers: [provider("m"), provider("n")] });
    expect(names(both, both)).toEqual(["a × m", "b × m", "a × n", "b × n"]);
  });

  test("where each side has one prompt, another name for it is the change", () => {
    expect(names(side({ prompts: [prompt("old.json")] }), side({ prompts: [prompt("new.json")] }))).toEqual(["old.json → new.json × m"]);
  });

  test("where each side has one provider, another one is the change, for every prompt", () => {
    const prompts = [prompt("a"), prompt("b")];
    expect(names(side({ prompts, providers: [provider("gpt-5")] }), side({ prompts, providers: [provider("gpt-6")] }))).toEqual([
      "a × gpt-5 → gpt-6",
      "b × gpt-5 → gpt-6",
    ]);
  });

  test("with several prompts a renamed one is no pair: it has no baseline and is named", () => {
    const { pairs, unmatched } = matchColumns(side({ prompts: [prompt("a"), prompt("b")] }), side({ prompts: [prompt("a"), prompt("c")] }));
    expect(pairs.map((pair) => pair.name)).toEqual(["a × m"]);
    expect(unmatched).toEqual(["c × m"]);
  });

  test("a provider meets only the prompts that it is bound to, by label or by the part before a colon", () => {
    const bound = side({
      prompts: [prompt("chat:long"), prompt("chat"), prompt("chatty")],
      providers: [provider("m", { prompts: ["chat"] })],
    });
    expect(names(bound, bound)).toEqual(["chat:long × m", "chat × m"]);
  });

  test("names are cut at 200 characters, so that no report grows by a prompt written in line", () => {
    const long = side({ prompts: [prompt("x".repeat(900))] });
    expect(names(long, long)[0]).toHaveLength(200);
  });

  test("two pairs whose cut names are equal are refused, since their draws could not be told apart", () => {
    const long = side({ prompts: [prompt(`${"x".repeat(900)}1`), prompt(`${"x".repeat(900)}2`)] });
    expect(() => matchColumns(long, long)).toThrow(/two columns are named "x+…".*\n.*label/);
  });

  test("a side that derives its draws and one that samples them are not compared, nor two that ask in different words", () => {
    const by = (id: string, config = {}): SideConfig => side({ providers: [provider("m", { id, entry: { id, config } })] });
    const ours = "package:gyges:ForcedChoiceProvider";
    expect(names(by(ours), by(ours, { ask: "label" }))).toEqual(["p × m"]);
    expect(() => matchColumns(by("openai:chat:m"), by(ours))).toThrow(
      /"p × m" base samples replies and head derives its draws \(ask: label\)\.\n.*both sides, or on neither/,
    );
    expect(() => matchColumns(by(ours), by("openai:chat:m"))).toThrow(/base derives its draws \(ask: label\) and head samples replies/);
    expect(() => matchColumns(by(ours, { ask: "as-is" }), by(ours))).toThrow(
      /base derives its draws \(ask: as-is\) and head derives its draws/,
    );
  });

  test("a head without any column is refused: a provider bound to a prompt that is not there", () => {
    const none = side({ providers: [provider("m", { prompts: ["absent"] })] });
    expect(() => matchColumns(side(), none)).toThrow(/head has no column: m is bound to absent, and no prompt is named so\.\n.*: p$/);
    const empty = side({ providers: [provider("m", { prompts: [] })] });
    expect(() => matchColumns(side(), empty)).toThrow(
      /head has no column: m is bound to no prompt, since its prompts is an empty list\.\n.*: p$/,
    );
  });

  test("a config whose prompts is an empty list is told so, where it stands, and what to write", () => {
    const configs = ["/repo/promptfooconfig.yaml"];
    const none = side({ prompts: [], configs });
    expect(() => matchColumns(side({ configs }), none)).toThrow(
      /^\/repo\/promptfooconfig\.yaml: the config has no prompt, since its prompts is an empty list\.\n {2}Wanted: .*\n {2}Write: prompts: \[/,
    );
    expect(matchColumns(none, side())).toEqual({ pairs: [], unmatched: ["p × m"] });
  });
});

test("five pairs ask for --all-columns, four do not", () => {
  const many = (count: number): SideConfig => side({ prompts: Array.from({ length: count }, (_, index) => prompt(`p${index}`)) });
  expect(() => refuseManyPairs(matchColumns(many(4), many(4)), false)).not.toThrow();
  expect(() => refuseManyPairs(matchColumns(many(5), many(5)), false)).toThrow(/5 columns to draw.*\n.*--all-columns/);
  expect(() => refuseManyPairs(matchColumns(many(5), many(5)), true)).not.toThrow();
});
