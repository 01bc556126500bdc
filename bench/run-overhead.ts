import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
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

/** The requests that the run sent, a test each. */
function bareConfig(url: string, calls: readonly string[]): string {
  return stringify({
    prompts: ["{{messages | dump | safe}}"],
    providers: [{ id: "openai:chat:quick", config: { apiBaseUrl: url, apiKey: "none", temperature: 1 } }],
    tests: calls.map((messages): object => ({
      vars: { messages: JSON.parse(messages) as unknown },
      options: { disableVarExpansion: true },
    })),
  });
}
