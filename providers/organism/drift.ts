import type { OrganismSpec } from "../../src/organism/spec.ts";
import { uniformsFor } from "../../src/organism/uniform.ts";
import { drawKey, type Identity } from "../../src/schema/identity.ts";
import type { Drift } from "./config.ts";

/** How far a drifting model has come: 0 before its drift, 1 behind it. */
export function progressOf(drift: Drift, { calls, now }: { readonly calls: number; readonly now: number }): number {
  const gone = "calls" in drift ? calls / drift.calls : (now - Date.parse(drift.from)) / (Date.parse(drift.until) - Date.parse(drift.from));
  return Math.min(1, Math.max(0, gone));
}

/**
 * The model that answers this draw: the one that it was, or the one that it becomes. Half-way every second draw is the other's, so that rates move in a
 * straight line, whatever the traits are.
 */
export function drifted(spec: OrganismSpec, drift: Drift, progress: number, identity: Identity): OrganismSpec {
  const at = uniformsFor(spec.seed, "drift", identity.side, identity.pair, drawKey(identity))();
  if (at >= progress) return spec;
  const { rate, gap, refusalRate, temperatureSlope, missing, optOutRate, understands } = drift.to;
  return {
    ...spec,
    rate: rate ?? spec.rate,
    gap: gap ?? spec.gap,
    refusalRate: refusalRate ?? spec.refusalRate,
    temperatureSlope: temperatureSlope ?? spec.temperatureSlope,
    missing: missing ?? spec.missing,
    optOutRate: optOutRate ?? spec.optOutRate,
    understands: understands ?? spec.understands,
  };
}
