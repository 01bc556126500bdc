import type { Job } from "../../src/action/job.ts";

/** A job that notes what a step does to it. */
export class Recorder implements Job {
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly done: string[] = [];
  /** What went to the log. */
  log = "";
  summaryText = "";
  canSummarise = true;

  constructor(env: NodeJS.ProcessEnv) {
    this.env = env;
    this.stdout = this.#noting(process.stdout);
    this.stderr = this.#noting(process.stderr);
  }

  summary(markdown: string): Promise<void> {
    if (!this.canSummarise) return Promise.reject(new Error("no summaries here"));
    this.done.push("summary");
    this.summaryText = markdown;
    return Promise.resolve();
  }
  output(name: string, value: string): void {
    this.done.push(`${name}=${value}`);
  }
  warn(text: string): void {
    this.done.push(`warn ${text}`);
  }
  note(text: string): void {
    this.done.push(`note ${text}`);
  }
  fail(text: string): void {
    this.done.push(`fail ${text}`);
  }

  #noting(stream: NodeJS.WriteStream): NodeJS.WriteStream {
    const write = (text: unknown): boolean => {
      this.log += String(text);
      return true;
    };
    return new Proxy(stream, { get: (target, name) => (name === "write" ? write : (Reflect.get(target, name, target) as unknown)) });
  }
}
