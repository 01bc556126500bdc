import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { repositoryFolder } from "../support/project.ts";

/** What `npx -p promptfoo -p gyges` makes: a folder of its own, in which both lie side by side with what they need. */
export class NpxFolder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), "gyges-npx-"));
  /** The command `gyges` in it. */
  readonly cli: string = join(this.path, "node_modules/gyges/dist/src/cli.js");

  constructor() {
    const manifest: { dependencies: object } = JSON.parse(readFileSync(join(repositoryFolder, "package.json"), "utf8"));
    // A copy, since the real path of a link is that of the checkout.
    for (const part of ["package.json", "promptfoo.js", "dist/src", "dist/packs", "packs"])
      cpSync(join(repositoryFolder, part), join(this.path, "node_modules/gyges", part), { recursive: true });
    for (const name of [...Object.keys(manifest.dependencies), "promptfoo"]) {
      mkdirSync(dirname(join(this.path, "node_modules", name)), { recursive: true });
      symlinkSync(join(repositoryFolder, "node_modules", name), join(this.path, "node_modules", name));
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true });
  }
}
