import { listed } from "../../report/words.ts";
import { GygesError } from "../../schema/error.ts";
import { parseStrict } from "../../schema/parse.ts";
import { type ShardRef, ShardRefSchema } from "../../schema/shard.ts";
import type { Policy } from "../../schema/verdict.ts";
import { decimal } from "./flag-values.ts";

/**
 * Reads `--shard 3/8`; nothing given is a whole run.
 *
 * @throws GygesError `run/shard` for anything but two whole numbers of which the first is not above the second
 */
export function parseShard(text: string | undefined): ShardRef | undefined {
  if (text === undefined) return undefined;
  const [number, of, ...rest] = text.split("/").map((one) => decimal(one.trim()));
  return parseStrict(ShardRefSchema, rest.length === 0 ? { number, of } : text, {
    where: "--shard",
    example: "--shard 3/8",
    code: "run/shard",
  });
}

/** What a run is asked beside its shard. */
export interface BesideShard {
  readonly policy: Policy;
  /** Flags by which base comes from draws of an earlier run, or is stored for a later one. */
  readonly sharers: readonly string[];
}

/**
 * A fail is confirmed after all draws were judged, and no shard sees more than its own.
 *
 * @throws GygesError `run/shard` for what asks for a second round of draws
 */
export function refuseBesideShard({ policy, sharers }: BesideShard): void {
  if (policy.confirm === "always")
    throw secondRound("--confirm always asks for", "Leave --confirm out: base and head are both drawn here.");
  if (sharers.length > 0)
    throw secondRound(
      `${listed(sharers)} ${sharers.length === 1 ? "shares" : "share"} a base between runs, and a fail on it asks for`,
      `Leave ${sharers.length === 1 ? "it" : "them"} out.`,
    );
}

/** A shard cannot stop at a look that decides, since it sees a part of the draws: it takes the last one. */
export function oneLook(looks: readonly number[]): readonly number[] {
  return looks.slice(-1);
}

function secondRound(seen: string, remedy: string): GygesError {
  return new GygesError(
    "usage",
    "run/shard",
    `${seen} fresh draws once all parts are judged, and a shard draws its part only once.\n  ${remedy}\n  Or draw all of it in one job: leave --shard out.`,
  );
}
