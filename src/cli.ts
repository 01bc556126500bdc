#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { withBase } from "./commands/flags/base-options.ts";
import type { ExportFlags } from "./commands/report/export-command.ts";
import type { GateFlags } from "./commands/gate/gate-command.ts";
import type { InitFlags } from "./commands/init/init.ts";
import type { LabelFlags } from "./commands/label/label-command.ts";
import type { MergeFlags } from "./commands/merge.ts";
import type { PlanFlags } from "./commands/plan/plan-flags.ts";
import type { ReportFlags } from "./commands/report/report-command.ts";
import type { RunFlags } from "./commands/flags/run-flags.ts";
import { addPackCommands } from "./commands/pack/pack-program.ts";
import type { Surroundings } from "./commands/surroundings.ts";
import { withDraws, withPolicy } from "./commands/flags/shared-options.ts";
import { holdPackKey } from "./disk/pack-key.ts";
import { plainLines } from "./report/escape.ts";
import { describeError, GygesError } from "./schema/error.ts";
import { GYGES_VERSION } from "./schema/version.ts";

/** The only user of process.argv and process.exit. Commands load on demand, so that --version and --help stay quick. */

const EXIT_USAGE = 2;
const EXIT_NO_VERDICT = 3;

const program = new Command("gyges")
  .description("Measures whether a language model behaves differently when it believes it is monitored, and judges a change of that gap.")
  .version(GYGES_VERSION)
  .showSuggestionAfterError()
  .showHelpAfterError("(gyges --help shows what there is)")
  .exitOverride();

program
  .command("demo")
  .description("offline, no key: a planted gap, caught")
  .option("--json", "print the four verdicts as JSON")
  .action(async (flags: { json?: boolean }) => {
    const { demoCommand } = await import("./commands/demo/demo.ts");
    process.exitCode = await demoCommand({ ...flags }, surroundings(null));
  });

program
  .command("init")
  .description("read a promptfoo project, say what would be measured and for how much, and write the workflow that is missing")
  .option("-c, --config <files...>", "promptfoo config; several are combined as promptfoo does", ["promptfooconfig.yaml"])
  .option("--message-var <name>", "template variable that carries the user's turn")
  .option("--dry-run", "show as a diff what would be written")
  .option("--check", "only say what is found and what is wrong with it; exit code 2 where anything is")
  .option("--json", "print what is found as JSON, and write nothing")
  .action(async (flags: InitFlags) => {
    const { initCommand } = await import("./commands/init/init.ts");
    process.exitCode = await initCommand(flags, surroundings(null));
  });

withPolicy(
  withBase(
    withDraws(
      program
        .command("run")
        .description("draw both sides through your promptfoo and judge the change")
        .requiredOption(
          "-c, --config <files...>",
          "promptfoo config of the head, in the working tree; several are combined as promptfoo does",
        ),
    ),
  )
    .option("--shard <i/n>", "draw only this part of the plan, at one look; gyges merge judges all parts together")
    .option("--pool <stores...>", "stores of earlier jobs of this comparison: their draws stand, only the rest is drawn")
    .option("--temperature <t>", "temperature of the pack's rows; the provider's own where absent")
    .option("--soft-draws", "believe ForcedChoiceProvider how likely each draw was to comply, for a narrower interval")
    .option("--share-seeds", "ask for the draws that are compared with each other with one seed")
    .option("-j, --max-concurrency <n>", "calls at a time, passed to promptfoo")
    .option("--force", "draw although both sides resolve alike (an A/A check)")
    .option("--all-columns", "draw more than four matched columns")
    .option("--judge [id or file]", "have this provider read what no rule settles; without a name, the judge or grader of base's config")
    .option("--judge-votes <n>", "calls about each such reply (default: 3)")
    .option("--keep-replies", "of a sealed pack: keep the replies in the store, though they repeat some of its text")
    .option("--report-dir <folder>", "where verdict.json and report.md go")
    .option("--formats <list>", "forms of the report: json, markdown, junit, html", "json,markdown"),
).action(async (flags: RunFlags) => {
  const { runCommand } = await import("./commands/run.ts");
  const files = await runCommand(flags, surroundings(typed()));
  process.exitCode = files.exitCode;
});

