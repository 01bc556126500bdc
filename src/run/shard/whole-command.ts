/** Flags of a part, and those that another number of draws or other looks would ask for. Their values hold no blank, unless quoted. */
const OF_A_PART = / --(?:shard|looks|max-draws|draws)(?:=| )(?:'[^']*'|\S+)/g;

/** The command that draws in one job what a shard drew a part of, at the same one look. @param draws of a probe cell */
export function wholeCommand(command: string | null, draws: number): string | null {
  return command === null ? null : `${command.replace(OF_A_PART, "")} --draws ${draws}`;
}
