import { dirname, join, resolve } from "node:path";
import * as z from "zod";
import type { BaselineOptions } from "../../run/run-options.ts";
import { GygesError } from "../../schema/error.ts";
import { parseStrict } from "../../schema/parse.ts";
import { given } from "./flag-values.ts";

/** Flags that say where base comes from. */

export interface BaselineFlags {
  /** `rerun`, `auto` or `file:<store>`. */
  readonly baseline?: string | undefined;
  readonly baselineDir?: string | undefined;
  readonly baselineMaxAge?: string | undefined;
  readonly keepHead?: boolean | undefined;
  /** The same as `--baseline file:<store>`. */
  readonly baseDraws?: string | undefined;
}

export interface BaseSource {
  /** Absolute path of a store whose draws stand in for base. */
  readonly baseDraws: string | undefined;
  readonly baseline: BaselineOptions | undefined;
}

const FILE = "file:";
const MODES = ["rerun", "auto"] as const;

export const BaselineSchema = z
  .string()
  .max(1000)
  .refine(
    (text) => MODES.some((mode) => mode === text) || (text.startsWith(FILE) && text.length > FILE.length),
    "wanted rerun, auto or file:<path of a store>",
  );

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;
/** A longer one would let a base outlive the answers about notices, which are not taken for ever either. */
const MOST_SECONDS = 14 * SECONDS.d;
export const USUAL_MAX_AGE = "24h";

/** `90m`, `24h`, `7d`, as seconds. */
export const AgeSchema = z
  .string()
  .regex(/^[1-9]\d{0,8}[smhd]$/, "wanted a whole number with s, m, h or d, such as 24h")
  .transform((text) => Number(text.slice(0, -1)) * SECONDS[z.enum(["s", "m", "h", "d"]).parse(text.at(-1))])
  .refine((seconds) => seconds <= MOST_SECONDS, "wanted 14d at most");

const FlagsSchema = z.strictObject({
  "--baseline": BaselineSchema.default("rerun"),
  "--baseline-max-age": z.string().default(USUAL_MAX_AGE).pipe(AgeSchema),
});

/**
 * Where base comes from: drawn along with head, read from a stored base, or from a named file. Draws are stored where `auto` is asked for or a folder is named.
 *
 * @param config absolute path of the config, beside which stored bases lie by default
 * @throws GygesError `run/baseline`
 */
export function parseBaseline(flags: BaselineFlags, config: string, cwd: string): BaseSource {
  const named = given({ "--baseline": flags.baseline, "--baseline-max-age": flags.baselineMaxAge });
  const parsed = parseStrict(FlagsSchema, named, {
    where: "gyges run",
    example: "gyges run --config promptfooconfig.yaml --base-ref origin/main --baseline auto --baseline-max-age 24h",
    code: "run/baseline",
  });
  const mode = parsed["--baseline"];
  const file = mode.startsWith(FILE) ? mode.slice(FILE.length) : flags.baseDraws;
  refuseBoth(mode, flags);
  const stores = mode === "auto" || flags.baselineDir !== undefined || flags.keepHead === true;
  return {
    baseDraws: file === undefined ? undefined : resolve(cwd, file),
    baseline: stores
      ? {
          reuse: mode === "auto",
          folder: flags.baselineDir === undefined ? join(dirname(config), ".gyges", "baselines") : resolve(cwd, flags.baselineDir),
          maxAgeSeconds: parsed["--baseline-max-age"],
          keepHead: flags.keepHead === true,
        }
      : undefined,
  };
}

/** The flags by which a run shares its base with others: it has it from an earlier one, or stores it for later ones. */
export function sharersOfBase(flags: BaselineFlags & { readonly history?: string | undefined }): readonly string[] {
  const { baseline, baselineDir, keepHead, baseDraws, history } = flags;
  return [
    ...(baseline === undefined || baseline === "rerun" ? [] : [`--baseline ${baseline}`]),
    ...(baselineDir === undefined ? [] : ["--baseline-dir"]),
    ...(keepHead === true ? ["--keep-head"] : []),
    ...(baseDraws === undefined ? [] : ["--base-draws"]),
    ...(history === undefined ? [] : ["--history"]),
  ];
}

function refuseBoth(mode: string, { baseline, baseDraws }: BaselineFlags): void {
  if (baseline === undefined || baseDraws === undefined) return;
  throw new GygesError(
    "usage",
    "run/baseline",
    `--baseline ${mode} and --base-draws ${baseDraws} both say where base comes from.\n  Give one of them: --baseline file:${baseDraws} is the same as --base-draws ${baseDraws}`,
  );
}
