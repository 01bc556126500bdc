import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";
import { GYGES_VERSION } from "../src/schema/version.ts";

/** The floors of ARCHITECTURE.md, from the ground up. An arrow of the import graph may go down or stay, never up. */

const root = resolve(import.meta.dirname, "..");

const floors: readonly (readonly string[])[] = [
  ["src/schema", "src/stats"],
  [
    "src/label",
    "src/scenario",
    "src/choice",
    "src/judge",
    "src/estimate",
    "src/organism",
    "src/money",
    "src/verdict",
    "src/verdict.ts",
    "src/report",
  ],
  ["src/disk"],
  ["src/promptfoo", "src/batch"],
  ["src/run", "src/harness"],
  ["assertions", "providers", "src/commands"],
  ["src/action", "src/cli.ts", "src/index.ts"],
];

/** Rooms of one floor that may see each other; all others of a floor may not. */
const neighbours: ReadonlySet<string> = new Set([
  "src/organism src/label",
  "src/choice src/label",
  "src/money src/report",
  "src/judge src/label",
  "src/judge src/scenario",
  "src/verdict src/estimate",
  "src/verdict.ts src/verdict",
  "src/verdict.ts src/estimate",
]);

interface Arrow {
  readonly from: string;
  readonly to: string;
}

const files = ["src", "assertions", "providers"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name)),
);

const specifiers = (file: string): string[] =>
  [
    ...readFileSync(join(root, file), "utf8").matchAll(
      /(?:^|\s)(?:import|export)\b[^"';]*?from\s*"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)|^import\s+"([^"]+)"/gm,
    ),
  ].map((match) => (match[1] ?? match[2] ?? match[3])!);

const arrows: readonly Arrow[] = files.flatMap((file) =>
  specifiers(file)
    .filter((specifier) => specifier.startsWith("."))
    .map((specifier) => ({ from: file, to: relative(root, resolve(root, dirname(file), specifier)) })),
);

function room(file: string): string {
  const own = floors.flat().find((name) => file === name || file.startsWith(`${name}/`));
  if (own === undefined) throw new Error(`${file} stands on no floor: give it a room in test/architecture.test.ts and ARCHITECTURE.md`);
  return own;
}

const floorOf = (file: string): number => floors.findIndex((floor) => floor.includes(room(file)));

test("the graph is really read: the verdict reaches the ground floor", () => {
  expect(files.length).toBeGreaterThan(80);
  expect(arrows).toContainEqual({ from: "src/verdict/check-draws.ts", to: "src/schema/draw.ts" });
});

test("no arrow of the import graph runs up, or sideways between rooms", () => {
  const wrong = arrows.filter(({ from, to }) => {
    const [below, above] = [floorOf(to), floorOf(from)];
    return (
      below > above ||
      (below === above && room(from) !== room(to) && !neighbours.has(`${room(from)} ${room(to)}`) && above < floors.length - 1)
    );
  });
  expect(wrong).toEqual([]);
});

test("there is no import cycle", () => {
  const next = Map.groupBy(arrows, (arrow) => arrow.from);
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(" → "));
    if (done.has(file) || path.includes(file)) return;
    for (const arrow of next.get(file) ?? []) walk(arrow.to, [...path, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  expect(cycles).toEqual([]);
});

test("the pure floors use no Node module, clock, chance or network of their own", () => {
  const pure = files.filter((file) => floorOf(file) <= 1);
  const impure = /from "node:|\bprocess\.|\bDate\.now\b|new Date\(\)|\bMath\.random\b|\bfetch\(/;
  expect(pure.filter((file) => impure.test(readFileSync(join(root, file), "utf8")))).toEqual([]);
});

test("the statistics import quantiles and chance, and nothing else; the schemas only zod", () => {
  const outside = (folder: string): string[] =>
    [...new Set(files.filter((file) => file.startsWith(folder)).flatMap(specifiers))].filter((name) => !name.startsWith("."));
  expect(outside("src/stats").filter((name) => !name.startsWith("@stdlib/") && !name.startsWith("pure-rand"))).toEqual([]);
  expect(files.filter((file) => specifiers(file).some((name) => name.startsWith("@stdlib/")))).toEqual(["src/stats/distributions.ts"]);
  expect(outside("src/schema")).toEqual(["zod"]);
});

test("one module knows the plotting library, since the build folds it into that module", () => {
  const atRunTime = /^\s*import\s+(?!type\b)[^;]*from\s*"vega/m;
  expect(files.filter((file) => atRunTime.test(readFileSync(join(root, file), "utf8")))).toEqual(["src/report/html/svg.ts"]);
});

test("shipped code imports promptfoo for its types only", () => {
  const atRunTime = /^\s*import\s+(?!type\b)[^;]*from\s*"promptfoo/m;
  expect(files.filter((file) => atRunTime.test(readFileSync(join(root, file), "utf8")))).toEqual([]);
});

test("only the Action knows @actions, only the CLI reads argv and ends the process", () => {
  const uses = (pattern: RegExp): string[] => files.filter((file) => pattern.test(readFileSync(join(root, file), "utf8")));
  expect(uses(/"@actions\//).filter((file) => !file.startsWith("src/action/"))).toEqual([]);
  expect(uses(/process\.argv/).filter((file) => file !== "src/cli.ts")).toEqual([]);
});

test("no module has a default export, which would hide the named ones from promptfoo", () => {
  expect(files.filter((file) => /^export default|export \{[^}]*\bas default\b/m.test(readFileSync(join(root, file), "utf8")))).toEqual([]);
});

test("the version in the code is the version of the package", () => {
  expect(JSON.parse(readFileSync(join(root, "package.json"), "utf8"))).toMatchObject({ version: GYGES_VERSION });
});