withDraws(
  program
    .command("plan")
    .description("what a run costs and what it can see, before a call is made")
    .requiredOption("-c, --config <files...>", "promptfoo config of the head"),
)
  .option("--base-draws <store or n>", "a base that is drawn already: its store, or how many draws of a cell it would have")
  .option("--temperature <t>", "temperature of the pack's rows")
  .option("--judge-votes <n>", "count the calls of a judge too: so many about each reply that no rule settles")
  .option("-j, --max-concurrency <n>", "calls at a time (default: the config's, or 4 as in promptfoo)")
  .option("--margin <share>", "widening that matters, as a difference of proportions", "0.10")
  .option("--direction <sign>", "either, positive or negative", "either")
  .option("--strict", "fail only where the lower bound itself is above the margin")
  .option("--confirm <when>", "auto confirms a fail by fresh draws where the base was drawn before; always confirms each", "auto")
  .option("--manipulation-check <how>", "require, warn or off: whether the run asks if the notices are understood", "require")
  .option("--from <store>", "earlier run to learn from (default: the newest finished one in .gyges/runs beside the config)")
  .option("--reply-tokens <n>", "tokens of a reply (default: as in the earlier run, or 100)")
  .option("--price-in <dollars>", "price of a million tokens of prompt; there is no default")
  .option("--price-out <dollars>", "price of a million tokens of reply")
  .option("--seconds-per-call <s>", "how long a call takes (default: as in the earlier run, or 2)")
  .option("--json", "print the plan as JSON on stdout")
  .action(async (flags: PlanFlags) => {
    const { planCommand } = await import("./commands/plan/plan-command.ts");
    process.exitCode = await planCommand(flags, surroundings(null));
  });

withPolicy(
  program
    .command("gate")
    .description("judge draws that exist: stores of gyges, promptfoo results files, logs of Inspect, JSONL of your own")
    .argument("<base>", "file of the base side")
    .argument("<head>", "file of the head side")
    .option("--pack <name or path>", "pack that the draws were made with; by default the shipped one of that name")
    .option("--cached-base", "the base is shared with other comparisons: read all of it at every look, and confirm a fail")
    .option("--confirm-base <file>", "fresh draws of the base that confirm a fail, together with --confirm-head")
    .option("--confirm-head <file>", "fresh draws of the head that confirm a fail")
    .option("--report-dir <folder>", "write the report as files, too")
    .option("--formats <list>", "their forms: json, markdown, junit, html (default: json,markdown)"),
).action(async (base: string, head: string, flags: GateFlags) => {
  const { gateCommand } = await import("./commands/gate/gate-command.ts");
  process.exitCode = await gateCommand(base, head, flags, surroundings(typed()));
});

program
  .command("merge")
  .description("judge a run that was drawn in parts: the file gyges-shard.json of each gyges run --shard; calls no model")
  .argument("<files...>", "files of all parts, folders that hold them, or patterns in quotes")
  .option("--report-dir <folder>", "where the report goes (default: .gyges/report)")
  .option("--formats <list>", "forms of the report: json, markdown, junit, html (of the verdict, without draws)", "json,markdown")
  .option("--fail-on <list>", "also fail (exit 4) on inconclusive, no-baseline, skipped")
  .option("--json", "print the verdict as JSON on stdout")
  .addHelpText(
    "after",
    "\nMargin, direction and all else that the verdict is given by come with the parts.\nExample:\n  gyges run --config promptfooconfig.yaml --base-ref origin/main --shard 1/2 --report-dir parts/1   # one machine\n  gyges run --config promptfooconfig.yaml --base-ref origin/main --shard 2/2 --report-dir parts/2   # another\n  gyges merge parts",
  )
  .action(async (files: string[], flags: MergeFlags) => {
    const { mergeCommand } = await import("./commands/merge.ts");
    const { exitCode } = await mergeCommand(files, flags, surroundings(typed()));
    process.exitCode = exitCode;
  });

