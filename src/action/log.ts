/**
 * The job's log as a stream: never a terminal, and the same text without workflow commands. Names of prompts and providers come from the pull
 * request; the runner obeys `::command::` at the start of a line (blanks before it do not count) and `##[command]` anywhere.
 * Source: actions/runner, src/Runner.Common/ActionCommand.cs.
 */
export function logStream(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  return rewritten(stream, withoutCommands);
}

/** A stream that is no terminal, with `change` made to every text that is written to it. */
export function rewritten(stream: NodeJS.WriteStream, change: (text: string) => string): NodeJS.WriteStream {
  const write = (text: unknown): boolean => stream.write(change(String(text)));
  const own: Readonly<Record<string | symbol, unknown>> = { write, isTTY: false };
  return new Proxy(stream, { get: (target, name) => (name in own ? own[name] : (Reflect.get(target, name, target) as unknown)) });
}

export function withoutCommands(text: string): string {
  return text.replace(/:(?=:)/g, ": ").replace(/#(?=#*\[)/g, "# ");
}
