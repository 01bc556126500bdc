import { expect, test } from "vitest";
import { nativesOf, type Platform } from "../../../src/action/slim/natives.ts";

/** As in libsql 0.5.29 and esbuild 0.28.2. */
const libsql = {
  name: "libsql",
  optionalDependencies: {
    "@libsql/darwin-arm64": "0.5.29",
    "@libsql/darwin-x64": "0.5.29",
    "@libsql/linux-arm64-gnu": "0.5.29",
    "@libsql/linux-arm64-musl": "0.5.29",
    "@libsql/linux-x64-gnu": "0.5.29",
    "@libsql/linux-x64-musl": "0.5.29",
    "@libsql/win32-x64-msvc": "0.5.29",
    "@libsql/linux-arm-gnueabihf": "0.5.29",
    "@libsql/linux-arm-musleabihf": "0.5.29",
  },
};
const esbuild = {
  optionalDependencies: { "@esbuild/linux-x64": "0.28.2", "@esbuild/darwin-arm64": "0.28.2", "@esbuild/linux-loong64": "0.28.2" },
};

const platforms: readonly [Platform, string[]][] = [
  [{ os: "linux", arch: "x64", libc: "gnu" }, ["@libsql/linux-x64-gnu@0.5.29"]],
  [{ os: "linux", arch: "x64", libc: "musl" }, ["@libsql/linux-x64-musl@0.5.29"]],
  [{ os: "linux", arch: "arm64", libc: "gnu" }, ["@libsql/linux-arm64-gnu@0.5.29"]],
  [{ os: "linux", arch: "arm", libc: "musl" }, ["@libsql/linux-arm-musleabihf@0.5.29"]],
  [{ os: "darwin", arch: "arm64", libc: null }, ["@libsql/darwin-arm64@0.5.29"]],
  [{ os: "win32", arch: "x64", libc: null }, ["@libsql/win32-x64-msvc@0.5.29"]],
  [{ os: "freebsd", arch: "x64", libc: null }, []],
];

test.each(platforms)("of %j there is one native half of libsql, or none", (platform, natives) => {
  expect(nativesOf(libsql, platform)).toEqual(natives);
});

test("a package that serves every C library with one half is taken as it is", () => {
  expect(nativesOf(esbuild, { os: "linux", arch: "x64", libc: "musl" })).toEqual(["@esbuild/linux-x64@0.28.2"]);
});

test("a package without native halves needs none, and one that asks for a range is refused", () => {
  expect(nativesOf({ name: "libsql" }, { os: "linux", arch: "x64", libc: "gnu" })).toEqual([]);
  expect(() =>
    nativesOf({ optionalDependencies: { "@libsql/linux-x64-gnu": "^0.5.29" } }, { os: "linux", arch: "x64", libc: "gnu" }),
  ).toThrow();
});
