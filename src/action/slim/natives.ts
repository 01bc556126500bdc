import * as z from "zod";

/**
 * promptfoo's optional packages are a gigabyte of cloud SDKs, so they are left out; but the native halves of two packages that it does need
 * are optional as well. Without that of libsql no evaluation starts (promptfoo 0.123.1: "libsql binding … is missing"); without that of esbuild
 * no prompt or provider in TypeScript loads.
 */
export const WITH_NATIVES = ["libsql", "esbuild"] as const;

export interface Platform {
  readonly os: NodeJS.Platform;
  readonly arch: string;
  /** The C library of a Linux; null elsewhere. */
  readonly libc: "gnu" | "musl" | null;
}

const Manifest = z.looseObject({ optionalDependencies: z.record(z.string(), z.string().regex(/^\d+\.\d+\.\d+$/)).default({}) });

/**
 * @param manifest package.json of a package with native halves
 * @returns the halves of this platform, `name@version`; empty where it has none for it
 */
export function nativesOf(manifest: unknown, platform: Platform): string[] {
  const { optionalDependencies } = Manifest.parse(manifest);
  return Object.entries(optionalDependencies)
    .filter(([name]) => isFor(name, platform))
    .map(([name, version]) => `${name}@${version}`);
}

/** `@libsql/linux-x64-gnu`, `@libsql/linux-arm-gnueabihf`, `@libsql/win32-x64-msvc`, `@esbuild/darwin-arm64`. */
function isFor(name: string, { os, arch, libc }: Platform): boolean {
  const [itsOs, itsArch, abi] = name.replace(/^@[\w.-]+\//, "").split("-");
  return itsOs === os && itsArch === arch && (abi === undefined || libc === null || abi.startsWith(libc));
}
