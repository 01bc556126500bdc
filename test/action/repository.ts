import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A real git repository for a test, gone at the end of its scope. */
export class Repository implements Disposable {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static create(): Repository {
    const repository = new Repository(mkdtempSync(join(tmpdir(), "gyges-base-")));
    repository.git("init", "--quiet", "--initial-branch=main");
    return repository;
  }

  /** A clone with the last commits only, as `fetch-depth` makes it. */
  shallow(depth: number): Repository {
    const copy = new Repository(mkdtempSync(join(tmpdir(), "gyges-shallow-")));
    copy.git("clone", "--quiet", "--depth", String(depth), `file://${this.folder}`, ".");
    return copy;
  }

  git(...args: readonly string[]): string {
    const identity = ["-c", "user.name=t", "-c", "user.email=t@invalid", "-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null"];
    return execFileSync("git", ["-C", this.folder, ...identity, ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
  }

  /** @returns the id of a commit that changes one file */
  commit(file: string): string {
    writeFileSync(join(this.folder, file), `${file} ${Math.random()}\n`);
    this.git("add", "-A");
    this.git("commit", "--quiet", "-m", file);
    return this.git("rev-parse", "HEAD");
  }

  /** @returns the id of a commit with these files */
  commitFiles(files: Readonly<Record<string, string>>): string {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      writeFileSync(join(this.folder, name), text);
    }
    this.git("add", "-A");
    this.git("commit", "--quiet", "--allow-empty", "-m", "files");
    return this.git("rev-parse", "HEAD");
  }

  /** Leaves a tracked file other than it was committed. */
  change(file: string): void {
    writeFileSync(join(this.folder, file), "changed\n");
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A pull request whose base branch has moved on since the event: HEAD is the merge commit that GitHub makes. */
export function openPullRequest(repository: Repository): { atEvent: string; tip: string; head: string; merge: string } {
  const atEvent = repository.commit("start");
  repository.git("checkout", "--quiet", "-b", "change");
  const head = repository.commit("change");
  repository.git("checkout", "--quiet", "main");
  const tip = repository.commit("meanwhile");
  repository.git("merge", "--quiet", "--no-ff", "-m", "merge", "change");
  return { atEvent, tip, head, merge: repository.git("rev-parse", "HEAD") };
}
