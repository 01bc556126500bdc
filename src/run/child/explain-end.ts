import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { describeError } from "../../schema/error.ts";
import { type RunStatus, RunStatusSchema } from "../../schema/run-plan.ts";
import { sayMissingKeys } from "./missing-key.ts";
import type { ChildEnd } from "./spawn.ts";

/**
 * Why a promptfoo child gave no whole set of draws; null where it did. The exit code alone says little: it is 0 after
 * a dead key or Ctrl-C, and 100 where a row of the pack met an error, which is a missing draw.
 *
 * @param folder what paths in the sentence are told from; the sentence goes into reports, which name no machine
 */
export async function explainEnd(
  end: ChildEnd,
  paths: { readonly status: string; readonly log: string | null },
  folder: string,
): Promise<string | null> {
  const again = "The draws so far are kept: run the same command again to go on.";
  if (end.interrupted) return `The run was interrupted. ${again}`;
  const status = await readStatus(paths.status);
  if (status.faults.length > 0)
    return `${status.faults[0]} ${status.faults.length > 1 ? `(and ${status.faults.length - 1} more)` : ""}`.trim();
  if (status.finished && (end.code === 0 || end.code === 100)) return null;
  const how = end.signal === null ? `code ${end.code}` : `signal ${end.signal}`;
  const output = await outputOf(end, paths.log);
  const keys = sayMissingKeys(output);
  if (keys !== null) return keys;
  return `promptfoo ended early (${how}) and never reached the end of the evaluation${hint(output)}. ${again} ${whereOutput(paths.log, folder)}`;
}

export async function readStatus(path: string): Promise<RunStatus> {
  try {
    return RunStatusSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (cause) {
    return { schema: "gyges.run-status/1", finished: false, faults: [`The extension left no readable status: ${describeError(cause)}`] };
  }
}

async function outputOf({ output }: ChildEnd, log: string | null): Promise<string> {
  return log === null ? output : readFile(log, "utf8").catch(() => "");
}

function whereOutput(log: string | null, folder: string): string {
  if (log !== null) return `Its output: ${relative(folder, log)}`;
  return "Its output is not kept, since the pack is sealed; draw one scenario of a shipped pack to see what promptfoo says.";
}

/** What providers of gyges say where their config is wrong, which is before the first call. */
const OWN_PROVIDERS = [
  { config: "config of the simulated model", name: "OrganismProvider" },
  { config: "config of the forced-choice provider", name: "ForcedChoiceProvider" },
  { config: "config of ManyDrawsProvider", name: "ManyDrawsProvider" },
  { config: "config of BatchProvider", name: "BatchProvider" },
  { config: "config of ReplayProvider", name: "ReplayProvider" },
] as const;

/** The likeliest causes, told from promptfoo's output by fixed words; the output itself is never repeated. */
function hint(text: string): string {
  if (text.includes("Database migration failed"))
    return ": another promptfoo set up the same database at that moment. Give each job a PROMPTFOO_CONFIG_DIR of its own";
  const refusing = OWN_PROVIDERS.find(({ config }) => text.includes(`${config} is not valid`));
  if (refusing !== undefined)
    return `: ${refusing.name} does not take its config, and says in its output, behind an ×, which key or value. Correct it in the promptfoo config first`;
  if (/\b(?:401|403)\b|Unauthorized|invalid api key|API key/i.test(text))
    return ": the provider refused the key (401 or 403). Check the provider's key in the environment";
  if (/\b404\b/.test(text)) return ": the provider answered 404. Check the model's name and the base URL";
  return "";
}
