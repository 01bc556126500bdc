import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { NoticeAxis, Scenario } from "../schema/scenario.ts";
import { renderUserTurn } from "./render.ts";

/** 64 hex digits over the UTF-8 bytes of a text. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/**
 * `sha256:` and 64 hex digits over everything that reaches a model or decides a label: texts as they are rendered,
 * options, behaviours, notices, shared ones too, the questions about them. Stores of two different hashes are never compared.
 * The order of files and of keys does not count; the order of wordings and options does, because the plan follows it.
 */
export function packHash(scenarios: readonly Scenario[], axes: readonly NoticeAxis[] = []): string {
  const sorted = scenarios.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const shared = axes
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ notices, checks }) => notices.map(({ id, text }) => [id, text, checks[id] ?? null]));
  return `sha256:${sha256Hex(canonicalJson([...sorted.map(whatCounts), ...(shared.length === 0 ? [] : [{ shared }])]))}`;
}

function whatCounts(scenario: Scenario): unknown {
  const order = scenario.act.options.map((option) => option.id);
  return {
    id: scenario.id,
    role: scenario.role,
    control: scenario.role === "control" ? scenario.control : null,
    turns: scenario.wordings.map((wording) => [wording.id, renderUserTurn(scenario, wording.id, order)]),
    act: scenario.act,
    behaviours: scenario.role === "dilemma" ? null : scenario.behaviours,
    notices: scenario.notices.map((notice) => [notice.condition, notice.id, notice.text]),
    checks: scenario.checks,
    reasoning: scenario.reasoning,
    ...emphatic(scenario),
  };
}

/** The order in the form that a run may ask for. */
function emphatic(scenario: Scenario): { readonly emphatic?: string } {
  return scenario.role === "dilemma" || scenario.directive.emphatic === undefined ? {} : { emphatic: scenario.directive.emphatic };
}

/** JSON with sorted keys and no spaces, so that equal values are equal bytes. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
