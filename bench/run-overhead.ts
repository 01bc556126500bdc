import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { stringify } from "yaml";
import * as z from "zod";
import { CONCURRENCY, inQuickProject, root } from "./quick-project.ts";
import { peakOf, timed } from "./timed.ts";

/** `gyges run` beside one bare `promptfoo eval --no-cache` that makes the very same calls, of a server that answers after 20 ms. */

export interface Overhead {
  readonly calls: number;
  readonly runSeconds: number;
  readonly evalSeconds: number;
  /** How much longer the run took, as a share of the evaluation. */
  readonly longer: number;
  /** The most that the run and what it started held at one moment, less that of the evaluation; null where the system does not tell. */
  readonly moreMegabytes: number | null;
  /** Peaks of single processes, as each of them saw it. */
  readonly peakMegabytes: { readonly gyges: number; readonly itsPromptfoo: number; readonly evaluation: number };
}

export async function measureOverhead(): Promise<Overhead> {
  return inQuickProject(async (project) => {
    const { folder, url } = project;
    const run = await project.run("run");
    const calls = project.calls();
    const bare = join(folder, "bare.yaml");
    writeFileSync(bare, bareConfig(url, calls));
    const flags = ["eval", "-c", bare, "--no-cache", "--no-write", "--no-table", "--no-progress-bar", "-j", CONCURRENCY];
    const alone = await timed(folder, "eval", [join(root, "node_modules/promptfoo/dist/src/entrypoint.js"), ...flags]);
    refuseOtherCalls(calls, project.calls().slice(calls.length));
    return {
      calls: calls.length,
      runSeconds: run.seconds,
      evalSeconds: alone.seconds,
      longer: run.seconds / alone.seconds - 1,
      moreMegabytes: run.atOnce === null || alone.atOnce === null ? null : Math.round(run.atOnce - alone.atOnce),
      peakMegabytes: { gyges: peakOf(run, "cli.js"), itsPromptfoo: peakOf(run, "main.js"), evaluation: peakOf(alone, "main.js") },
    };
  });
}

const Messages = z.tuple([
  z.object({ role: z.literal("system"), content: z.string() }),
  z.object({ role: z.literal("user"), content: z.string() }),
]);

/** The requests that the run sent, a test each, out of a prompt of the form that the project's has. */
function bareConfig(url: string, calls: readonly string[]): string {
  return stringify({
    prompts: ['[{"role":"system","content":"{{system}}"},{"role":"user","content":"{{message}}"}]'],
    providers: [{ id: "openai:chat:quick", config: { apiBaseUrl: url, apiKey: "none", temperature: 1 } }],
    tests: calls.map((call): object => {
      const [system, user] = Messages.parse(JSON.parse(call));
      return { vars: { system: system.content, message: user.content } };
    }),
  });
}

function refuseOtherCalls(ofRun: readonly string[], ofEvaluation: readonly string[]): void {
  if (isDeepStrictEqual(ofRun.toSorted(), ofEvaluation.toSorted())) return;
  throw new Error(`the evaluation made other calls than the run: ${ofEvaluation.length} against ${ofRun.length}`);
}
