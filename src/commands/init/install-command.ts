import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** How a project is installed in CI, by its lockfile. */
export interface Install {
  readonly command: string;
  /** Folder of the lockfile, relative to the root of the repository; empty for the root itself. */
  readonly folder: string;
}

const BY_LOCKFILE: readonly (readonly [file: string, command: string])[] = [
  ["package-lock.json", "npm ci"],
  ["npm-shrinkwrap.json", "npm ci"],
  ["pnpm-lock.yaml", "corepack enable && pnpm install --frozen-lockfile"],
  ["yarn.lock", "corepack enable && yarn install --immutable"],
  ["bun.lock", "npm install --global bun && bun install --frozen-lockfile"],
];

/** @returns null where no lockfile lies beside the config or above it in the repository */
export function installOf(folder: string, root: string): Install | null {
  for (let here = folder; ; here = dirname(here)) {
    const found = BY_LOCKFILE.find(([file]) => existsSync(join(here, file)));
    if (found !== undefined) return { command: found[1], folder: relative(root, here) };
    if (here === root || dirname(here) === here) return null;
  }
}
