import { existsSync } from "node:fs";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describeError, GygesError } from "../../schema/error.ts";
import { nativesOf, WITH_NATIVES, type Platform } from "./natives.ts";
import { npmInstall, type NpmOptions } from "./npm.ts";

export interface InstallOptions extends Pick<NpmOptions, "env" | "cancelled"> {
  /** Folder of the runner that is gone with the job. */
  readonly temporary: string;
  /** Told before npm is started. */
  readonly say: (line: string) => void;
}

/**
 * promptfoo without what it does not need to run, in a folder of its own: 295 MB in place of 1.4 GB (0.123.1, Linux x64). It is made
 * beside its place and then moved there, so that a folder of that name is a whole one, and of two jobs on one machine the second finds it.
 *
 * @param version exact
 * @returns the folder in whose node_modules it is
 */
export async function installPromptfoo(version: string, options: InstallOptions): Promise<string> {
  const { temporary, say } = options;
  const platform = thisPlatform();
  const name = `gyges-promptfoo-${version}-${platform.os}-${platform.arch}`;
  const place = join(temporary, name);
  if (await holds(place, version)) return place;
  say(`installing promptfoo ${version} without its optional packages, about 300 MB`);
  const work = await mkdtemp(join(temporary, `${name}.`));
  try {
    await fill(work, version, platform, { ...options, log: join(temporary, `${name}.log`) });
    await moved(work, place, version);
  } finally {
    await rm(work, { recursive: true, force: true, maxRetries: 3 });
  }
  return place;
}

async function fill(
  folder: string,
  version: string,
  platform: Platform,
  { env, cancelled, log }: InstallOptions & Pick<NpmOptions, "log">,
): Promise<void> {
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "gyges-promptfoo", private: true }));
  const install = (packages: readonly string[]): Promise<void> => npmInstall(packages, { folder, env, cancelled, log });
  await install([`promptfoo@${version}`]);
  const manifests = await Promise.all(WITH_NATIVES.map((name) => manifestOf(folder, name)));
  const natives = manifests.flatMap((manifest) => (manifest === null ? [] : nativesOf(manifest, platform)));
  if (natives.length > 0) await install(natives);
}

async function moved(work: string, place: string, version: string): Promise<void> {
  try {
    await rename(work, place);
  } catch (cause) {
    // Another job of this machine was quicker.
    if (await holds(place, version)) return;
    throw new GygesError(
      "usage",
      "action/promptfoo-place",
      `${place} is in the way: ${describeError(cause)}\n  Delete it, and run again.`,
      {
        cause,
      },
    );
  }
}

async function holds(place: string, version: string): Promise<boolean> {
  const manifest = await manifestOf(place, "promptfoo").catch(() => null);
  return manifest !== null && typeof manifest === "object" && "version" in manifest && manifest.version === version;
}

/** Null where the package is not there. */
async function manifestOf(folder: string, name: string): Promise<unknown> {
  const path = join(folder, "node_modules", name, "package.json");
  return existsSync(path) ? (JSON.parse(await readFile(path, "utf8")) as unknown) : null;
}

function thisPlatform(): Platform {
  return { os: process.platform, arch: process.arch, libc: process.platform === "linux" ? libc() : null };
}

/** Node's report names the version of glibc where it is there. */
function libc(): "gnu" | "musl" {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime === undefined ? "musl" : "gnu";
}
