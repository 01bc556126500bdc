import type { Reason } from "../../schema/verdict.ts";
import type { Change } from "./held-inputs.ts";

/** What a reviewer is told of a change that touches the gate itself: one sentence a finding. */

export function ofOverruled(changes: readonly Change[]): Reason[] {
  const [pack, thresholds] = [changes.filter(({ input }) => input === "pack"), changes.filter(({ input }) => input !== "pack")];
  return [
    ...finding("pr/pack", pack, (list) => `This change names another pack in its workflow: ${list}. The base's holds.`),
    ...finding(
      "pr/thresholds",
      thresholds,
      (list) => `This change sets inputs of the gate in its workflow: ${list}. The base's values hold.`,
    ),
  ];
}

export function ofTold(changes: readonly Change[]): Reason[] {
  return finding(
    "pr/config",
    changes,
    (list) => `This change sets in its workflow what the gate looks at, or where it runs: ${list}. Its own values hold.`,
  );
}

export function ofFirst(changes: readonly Change[]): Reason[] {
  return finding(
    "pr/thresholds",
    changes,
    (list) => `The base has no gyges step yet, so this change's own values hold. Not the defaults: ${list}.`,
  );
}

export function unreadable(path: string | null, why: string): Reason {
  const text = `Whether this change alters the gate's own inputs cannot be told from ${path ?? "the base's workflow files"}: ${why}. Its own values hold, so no pass is given. Plain values and settings of the repository (vars.NAME), in the workflow itself, can be compared.`;
  return { code: "pr/workflow-unreadable", text };
}

function finding(code: string, changes: readonly Change[], sentence: (list: string) => string): Reason[] {
  if (changes.length === 0) return [];
  return [{ code, text: sentence(changes.map(inWords).join(", ")) }];
}

function inWords({ input, base, head }: Change): string {
  // The order of configs says something.
  if (input === "config" || !Array.isArray(base) || !Array.isArray(head)) return `${input} from ${shown(base)} to ${shown(head)}`;
  const [old, now] = [base.map(String), head.map(String)];
  const parts = [
    ["with", now.filter((one) => !old.includes(one))],
    ["without", old.filter((one) => !now.includes(one))],
  ] as const;
  return `${input} ${parts.flatMap(([word, names]) => (names.length === 0 ? [] : [`${word} ${shown(names.join(", "))}`])).join(" and ")}`;
}

function shown(value: Change["base"]): string {
  const text = Array.isArray(value) ? value.join(", ") : String(value ?? "");
  if (text === "") return "nothing";
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
