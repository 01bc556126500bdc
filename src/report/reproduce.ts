import type { Verdict } from "../schema/verdict.ts";

const MAX_COMMAND_LENGTH = 2000;

/** Lines for a shell that do the run again in a clone: head checked out where its commit is known, the packages, the command. Empty where it is not known how. */
export function reproduceLines({ run, gyges }: Pick<Verdict, "run" | "gyges">): readonly string[] {
  const { command, commit } = run;
  if (command === null || command.length > MAX_COMMAND_LENGTH) return [];
  if (commit === undefined) return [command];
  return [`git fetch origin ${commit} && git checkout FETCH_HEAD`, "npm ci", command.replace(/^gyges(?= )/, `npx ${packageOf(gyges)}`)];
}

function packageOf(version: string): string {
  return /^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version) ? `gyges@${version}` : "gyges";
}
