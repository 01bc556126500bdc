import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Priced } from "../../money/run-budget.ts";
import { plain } from "../../report/escape.ts";
import { type AskedPrice, AskedPricesSchema, MONEY_VARIABLE, type MoneyTask } from "../../schema/budget.ts";
import { GygesError } from "../../schema/error.ts";
import { parsedJson } from "../../schema/json.ts";
import { SIDES } from "../../schema/identity.ts";
import { CHILD_ENVIRONMENT } from "../child/child-environment.ts";
import type { Comparison } from "../comparison.ts";
import { generateConfig } from "../draws/generate.ts";
import type { Judge } from "../judge/find-judge.ts";
import { JUDGE_LABEL } from "../judge/judge-config.ts";
import { evalArguments, writeConfig } from "../child/own-evaluation.ts";
import { runChild } from "../child/spawn.ts";

/**
 * Finds out, before the first call, what each provider of a run charges a token and whether its requests have a bound: `--max-cost` holds only where both
 * are known. promptfoo is started once for it, 3 to 6 s, and makes no call. Asked once a command.
 *
 * @throws GygesError `run/price-unknown` that names the provider and what to write
 */
export async function askPrices(comparison: Comparison): Promise<void> {
  const { budget, sides, matching, options, folder, judge } = comparison;
  if (budget === null || budget.prices.size > 0) return;
  const generated = generateConfig(sides, matching.pairs, folder, options.extension);
  const asked = [
    ...(await asking(comparison, generated.config, "prices")),
    ...(judge === null ? [] : await asking(comparison, judgeAlone(judge.judge, options.extension), "judge-price")),
  ];
  const names = new Map(
    matching.pairs.flatMap((pair) =>
      SIDES.map((side) => [generated.labels(pair, side).provider, `${pair[side].provider.name} of ${side}`] as const),
    ),
  );
  const unknown = asked.filter((one) => "unknown" in one);
  if (unknown.length > 0) throw priceUnknown(unknown, names, options.maxCost);
  budget.setPrices(asked.filter((one): one is Priced => "price" in one));
}

function judgeAlone({ entry, env }: Judge, extension: string): Readonly<Record<string, unknown>> {
  const { label: _, ...provider } = entry;
  return {
    prompts: ["price"],
    providers: [{ ...provider, label: JUDGE_LABEL }],
    ...(Object.keys(env).length === 0 ? {} : { env }),
    extensions: [extension],
    tests: [],
  };
}

/** @param config of promptfoo, without a test */
async function asking(comparison: Comparison, config: Readonly<Record<string, unknown>>, name: string): Promise<readonly AskedPrice[]> {
  const { folder, options, sides, promptfoo } = comparison;
  await mkdir(folder, { recursive: true });
  const files = { config: join(folder, `${name}.yaml`), task: join(folder, `${name}-task.json`), result: join(folder, `${name}.json`) };
  const task: MoneyTask = { task: "prices", result: files.result };
  await rm(files.result, { force: true });
  await writeFile(files.task, JSON.stringify(task), { mode: 0o600 });
  await writeConfig(files.config, config);
  const end = await runChild({
    script: promptfoo.script,
    args: evalArguments(files.config),
    cwd: sides.head.folder,
    env: { ...options.env, ...CHILD_ENVIRONMENT, [MONEY_VARIABLE]: files.task },
    log: join(folder, `${name}.log`),
    node: options.node,
    cancelled: options.cancelled,
    onTick: () => undefined,
  });
  const told = AskedPricesSchema.safeParse(parsedJson(await readFile(files.result, "utf8").catch(() => "")));
  if (!told.success) throw noAnswer(end.interrupted, name);
  return told.data.prices;
}

function noAnswer(interrupted: boolean, name: string): GygesError {
  if (interrupted)
    return new GygesError("data", "run/interrupted", "The run was interrupted. No call was made: run the same command again.");
  return new GygesError(
    "usage",
    "run/price-unknown",
    `promptfoo ended before it could say what a call costs (its output: ${name}.log in the folder of the run; a missing key is the usual reason), so --max-cost cannot hold. No call was made.\n  Bound the calls instead: --max-calls N`,
  );
}

function priceUnknown(unknown: readonly AskedPrice[], names: ReadonlyMap<string, string>, maxCost: number | undefined): GygesError {
  const lines = unknown
    .slice(0, 5)
    .map((one) => `  × ${plain(names.get(one.label) ?? one.label)}: ${"unknown" in one ? plain(one.unknown) : ""}`);
  return new GygesError(
    "usage",
    "run/price-unknown",
    [
      `--max-cost ${maxCost ?? ""} can only hold where the price of a call and the length of its reply are known beforehand, and they are not. No call was made.`,
      ...lines,
      "  Give the price in dollars a token, and a limit for the reply, in the provider's config:",
      "    config: {inputCost: 0.0000004, outputCost: 0.0000016, max_tokens: 512}",
      "  or bound the calls instead: --max-calls N",
    ].join("\n"),
  );
}
