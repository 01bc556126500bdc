import * as z from "zod";

/** What `promptfoo-version` may say: one version, since what runs with the keys must not change from one day to the next. */

/** The oldest that gyges works with: the peer dependency of package.json, which a test holds equal. */
export const OLDEST = "0.121.0";

const exact = /^(?:0|[1-9]\d{0,4})\.(?:0|[1-9]\d{0,4})\.(?:0|[1-9]\d{0,4})(?:-[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*)?$/;

export const PromptfooVersion = z
  .string()
  .max(60)
  .regex(
    exact,
    "wanted one exact version, such as 0.123.1 or 0.124.0-rc.1, and no range, tag or latest (`npm view promptfoo version` tells the newest)",
  )
  .refine((version) => !exact.test(version) || !isOlder(version, OLDEST), `wanted ${OLDEST} or newer`);

function isOlder(one: string, other: string): boolean {
  const [a, b] = [numbers(one), numbers(other)];
  const place = a.findIndex((number, index) => number !== b[index]);
  return place !== -1 && a[place]! < b[place]!;
}

function numbers(version: string): number[] {
  return version.split("-")[0]!.split(".").map(Number);
}
