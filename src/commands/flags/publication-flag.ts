import { GygesError } from "../../schema/error.ts";

const MOST = 2 ** 31 - 1;

/** `--publication` by itself, or with the seed of the fresh wordings. */
export function parsePublication(typed: string | true | undefined): { readonly seed: number | null } | undefined {
  if (typed === undefined) return undefined;
  if (typed === true) return { seed: null };
  const seed = /^\d{1,10}$/.test(typed) ? Number(typed) : Number.NaN;
  if (seed <= MOST) return { seed };
  throw new GygesError(
    "usage",
    "run/flags",
    `--publication wants a seed, a whole number from 0 to ${MOST}, or nothing behind it, saw ${JSON.stringify(typed.slice(0, 40))}\n  Example: --publication 7`,
  );
}
