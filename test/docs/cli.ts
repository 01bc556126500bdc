import { Command, CommanderError } from "commander";
import { vi } from "vitest";

/** What gyges makes of words that a page tells people to type: its own program, whose commands are parsed and not carried out. */

/** The program of src/cli.ts as it stands, caught on its way to reading the words of this process. */
async function theProgram(): Promise<Command> {
  const parse = vi.spyOn(Command.prototype, "parseAsync").mockImplementation(async () => new Command());
  await import("../../src/cli.ts");
  const [caught] = parse.mock.contexts;
  parse.mockRestore();
  if (!(caught instanceof Command)) throw new Error("src/cli.ts parsed nothing");
  disarm(caught);
  return caught;
}

function disarm(command: Command): void {
  command.configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
  for (const below of command.commands) {
    if (below.commands.length === 0) below.action(() => undefined);
    disarm(below);
  }
}

let program: Promise<Command> | undefined;

/**
 * @param words behind `gyges`
 * @returns null where the program takes them, else what it says
 */
export async function refusal(words: readonly string[]): Promise<string | null> {
  const cause = await parsed(words);
  return cause?.message ?? null;
}

/** The same of a command that running text only names: what it cannot do without may be left unsaid. */
export async function refusalOfName(words: readonly string[]): Promise<string | null> {
  const cause = await parsed(words);
  if (cause?.code === "commander.missingMandatoryOptionValue")
    return refusalOfName([...words, /'[^']*(--\w+) <[^']*'/.exec(cause.message)![1]!, "x"]);
  if (cause?.code === "commander.optionMissingArgument") return refusalOfName([...words, "x"]);
  return cause === null || cause.code === "commander.missingArgument" ? null : cause.message;
}

async function parsed(words: readonly string[]): Promise<CommanderError | null> {
  program ??= theProgram();
  try {
    await (await program).parseAsync([...words], { from: "user" });
    return null;
  } catch (cause) {
    // --version and --help end like an error, without being one.
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? null : cause;
    throw cause;
  }
}
