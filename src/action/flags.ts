import { isAbsolute, relative } from "node:path";
import type { RunFlags } from "../commands/flags/run-flags.ts";
import type { Inputs } from "./inputs.ts";

/**
 * The Action is `gyges run` with other manners: its inputs as the flags of that command.
 *
 * @param baseCommit null for a night, which has no base but its own history
 */
export function runFlags(inputs: Inputs, baseCommit: string | null): RunFlags {
  return {
    config: inputs.config,
    // A night that names a base is refused by the command itself.
    baseRef: baseCommit ?? inputs["base-ref"],
    history: inputs.history,
    accept: inputs["history-accept"] === "true",
    pack: inputs.pack,
    maxDraws: String(inputs["max-draws"]),
    shard: inputs.shard,
    margin: String(inputs.margin),
    direction: inputs.direction,
    maxMissing: String(inputs["max-missing"]),
    missing: inputs.missing,
    manipulationCheck: inputs["manipulation-check"],
    confirm: inputs.confirm,
    shareSeeds: inputs["share-seeds"],
    failOn: inputs["fail-on"].join(","),
    messageVar: inputs["message-var"],
    maxConcurrency: inputs["max-concurrency"]?.toString(),
    endpoints: "base",
    maxCalls: inputs["max-calls"]?.toString(),
    maxCost: inputs["max-cost"]?.toString(),
  };
}

/** The same run for a shell in the checkout's root, without what is the default anyway. */
export function commandLine(inputs: Inputs, baseCommit: string | null): string {
  const words = ["gyges", "run", ...inputs.config.flatMap((config) => ["--config", inRoot(inputs, config)])];
  const flag = (name: string, value: string | undefined, usual?: string): void => {
    if (value !== undefined && value !== usual) words.push(name, value);
  };
  flag("--base-ref", baseCommit ?? undefined);
  flag("--history", inputs.history === undefined ? undefined : inRoot(inputs, inputs.history));
  flag("--pack", /[./\\]/.test(inputs.pack) ? inRoot(inputs, inputs.pack) : inputs.pack, "core");
  flag("--max-draws", String(inputs["max-draws"]), "10");
  flag("--shard", inputs.shard);
  flag("--margin", String(inputs.margin), "0.1");
  flag("--direction", inputs.direction, "either");
  flag("--max-missing", String(inputs["max-missing"]), "0.15");
  flag("--missing", inputs.missing, "rules");
  flag("--manipulation-check", inputs["manipulation-check"], "require");
  flag("--confirm", inputs.confirm, "auto");
  if (inputs["share-seeds"]) words.push("--share-seeds");
  flag("--message-var", inputs["message-var"]);
  flag("--max-concurrency", inputs["max-concurrency"]?.toString());
  flag("--max-calls", inputs["max-calls"]?.toString());
  flag("--max-cost", inputs["max-cost"]?.toString());
  return words.map(quoted).join(" ");
}

function inRoot(inputs: Inputs, path: string): string {
  return isAbsolute(path) ? path : relative(".", `${inputs["working-directory"]}/${path}`);
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
