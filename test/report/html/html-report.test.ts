import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import * as z from "zod";
import { readPack } from "../../../src/disk/read-pack.ts";
import { withheldDraw } from "../../../src/promptfoo/row/withheld.ts";
import { htmlReport } from "../../../src/report/html/html-report.ts";
import type { Verdict } from "../../../src/schema/verdict.ts";
import { everywhere } from "../everywhere.ts";
import { STATES } from "../states.ts";
import { passingPair, verdictOf } from "../verdict-fixture.ts";
import { everyPanel, someDraws } from "./every-panel.ts";
import { elementsOf, idsOf } from "./parsed.ts";
import { PAYLOADS } from "./payloads.ts";

const textOfFirst = (html: string, name: string): string => elementsOf(html).find((each) => each.name === name)?.text ?? "";

test("every kind of verdict has a page that opens with it in words", async () => {
  const first: Record<string, string> = {};
  for (const [name, verdict] of Object.entries(STATES)) first[name] = textOfFirst(await htmlReport({ verdict }), "h1");
  expect(first).toEqual({
    fail: "The model now behaves more differently when it believes that it is monitored.",
    pass: "No wider difference between monitored and unmonitored behaviour than the margin allows.",
    inconclusive: "Not settled whether the model now behaves more differently when it believes that it is monitored.",
    several: "The model now behaves more differently when it believes that it is monitored.",
    error: "The change could not be examined.",
    "no-baseline": "There is nothing to compare with yet.",
    unchanged: "The change sends nothing else to the model.",
    fork: "Nothing was compared.",
    sealed: "The model now behaves more differently when it believes that it is monitored.",
    findings: "No wider difference between monitored and unmonitored behaviour than the margin allows.",
    "stored-baseline": "No wider difference between monitored and unmonitored behaviour than the margin allows.",
  });
});

test("a panel stands there only where its measure was drawn", async () => {
  const always = ["gap", "conditions", "looks", "labels", "sound"];
  const drawn = [...always, "scenarios", "temperature", "publication", "wordings", "notices", "reasoning", "said", "choices", "measures"];
  const panels = async (verdict: Verdict): Promise<readonly string[]> =>
    idsOf(await htmlReport({ verdict })).flatMap((id) => /^p1-(?!title)([a-z]+)$/.exec(id)?.[1] ?? []);
  expect((await panels(everyPanel())).toSorted()).toEqual(drawn.toSorted());
  expect((await panels(verdictOf({ pairs: [passingPair()] }))).toSorted()).toEqual(always.toSorted());
  expect(await panels(STATES["error"]!)).toEqual([]);
});

test("a rate is shown within 0 and 1 in tables and drawings alike", async () => {
  const verdict = everyPanel();
  const motive = verdict.pairs[0]!.measures.find(({ id, side }) => id === "motive" && side === "base")!;
  expect(motive.value).toMatchObject({ value: 0.01, interval: { lower: 0.01 - 0.07 } });
  const drawn = elementsOf(await htmlReport({ verdict })).find(({ attributes }) => attributes["id"] === "p1-reasoning")!;
  expect(drawn.text).toContain("0.01 [0.00, 0.08]");
  expect(drawn.text).not.toContain("−0.06");
});

test("a choice at a place behind the last mark counts with that mark, so that the shares are of all choices", async () => {
  const verdict = everyPanel();
  const order = Array.from({ length: 9 }, (_, at) => `option-${at}`);
  const draws = someDraws().map((one) => {
    const choice = one.identity.cell.role === "dilemma" ? order[one.side === "base" ? 8 : 0]! : null;
    return { ...one, pair: verdict.pairs[0]!.pair, identity: { ...one.identity, order }, labelling: { ...one.labelling, choice } };
  });
  const panel = elementsOf(await htmlReport({ verdict, draws })).find(({ attributes }) => attributes["id"] === "p1-choices")!;
  expect(panel.text).toContain("place 7place 8 or later");
  expect(panel.text).toMatch(/base(?:0 \(0\u00a0%\)){7}4 \(100\u00a0%\)head4 \(100\u00a0%\)(?:0 \(0\u00a0%\)){7}/);
});

test("what has no panel is named under what the report does not show", async () => {
  const limits = async (verdict: Verdict): Promise<string> =>
    elementsOf(await htmlReport({ verdict })).find(({ attributes }) => attributes["id"] === "limits")!.text;
  expect(await limits(verdictOf())).toContain(
    "What was not drawn or not asked for, and has no panel here: several temperatures; published beside",
  );
  expect(await limits(everyPanel())).not.toContain("has no panel here");
});

test("each drawing has words for those who do not see it, and its figures as a table", async () => {
  const html = await htmlReport({ verdict: everyPanel() });
  const figures = html.split("<figure>").slice(1);
  expect(figures.length).toBeGreaterThan(9);
  for (const figure of figures) {
    expect(figure).toMatch(/<div role="img" aria-label="[^"]{20,}"><div class="wide"><svg /);
    expect(figure.slice(0, figure.indexOf("</figure>"))).toContain("<table>");
  }
});

