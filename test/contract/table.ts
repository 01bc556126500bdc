import type { Outcome } from "./judge.ts";
import { CALLS, type Column } from "./suite.ts";

/** Calls down, servers across; then why what differs does, and what nobody knew of. */
export function tableOf(columns: readonly Column[]): string {
  const width = Math.max(...CALLS.map(({ name }) => name.length));
  const line = (first: string, others: readonly string[]): string =>
    [first.padEnd(width), ...others.map((one) => one.padEnd(12))].join("  ").trimEnd();
  const heads = columns.map(({ server }) => server);
  const rows = CALLS.map(({ name }, at) =>
    line(
      name,
      columns.map(({ outcomes }) => cellOf(outcomes[at]!)),
    ),
  );
  return [line("", heads), ...rows, "", ...gapsOf(columns), ...columns.flatMap(reasonsOf)].join("\n");
}

/** A reason once, with the calls that it is for. */
function reasonsOf({ server, outcomes }: Column): string[] {
  const named = outcomes.flatMap((outcome, at) => reasonOf(outcome).map((reason) => ({ reason, name: CALLS[at]!.name })));
  const byReason = Map.groupBy(named, ({ reason }) => reason);
  return [...byReason].map(([reason, calls]) => `${server}: ${reason} (${calls.map(({ name }) => name).join("; ")})`);
}

function reasonOf(outcome: Outcome): string[] {
  if (outcome.state === "UNKNOWN") return outcome.wrong.map((line) => `UNKNOWN  ${line}`);
  return outcome.state === "agrees" ? [] : [outcome.why];
}

function cellOf(outcome: Outcome): string {
  return outcome.state === "agrees" && outcome.gaps.length > 0 ? "agrees *" : outcome.state;
}

function gapsOf(columns: readonly Column[]): string[] {
  return columns.flatMap(({ server, outcomes }) => {
    const gaps = new Set(outcomes.flatMap((outcome) => (outcome.state === "agrees" ? outcome.gaps : [])));
    return gaps.size === 0 ? [] : [`* ${server} leaves out what the SDK's types require: ${[...gaps].join(", ")}`];
  });
}

export function countOf(columns: readonly Column[]): { readonly passed: number; readonly failed: number } {
  const states = columns.flatMap(({ outcomes }) => outcomes.map(({ state }) => state));
  const failed = states.filter((state) => state === "UNKNOWN").length;
  return { passed: states.length - failed, failed };
}
