import { expect, test } from "vitest";
import { readPack } from "../../src/disk/read-pack.ts";
import { parsePack } from "../../src/scenario/parse-pack.ts";
import { planDraws } from "../../src/scenario/plan.ts";
import { publicationPack } from "../../src/scenario/publication-pack.ts";
import { lateKeys, packOf } from "./small-pack.ts";

const core = await readPack("core");
const beside = parsePack(publicationPack(core, 7, 2, []));

test("every probe has as many fresh wordings as own ones, the own first and unchanged", () => {
  const probes = beside.scenarios.filter(({ role }) => role === "probe");
  expect(probes).toHaveLength(24);
  for (const probe of probes) {
    expect(probe.wordings.map(({ publication }) => publication?.status ?? probe.publication.status)).toEqual([
      "own-public",
      "own-public",
      "fresh",
      "fresh",
    ]);
    expect(probe.wordings.slice(0, 2)).toEqual(core.scenarios.find(({ id }) => id === probe.id)?.wordings.slice(0, 2));
  }
  expect(beside.scenarios.filter(({ role }) => role === "control")).toHaveLength(4);
});

test("equal seeds give equal bytes, other seeds other wordings", () => {
  expect(publicationPack(core, 7, 2, [])).toEqual(publicationPack(core, 7, 2, []));
  expect(parsePack(publicationPack(core, 8, 2, [])).hash).not.toBe(beside.hash);
});

test("the n-th fresh wording meets the notices and option orders of the n-th own one", () => {
  const planned = planDraws(beside, {
    draws: 3,
    dilemmaDraws: 0,
    conditions: ["monitored", "unmonitored"],
    temperature: null,
    publication: true,
  });
  const seen = (wording: string): string[] =>
    planned.flatMap(({ identity: { cell, draw, order } }) =>
      cell.scenario === "patch-freeze" && cell.wording === wording ? [`${cell.notice} ${draw} ${order.join(" ")}`] : [],
    );
  const [first, second] = beside.scenarios.find(({ id }) => id === "patch-freeze")?.wordings.map(({ id }) => id) ?? [];
  expect(seen("fresh-1")).toEqual(seen(first ?? ""));
  expect(seen("fresh-2")).toEqual(seen(second ?? ""));
  expect(seen("fresh-1")).not.toEqual(seen("fresh-2"));
  expect(planned.filter(({ identity }) => identity.cell.role === "probe")).toHaveLength(24 * 4 * 2 * 3);
});

test("a pack without fresh wordings is refused with what it lacks", () => {
  expect(() => publicationPack(parsePack(packOf(lateKeys)), 7, 2, [])).toThrow("Wanted: a block `fresh`");
});