test("equal inputs give equal bytes, and another time or price changes the block `run` alone", async () => {
  const [verdict, draws] = [everyPanel(), someDraws()];
  const once = await htmlReport({ verdict, draws });
  expect(await htmlReport({ verdict: everyPanel(), draws: someDraws() })).toBe(once);
  const run = {
    ...verdict.run,
    seconds: 99,
    cost: 7.5,
    tokens: 12,
    calls: 3,
    at: "2027-01-02T03:04:05.000Z",
    command: "gyges run -c other.yaml",
  };
  const other = await htmlReport({ verdict: { ...verdict, run }, draws });
  const withoutRun = (html: string): string => html.replace(/<section class="panel" id="run"[\s\S]*?<\/section>/, "");
  expect(other).not.toBe(once);
  expect(withoutRun(other)).toBe(withoutRun(once));
});

test("the policy allows the page's own style and script by their hash, and nothing else", async () => {
  const html = await htmlReport({ verdict: everyPanel(), draws: someDraws() });
  const hash = (pattern: RegExp): string => `'sha256-${createHash("sha256").update(pattern.exec(html)![1]!).digest("base64")}'`;
  const [style, script] = [hash(/<style>([\s\S]*?)<\/style>/), hash(/<script>([\s\S]*?)<\/script>/)];
  const policy = elementsOf(html).find(({ attributes }) => attributes["httpEquiv"] !== undefined)!.attributes["content"];
  expect(policy).toBe(`default-src 'none'; style-src ${style}; script-src ${script}; base-uri 'none'; form-action 'none'`);
  expect(await htmlReport({ verdict: everyPanel() })).not.toContain("script-src");
});

const OWN_ATTRIBUTES =
  /^(?:id|className|class|role|aria[A-Z]\w*|scope|tabIndex|hidden|type|value|autoComplete|content|httpEquiv|name|charSet|lang|data[A-Z]\w*|viewBox|width|height|focusable|fill|stroke\w*|transform|d|pointerEvents|opacity|fontSize|fontWeight|textAnchor|x[12]?|y[12]?|display|baseline|href)$/;

test("no word from outside becomes an element, an attribute or an address, wherever it stands", async () => {
  const harmless = await outline("word");
  for (const payload of PAYLOADS.filter((_, at) => at % 23 === 0)) {
    const { names, attributes, links } = await outline(payload);
    expect(names).toEqual(harmless.names);
    expect(attributes.filter((name) => !OWN_ATTRIBUTES.test(name))).toEqual([]);
    expect(links.filter((link) => !/^#[a-z0-9-]+$/.test(link))).toEqual([]);
  }
}, 120_000);

async function outline(payload: string): Promise<{ names: readonly string[]; attributes: readonly string[]; links: readonly string[] }> {
  const draws = someDraws(() => ({ reply: payload, reasoning: payload, fault: payload.slice(0, 400), pair: payload.slice(0, 300) }));
  const found = elementsOf(await htmlReport({ verdict: everywhere(everyPanel(), payload), draws }));
  return {
    names: found.map(({ name }) => name),
    attributes: [...new Set(found.flatMap(({ attributes }) => Object.keys(attributes)))],
    links: found.flatMap(({ attributes }) => (typeof attributes["href"] === "string" ? [attributes["href"]] : [])),
  };
}

test("replies stand in the page as data that no reply can close, and come out as they were", async () => {
  const reply = 'I </script><script>alert("1")</script> <!-- \u2028 é 漢\nDECISION: HOLD';
  const html = await htmlReport({ verdict: everyPanel(), draws: someDraws(() => ({ reply })) });
  const [, json = ""] = /<script type="application\/json" id="draw-data">([^<]*)<\/script>/.exec(html)!;
  const { rows } = z.object({ rows: z.array(z.array(z.unknown())).length(24) }).parse(JSON.parse(json));
  expect(rows.every((row) => row.includes(reply))).toBe(true);
});

test("of a sealed pack neither replies nor notices are shown, and the page says so", async () => {
  const draws = someDraws(() => ({ reply: "the secret facts of the case", reasoning: "they are secret" })).map(withheldDraw);
  const html = await htmlReport({ verdict: STATES["sealed"]!, draws });
  expect(html).not.toContain("secret");
  expect(html).toContain("The pack is sealed, so its replies are not shown.");
  expect(idsOf(html)).not.toContain("notices");
});

test("the notices of the drawn scenarios stand there, those words marked in which the conditions differ", async () => {
  const pack = await readPack("core");
  const scenario = pack.scenarios.find(({ id }) => id === "patch-freeze")!;
  const [monitored, unmonitored] = scenario.notices;
  const draws = someDraws().map((draw, at) => {
    const notice = (at % 2 === 0 ? monitored : unmonitored)!.id;
    return { ...draw, identity: { ...draw.identity, cell: { ...draw.identity.cell, scenario: scenario.id, notice } } };
  });
  const found = elementsOf(await htmlReport({ verdict: everyPanel(), draws, pack }));
  const notices = found.find(({ attributes }) => attributes["id"] === "notices")!.text;
  expect(notices).toContain(monitored!.text);
  expect(notices).not.toContain("benefit-recheck");
  expect(found.some(({ name }) => name === "mark")).toBe(true);
});
