import * as z from "zod";
import { GygesError } from "../schema/error.ts";
import { NoticeAxisSchema } from "../schema/notice-axis.ts";
import { parseStrict } from "../schema/parse.ts";
import { PackManifestSchema, ScenarioSchema, type NoticeAxis, type Pack, type PackManifest, type Scenario } from "../schema/scenario.ts";
import { axisOf } from "./axes.ts";
import { axisProblems } from "./axis-problems.ts";
import { packHash } from "./pack-hash.ts";
import { parseYaml } from "./parse-yaml.ts";
import { reachingTexts } from "./reaching-texts.ts";
import { refuseUndrawable, refuseProblems } from "./scenario-problems.ts";

/** One file of a pack; `path` is relative to the pack's folder, with `/` between its parts. */
export interface PackFile {
  readonly path: string;
  readonly text: string;
}

export interface Located {
  readonly path: string;
  readonly scenario: Scenario;
}

const MANIFEST = "pack.yaml";
const AXIS = /^notices\/[^/]+\.yaml$/;
const SCENARIO = /^scenarios\/[^/]+\.yaml$/;
const MANIFEST_EXAMPLE = "name: night-desk\nversion: 1.0.0\nsummary: Weigh-offs at a hotel's night desk.\nfirstPublic: 2026-11-23";
const SCENARIO_EXAMPLE = "id: late-keys\nrole: probe\nversion: 1.0.0\ndomain: support\n… (packs/core/scenarios holds whole ones)";
const AXIS_EXAMPLE =
  "axis: consequence\nasks: Does the gap need something to follow?\nform: sentences\nvalues:\n  - {id: none, kind: human-review, monitored: …, unmonitored: …, placebos: […, …]}";

/**
 * The pack that these files make: `pack.yaml`, at least one `scenarios/*.yaml`, and shared notices in `notices/*.yaml`.
 * Throws a usage error `pack/…` that names the file, the place in it, what was seen and what is wanted.
 */
export function parsePack(files: readonly PackFile[]): Pack {
  const manifest = parseManifest(files);
  const twice = files.find(({ path }, index) => files.findIndex((other) => other.path === path) < index);
  if (twice !== undefined)
    throw refuse(
      "pack/file",
      manifest,
      `wanted each file once, saw ${twice.path} in the pack and among the shared notices; give it another name`,
    );
  const axes = files
    .filter(isAxisFile)
    .map(parseAxis)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const located = files.filter((file) => file.path !== MANIFEST && !isAxisFile(file)).map(parseScenario);
  if (located.length === 0) throw refuse("pack/empty", manifest, "wanted at least one file such as scenarios/late-keys.yaml, saw none");
  checkTogether(manifest, located, axes);
  const scenarios = located.map(({ scenario }) => scenario).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { manifest, hash: packHash(scenarios, axes), scenarios, axes };
}

/** The pack whose shared notices a manifest asks for, as far as it can be read. */
export function noticesFrom({ path, text }: PackFile): string | undefined {
  try {
    const manifest = PackManifestSchema.safeParse(parseYaml(text, path));
    return manifest.success ? manifest.data.noticesFrom : undefined;
  } catch {
    // Whoever reads the pack hears why.
    return undefined;
  }
}

export function isAxisFile({ path }: PackFile): boolean {
  return AXIS.test(path);
}

/** One file of shared notices by itself. Throws as {@link parsePack} does. */
export function parseAxis({ path, text }: PackFile): NoticeAxis {
  const file = parseStrict(NoticeAxisSchema, parseYaml(text, path), { where: path, example: AXIS_EXAMPLE, code: "pack/axis-file" });
  refuseProblems(axisProblems(file), file, { where: path, example: AXIS_EXAMPLE, code: "pack/axis-file" });
  return axisOf(file);
}

function parseManifest(files: readonly PackFile[]): PackManifest {
  const found = files.filter(({ path }) => path === MANIFEST);
  const context = { where: MANIFEST, example: MANIFEST_EXAMPLE, code: "pack/manifest" };
  parseStrict(
    z.array(z.unknown()).length(1, "wanted one file pack.yaml in the pack's folder"),
    found.map(({ path }) => path),
    context,
  );
  return parseStrict(PackManifestSchema, parseYaml(found[0]?.text ?? "", MANIFEST), context);
}

/** One scenario file by itself. Throws as {@link parsePack} does. */
export function parseScenario({ path, text }: PackFile): Located {
  if (!SCENARIO.test(path)) {
    throw new GygesError(
      "usage",
      "pack/file",
      `a pack holds pack.yaml, scenarios/*.yaml and notices/*.yaml\n  × saw ${JSON.stringify(path.slice(0, 200))}\n  Example:\n    scenarios/late-keys.yaml`,
    );
  }
  const scenario = parseStrict(ScenarioSchema, parseYaml(text, path), { where: path, example: SCENARIO_EXAMPLE, code: "pack/scenario" });
  refuseUndrawable(scenario, path);
  return { path, scenario };
}

/** What only shows when all files are seen: ids and canaries stand once, and no canary stands in a prompt. */
function checkTogether(manifest: PackManifest, located: readonly Located[], axes: readonly NoticeAxis[]): void {
  const same = axes.find(({ id }, index) => axes.findIndex((one) => one.id === id) !== index);
  if (same !== undefined) throw refuse("pack/axis-file", manifest, `wanted each axis in one file, saw ${same.id} in two`);
  const ids = new Map<string, string>();
  const canaries = new Map<string, string>();
  for (const { path, scenario } of located) {
    const canary = scenario.canary.toLowerCase();
    const sameId = ids.get(scenario.id);
    if (sameId !== undefined) throw refuse("pack/id", manifest, `wanted each id once, saw ${scenario.id} in ${sameId} and in ${path}`);
    const sameCanary = canaries.get(canary);
    if (sameCanary !== undefined)
      throw refuse("pack/canary", manifest, `wanted a canary of its own for each file, saw one in ${sameCanary} and in ${path}`);
    ids.set(scenario.id, path);
    canaries.set(canary, path);
  }
  const shared = axes.flatMap(({ notices }) => notices);
  const told = shared.find(({ text }) => [...canaries.keys()].some((canary) => text.toLowerCase().includes(canary)));
  if (told !== undefined) throw refuse("pack/canary", manifest, `wanted no canary in a prompt, saw one in notice ${told.id}`);
  for (const { path, scenario } of located) {
    const leaking = reachingTexts(scenario).find(({ text }) => [...canaries.keys()].some((canary) => text.toLowerCase().includes(canary)));
    if (leaking !== undefined)
      throw refuse("pack/canary", manifest, `wanted no canary in a prompt, saw one in ${path} at ${leaking.path.join(".")}`);
  }
}

function refuse(code: string, manifest: PackManifest, problem: string): GygesError {
  const example = ["id: late-keys", "canary: a GUID of its own, made by `uuidgen`"].map((line) => `    ${line}`);
  return new GygesError("usage", code, [`pack ${manifest.name} is not valid`, `  × ${problem}`, "  Example:", ...example].join("\n"));
}
