import { labelCommand, type LabelFlags } from "../../src/commands/label/label-command.ts";
import type { Surroundings } from "../../src/commands/surroundings.ts";
import { drawsJsonl } from "../../src/report/draws-jsonl.ts";
import type { Draw } from "../../src/schema/draw.ts";
import { SCRIPTED_JUDGE, seenBy, type Seen } from "../run/scripted-judge.ts";
import { Project } from "../support/project.ts";

/** A project with a scripted judge and a file of draws, and `gyges label` in it. */
export class LabelProject implements AsyncDisposable {
  readonly project: Project;

  private constructor(project: Project) {
    this.project = project;
  }

  static async create(draws: readonly Draw[], files: Readonly<Record<string, string>> = {}): Promise<LabelProject> {
    return new LabelProject(await Project.create({ "judge.cjs": SCRIPTED_JUDGE, "draws.jsonl": drawsJsonl(draws), ...files }));
  }

  /** What the judge was handed since the start; nothing where it was never asked. */
  async seen(): Promise<readonly Seen[]> {
    return this.project.read("seen.jsonl").then(seenBy, () => []);
  }

  async label(file: string | undefined, flags: LabelFlags): Promise<{ code: number; stdout: string; stderr: string }> {
    const [stdout, stderr]: [string[], string[]] = [[], []];
    const { folder } = this.project;
    const env = { ...process.env, PROMPTFOO_CONFIG_DIR: `${folder}/.promptfoo`, PROMPTFOO_DISABLE_TELEMETRY: "1" };
    const around: Surroundings = { cwd: folder, env, stdout: captured(stdout), stderr: captured(stderr), command: null };
    const code = await labelCommand(file, flags, around);
    return { code, stdout: stdout.join(""), stderr: stderr.join("") };
  }

  async draws(name: string): Promise<Draw[]> {
    const text = await this.project.read(name);
    return text
      .trimEnd()
      .split("\n")
      .map((line) => {
        const one: Draw = JSON.parse(line);
        return one;
      });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.project[Symbol.asyncDispose]();
  }
}

/** A stream that keeps what is written to it. */
export function captured(texts: string[]): NodeJS.WriteStream {
  return new Proxy(process.stderr, {
    get: (stream, name) =>
      name === "write"
        ? (text: string): boolean => {
            texts.push(text);
            return true;
          }
        : (Reflect.get(stream, name, stream) as unknown),
  });
}
