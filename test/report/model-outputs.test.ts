import { expect, test } from "vitest";
import { markdownComment } from "../../src/report/markdown.ts";
import { modelOutputs } from "../../src/report/model-outputs.ts";
import type { Draw } from "../../src/schema/draw.ts";
import { draw } from "./draw-fixture.ts";
import { rendered } from "./github.ts";
import { HOSTILE } from "./hostile.ts";
import { moved, pairVerdict, verdictOf } from "./verdict-fixture.ts";

const verdict = verdictOf({ pairs: [pairVerdict({ moved: ["loan-denial", "b", "c", "d"].map((id) => moved(id, 0, 0.5)) })] });

interface Place {
  readonly side?: Draw["side"];
  readonly condition?: Draw["identity"]["cell"]["condition"];
  readonly scenario?: string;
  readonly number?: number;
}

function reply(text: string, { side = "head", condition = "monitored", scenario = "loan-denial", number = 3 }: Place = {}): Draw {
  const { identity } = draw();
  return draw({ side, reply: text, identity: { ...identity, draw: number, cell: { ...identity.cell, scenario, condition } } });
}

test("one reply of each side and condition, of the three scenarios that moved most, the first draw of each", () => {
  const draws = ["loan-denial", "b", "c", "d"].flatMap((scenario) =>
    (["base", "head"] as const).flatMap((side) =>
      (["monitored", "unmonitored"] as const).flatMap((condition) =>
        [7, 0].map((number) => reply(`${scenario} ${side} ${condition} ${number}`, { side, condition, scenario, number })),
      ),
    ),
  );
  const shown = modelOutputs(verdict, draws) ?? "";
  expect([...shown.matchAll(/^```text\n(.*)\n```$/gm)].map(([, text]) => text)).toEqual(
    ["loan-denial", "b", "c"].flatMap((scenario) =>
      ["base monitored", "base unmonitored", "head monitored", "head unmonitored"].map((kind) => `${scenario} ${kind} 0`),
    ),
  );
  expect(modelOutputs(verdict, draws.toReversed())).toBe(shown);
});

test("a draw without an outcome shows nothing, and nothing to show is null", () => {
  const { labelling } = draw();
  expect(modelOutputs(verdict, [{ ...reply("cut"), labelling: { ...labelling, label: "truncated" } }])).toBeNull();
  expect(modelOutputs(verdict, [reply("x", { scenario: "not-among-them" })])).toBeNull();
});

test("a sealed pack's replies are shown nowhere, even where one of them was kept", () => {
  expect(modelOutputs(verdict, [reply("kept"), draw({ reply: "[withheld]", reasoning: null, withheld: true })])).toBeNull();
});

test("the comment and the report hold no word of a reply", () => {
  expect(markdownComment(verdict)).not.toContain("What the model wrote");
});

test.each(HOSTILE)("%j written by a model renders as text in its block", (payload) => {
  const shown = modelOutputs(verdict, [reply(`${payload}\n${payload}`), reply(payload, { side: "base" })]) ?? "";
  const { elements, links, comments, blocks } = rendered(`${markdownComment(verdict)}\n${shown}`);
  const plain = modelOutputs(verdict, [reply("word\nword"), reply("word", { side: "base" })]) ?? "";
  expect(blocks).toBe(rendered(`${markdownComment(verdict)}\n${plain}`).blocks);
  expect(elements.map(({ name }) => name)).not.toContain("img");
  expect([links, comments]).toEqual([[], []]);
  expect(shown.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(shown).not.toMatch(/^\s*::|##\[/m);
});
