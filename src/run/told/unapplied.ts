import type { Draw } from "../../schema/draw.ts";
import { type Side, SIDES } from "../../schema/identity.ts";
import type { Reason } from "../../schema/verdict.ts";

type Told = Pick<Draw, "pair" | "side" | "provider" | "settings">;

const SETTINGS = ["temperature", "topP", "seed"] as const;
type Setting = (typeof SETTINGS)[number];

const NAMES: Readonly<Record<Setting, string>> = { temperature: "temperature", topP: "top_p", seed: "seed" };

/**
 * Settings that a config asks for and no call of a column took: what was measured is not what the config says. Where it is not known whether a model took one, nothing
 * is said.
 */
export function unapplied(draws: readonly Told[]): readonly Reason[] {
  return [...Map.groupBy(draws, ({ pair }) => pair)].flatMap(([pair, own]) =>
    SETTINGS.flatMap((setting) => {
      const lost = SIDES.flatMap((side) => lostOn(side, own, setting));
      return [...Map.groupBy(lost, ({ what }) => what).values()].map((alike) => finding(pair, alike));
    }),
  );
}

interface Lost {
  readonly side: Side;
  /** The setting with its value, and who did not take it. */
  readonly what: string;
  readonly calls: number;
}

function lostOn(side: Side, draws: readonly Told[], setting: Setting): Lost[] {
  const asking = draws.filter((draw) => draw.side === side && (draw.settings.requested[setting] ?? null) !== null);
  const [first] = asking;
  if (first === undefined || asking.some(({ settings }) => settings.applied[setting] !== "no")) return [];
  const values = [...new Set(asking.map(({ settings }) => settings.requested[setting]))];
  return [{ side, what: `the ${NAMES[setting]} ${values.slice(0, 3).join(", ")} did not reach ${first.provider}`, calls: asking.length }];
}

function finding(pair: string, lost: readonly Lost[]): Reason {
  const sides = lost.map(({ side }) => side).join(" and ");
  const calls = lost.reduce((sum, one) => sum + one.calls, 0);
  const text = `In ${sides} of ${JSON.stringify(pair)} ${lost[0]!.what}: none of ${calls} calls took it, so that what was measured is the model without it.`;
  return { code: "settings/not-applied", text };
}
