import type { Policy } from "../../src/schema/verdict.ts";
import { GYGES_VERSION } from "../../src/schema/version.ts";
import type { Foreseen } from "../../src/verdict/power/foreseen-looks.ts";
import { evenShape } from "../../src/verdict/power/gap-shape.ts";
import type { PlannedRun } from "../../src/verdict/power/plan.ts";
import type { Asked } from "./read-form.ts";

/** What `gyges plan` would have made of a config and its flags, made of the form. */
export function toPlan(asked: Asked): PlannedRun {
  const { scenarios, wordings, looks, base, v, columns, controls, checks } = asked;
  const shape = evenShape(scenarios, wordings);
  return {
    gyges: GYGES_VERSION,
    pack: { name: "any", version: "0", hash: `sha256:${"0".repeat(64)}` },
    policy: policyOf(asked),
    columns: Array.from({ length: columns }, (_, index) => `column ${index + 1}`),
    shape,
    callsPerDraw: shape.cells,
    callsOnce: controls,
    looks,
    cachedBase: base,
    variance: { value: v, source: "flag", store: null, cells: null, servedModels: [] },
    perCall: perCallOf(asked),
    checks: { calls: checks, notices: checks, drawn: checks, withoutQuestion: 0 },
    judgeVotes: null,
  };
}

/** The same run as the question of its power takes it. */
export function toForeseen(asked: Asked): Foreseen {
  const { shape, looks, cachedBase, policy, columns, variance } = toPlan(asked);
  return { shape, looks, cachedBase, policy, pairs: columns.length, variance: variance.value };
}

function policyOf({ margin, direction, strict, confirm }: Asked): Policy {
  return { margin, direction, strict, maxMissing: 0.15, missing: "rules", confirm, manipulationCheck: "require" };
}

const MILLION = 1_000_000;

function perCallOf({ tokensIn, tokensOut, price, seconds, concurrency }: Asked): PlannedRun["perCall"] {
  const given = <T>(value: T): { value: T; source: "flag" } => ({ value, source: "flag" });
  return {
    promptTokens: given(tokensIn),
    replyTokens: given(tokensOut),
    seconds: given(seconds),
    cost: price === null ? null : given((tokensIn * price.in + tokensOut * price.out) / MILLION),
    concurrency: given(concurrency),
  };
}

/** The line that asks `gyges plan` the same, as far as flags can: scenarios, wordings and v are those of the project. */
export function toCommand(asked: Asked): string {
  const { looks, base, margin, direction, strict, confirm, price, tokensOut, seconds, concurrency } = asked;
  const last = looks.at(-1) ?? 0;
  return [
    "gyges plan --config promptfooconfig.yaml",
    looks.length === 1 ? `--draws ${last}` : `--looks ${looks.join(",")}`,
    ...(base === null ? [] : [`--base-draws ${base}`]),
    `--margin ${margin}`,
    ...(direction === "either" ? [] : [`--direction ${direction}`]),
    ...(strict ? ["--strict"] : []),
    ...(confirm === "auto" ? [] : [`--confirm ${confirm}`]),
    ...(price === null ? [] : [`--reply-tokens ${tokensOut} --price-in ${price.in} --price-out ${price.out}`]),
    `--seconds-per-call ${seconds} --max-concurrency ${concurrency}`,
  ].join(" ");
}
