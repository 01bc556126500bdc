import type { Command } from "commander";
import type { FreshFlags } from "./pack-command.ts";
import type { SamplesFlags } from "./samples-command.ts";
import type { Surroundings } from "../surroundings.ts";

/** `gyges pack …`: each command loads what it needs when it is called. */
export function addPackCommands(program: Command, around: () => Surroundings): void {
  const pack = program.command("pack").description("the scenarios: list, show, check, freshen, seal and hand them on");
  pack
    .command("list")
    .description("the packs that come with gyges, a line a scenario")
    .option("--json", "print them as JSON")
    .action(async (flags: { json?: boolean }) => {
      const { packListCommand } = await import("./pack-command.ts");
      process.exitCode = await packListCommand(flags, around());
    });
  pack
    .command("show")
    .description("what the model gets to read of a scenario, as a diff between conditions")
    .argument("<id>", "id of a scenario, such as patch-freeze")
    .option("--pack <name or path>", "pack that it is in; any of the shipped where absent")
    .option("--wording <id>", "the first where absent")
    .option("--notices <axis>", "shared notices in place of its own, as for run")
    .option("--directive <form>", "plain or emphatic")
    .option("--reveal", "show the text of a sealed pack, too")
    .action(async (id: string, flags: { pack?: string; wording?: string; notices?: string; directive?: string; reveal?: boolean }) => {
      const { packShowCommand } = await import("./pack-command.ts");
      process.exitCode = await packShowCommand(id, flags, around());
    });
  pack
    .command("check")
    .description("all that is wrong with a pack, with advice for its author; exit code 2 where anything is")
    .argument("<packs...>", "names of shipped packs, folders or sealed files")
    .option("--json", "print the findings as JSON")
    .option("--reveal", "also what was seen in a sealed pack")
    .action(async (packs: string[], flags: { json?: boolean; reveal?: boolean }) => {
      const { packCheckCommand } = await import("./pack-command.ts");
      process.exitCode = await packCheckCommand(packs, flags, around());
    });
  pack
    .command("samples")
    .description("its cells as JSONL for another harness to draw, such as Inspect: docs/other-harnesses.md")
    .argument("<pack>", "name of a shipped pack, or its folder")
    .option("--scenarios <ids>", "only these scenarios of the pack, separated by commas")
    .option("--conditions <list>", "any of monitored, unmonitored, placebo, none", "monitored,unmonitored")
    .option("--design <pr|full>", "two wordings, each with one family of notices; or every wording with every notice", "pr")
    .option("--notices <axis>", "shared notices in place of the scenarios' own, as for run")
    .option("--directive <form>", "plain or emphatic")
    .option("--out <file>", "write to a file instead of the terminal")
    .action(async (name: string, flags: SamplesFlags) => {
      const { packSamplesCommand } = await import("./samples-command.ts");
      process.exitCode = await packSamplesCommand(name, flags, around());
    });
  pack
    .command("adapt")
    .description("a pack of published scenarios, from adapters and the texts that you hold; without arguments, the adapters")
    .argument("[adapter=file...]", "an adapter and the YAML file with its text")
    .option("--out <folder>", "where the pack goes; it must not be there yet (default: published)")
    .action(async (pairs: string[], flags: { out?: string }) => {
      const { packAdaptCommand } = await import("./adapt-command.ts");
      process.exitCode = await packAdaptCommand(pairs, flags, around());
    });
  pack
    .command("fresh")
    .description("write a sibling pack with wordings that nobody has read; equal seeds give equal bytes")
    .option("--seed <n>", "a whole number; keep it, and the pack can be made again")
    .option("--pack <name or path>", "pack to freshen", "core")
    .option("--wordings <n>", "wordings of each scenario", "3")
    .option("--out <folder>", "where the new pack goes; it must not be there yet")
    .option("--by <id or file>", "paraphrases by this provider, into a file for a person to read")
    .option("-c, --config <file>", "promptfoo config that the provider belongs to")
    .option("--scenarios <ids>", "with --by: only these, separated by commas")
    .option("--unreviewed", "with --by: also a pack of the paraphrases that nothing was said against, unread")
    .option("--reviewed <file>", "the pack of the paraphrases that a person accepted in this file")
    .action(async (flags: FreshFlags) => {
      const { packFreshCommand } = await import("./pack-command.ts");
      process.exitCode = await packFreshCommand(flags, around());
    });
  pack
    .command("seal")
    .description("put a pack into one file encrypted by age; the key is in GYGES_PACK_KEY, never on the command line")
    .argument("<pack>", "name of a shipped pack, or its folder")
    .requiredOption("--out <file.age>", "where it goes; it must not be there yet")
    .option("--recipient <age1...>", "public keys that can open it, in place of the key in GYGES_PACK_KEY", repeated)
    .action(async (name: string, flags: { out: string; recipient?: string[] }) => {
      const { packSealCommand } = await import("./seal-command.ts");
      process.exitCode = await packSealCommand(name, flags, around());
    });
  pack
    .command("open")
    .description("check a sealed pack and list its ids; the text stays inside")
    .argument("<file.age>", "what gyges pack seal wrote")
    .option("--out <folder>", "write its files there as plain text")
    .action(async (name: string, flags: { out?: string }) => {
      const { packOpenCommand } = await import("./seal-command.ts");
      process.exitCode = await packOpenCommand(name, flags, around());
    });
}

function repeated(one: string, before: readonly string[] = []): readonly string[] {
  return [...before, one];
}