program
  .command("label")
  .description("label replies anew, have a judge read what no rule settles, measure the labels against people's")
  .argument("[file]", "store of gyges, promptfoo results file or exported draws; absent where --gold brings its replies along")
  .option("--pack <name or path>", "pack that the draws were made with")
  .option("-o, --out <file>", "write the draws with their new labels, as JSONL")
  .option("--judge [id or file]", "have this provider read what no rule settles; without a name, the judge or grader of the config")
  .option("-c, --config <file>", "promptfoo config that the judge belongs to")
  .option("--votes <n>", "calls about each reply (default: 3)")
  .option("--threshold <share>", "share of the votes that decides, above 0.5 (default: 0.6)")
  .option("--max-calls <n>", "make no call where more than this would be needed")
  .option("--all", "have the judge read every valid reply; where it speaks against a rule the reply has no label")
  .option("--seed <n>", "orders the judge's questions")
  .option("-j, --max-concurrency <n>", "calls at a time, passed to promptfoo")
  .option("--gold <file>", "labels by people, a line of JSON a reply: measures the labels against them")
  .option("--calibration <file>", "with --gold: write what --label-calibration of run and gate reads")
  .option("--insist", "let a judge gate that is below the bar")
  .option("--keep-replies", "of a sealed pack: write the replies into --out, too")
  .option("--json", "print the counts and figures as JSON on stdout")
  .addHelpText(
    "after",
    "\nExample:\n  gyges label store.jsonl --judge openai:chat:gpt-5-mini --config promptfooconfig.yaml --gold gold.jsonl --calibration labels.json\n  gyges gate draws.jsonl draws.jsonl --label-calibration labels.json",
  )
  .action(async (file: string | undefined, flags: LabelFlags) => {
    const { labelCommand } = await import("./commands/label/label-command.ts");
    process.exitCode = await labelCommand(file, flags, surroundings(typed()));
  });

program
  .command("report")
  .description("show a verdict that exists, or the one that draws give: as a page for a browser, or in the terminal; calls no model")
  .argument(
    "<file>",
    "verdict.json, the gap of an evaluation without a base, or a store of gyges, a results file or exported draws that hold both sides",
  )
  .option("--html <file>", "write it as one HTML file that needs no network")
  .option("--draws <files...>", "the draws of a verdict.json, to be shown in it: a file of both sides, or base and head")
  .option("--pack <name or path>", "pack that the draws were made with")
  .addHelpText(
    "after",
    "\nExample:\n  gyges report .gyges/runs/…/store.jsonl --html report.html\n  gyges report verdict.json --draws store.jsonl --html report.html",
  )
  .action(async (file: string, flags: ReportFlags) => {
    const { reportCommand } = await import("./commands/report/report-command.ts");
    process.exitCode = await reportCommand(file, flags, surroundings(typed()));
  });

program
  .command("export")
  .description("the draws of a store or a results file as CSV or JSONL")
  .argument("[file]", "store of gyges, or promptfoo results file")
  .option("--dictionary", "what every column and field means, as Markdown, in place of draws")
  .option("--format <format>", "csv or jsonl", "csv")
  .option("--pack <name or path>", "pack that the draws were made with")
  .option("--keep-replies", "of a sealed pack: the replies too, where the file holds them")
  .option("-o, --output <file>", "write to a file instead of the terminal")
  .action(async (file: string | undefined, flags: ExportFlags) => {
    const { exportCommand } = await import("./commands/report/export-command.ts");
    process.exitCode = await exportCommand(file, flags, surroundings(typed()));
  });

addPackCommands(program, () => surroundings(null));

function surroundings(command: string | null): Surroundings {
  return { cwd: process.cwd(), env: process.env, stdout: process.stdout, stderr: process.stderr, command };
}

/** The command as typed, quoted where the shell would split it. */
function typed(): string {
  return ["gyges", ...process.argv.slice(2)]
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(" ");
}

/** promptfoo needs this Node too, and says so only in the middle of a run. */
function refuseOldNode(version: string): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 22)) return;
  throw new GygesError(
    "usage",
    "cli/node",
    `this is Node ${version}; gyges and promptfoo need 22.22 or newer.\n  npx --package node@22 --package gyges gyges --version\n  or install Node 22, for example: nvm install 22`,
  );
}

function exitOf(cause: unknown): number {
  if (cause instanceof CommanderError) return cause.exitCode === 0 ? 0 : EXIT_USAGE;
  process.stderr.write(`gyges: ${plainLines(cause instanceof GygesError ? cause.message : describeError(cause))}\n`);
  return cause instanceof GygesError && cause.kind === "usage" ? EXIT_USAGE : EXIT_NO_VERDICT;
}

// A reader that went away (`| head`) changes no verdict and no exit code.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
try {
  refuseOldNode(process.versions.node);
  holdPackKey(process.env);
  await program.parseAsync(process.argv);
} catch (cause) {
  process.exitCode = exitOf(cause);
}
