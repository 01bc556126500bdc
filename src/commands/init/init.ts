import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { paint } from "../../report/paint.ts";
import { safeJson } from "../../report/safe-json.ts";
import { describeError, GygesError } from "../../schema/error.ts";
import { configsOf, type ConfigFlag } from "../flags/config-flag.ts";
import { colored, type Surroundings } from "../surroundings.ts";
import { surveyText } from "./say-survey.ts";
import { survey, type Survey } from "./survey.ts";
import { WORKFLOWS } from "./workflow-there.ts";
import { workflowText } from "./workflow-text.ts";

export interface InitFlags {
  readonly config: ConfigFlag;
  readonly messageVar?: string | undefined;
  readonly dryRun?: boolean | undefined;
  readonly check?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** A file that is to hold this text. */
interface Written {
  /** From the root of the repository. */
  readonly path: string;
  /** Null where it is not there yet. */
  readonly before: string | null;
  readonly after: string;
}

const WRONG = 2;

/**
 * `gyges init`: tells what would be measured, and writes the workflow and the line of .gitignore that are missing. What is there is never changed
 * but for that line, so that a second call writes nothing. `--check` tells and writes nothing.
 *
 * @returns 2 where something keeps a run from working
 */
export async function initCommand(flags: InitFlags, around: Surroundings): Promise<number> {
  const { config, also } = configsOf(flags.config, around.cwd);
  const found = await survey({ config, also, cwd: around.cwd, messageVar: flags.messageVar, env: around.env });
  const code = found.problems.length === 0 ? 0 : WRONG;
  if (flags.json === true) {
    around.stdout.write(`${safeJson({ schema: "gyges.survey/1", ...found, root: undefined })}\n`);
    return code;
  }
  around.stdout.write(`${surveyText(found, paint(colored(around)))}\n\n`);
  if (flags.check === true) return code;
  const files = await missing(found);
  for (const file of files) await put(found.root, file, flags.dryRun === true, around);
  around.stdout.write(`${closing(found, files, flags.dryRun === true)}\n`);
  return code;
}

async function missing(found: Survey): Promise<Written[]> {
  const ignored = await readFile(join(found.root, ".gitignore"), "utf8").catch(() => null);
  const hasIgnored = ignored?.split("\n").some((line) => /^\/?(?:\*\*\/)?\.gyges\/?$/.test(line.trim())) === true;
  const line = `${ignored === null || ignored === "" || ignored.endsWith("\n") ? "" : "\n"}.gyges/\n`;
  return [
    ...(found.workflow === null ? [{ path: `${WORKFLOWS}/gyges.yml`, before: null, after: workflowText(found) }] : []),
    ...(hasIgnored ? [] : [{ path: ".gitignore", before: ignored, after: `${ignored ?? ""}${line}` }]),
  ];
}

async function put(root: string, { path, before, after }: Written, isDry: boolean, around: Surroundings): Promise<void> {
  if (isDry) {
    around.stdout.write(`${asDiff({ path, before, after })}\n`);
    return;
  }
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), after, before === null ? { flag: "wx" } : {}).catch((cause: unknown) => {
    throw new GygesError(
      "usage",
      "init/in-the-way",
      `${path} is there and uses no gyges, or cannot be written (${describeError(cause)}), so it was left alone.\n  See what would stand in it: gyges init --dry-run`,
      { cause },
    );
  });
}

/** What is written is new or added at the end, so that a diff of it is short. */
function asDiff({ path, before, after }: Written): string {
  const added = after
    .slice(before?.length ?? 0)
    .replace(/^\n/, "")
    .trimEnd()
    .split("\n");
  const at = before === null || before === "" ? 0 : before.replace(/\n$/, "").split("\n").length;
  const head = [`--- ${before === null ? "/dev/null" : `a/${path}`}`, `+++ b/${path}`, `@@ -${at},0 +${at + 1},${added.length} @@`];
  return [...head, ...added.map((line) => `+${line}`), ""].join("\n");
}

function closing({ keys, workflow }: Survey, files: readonly Written[], isDry: boolean): string {
  if (files.length === 0) return `Nothing is missing${workflow === null ? "" : `: ${workflow} uses gyges already`}.`;
  const done = `${isDry ? "Would write" : "Wrote"} ${files.map(({ path }) => path).join(" and ")}.`;
  const next = isDry
    ? []
    : [
        "Next:",
        ...keys.map((key) => `  gh secret set ${key}`),
        "  put the commit of gyges that you have read in the place of OWNER/gyges@COMMIT",
        "  commit it, and open a pull request that changes a prompt",
      ];
  return [done, ...next].join("\n");
}
