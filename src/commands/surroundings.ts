/** What a command may know of the process it runs in. */
export interface Surroundings {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** As typed, for the report's lines on how to do it again. */
  readonly command: string | null;
  /** Node for promptfoo, where it is not this process's own (the Action's Node is private to the runner). */
  readonly node?: string | undefined;
  /** Called where the project has no promptfoo: the folder in whose node_modules there is one. */
  readonly bringPromptfoo?: (() => Promise<string>) | undefined;
  /** Aborted where a run is to stop and report what it has. */
  readonly cancelled?: AbortSignal | undefined;
}

/** Colour only where a person looks, and not against https://no-color.org. */
export function colored(around: Surroundings): boolean {
  return around.stdout.isTTY && around.env["NO_COLOR"] === undefined;
}
