import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { CHECKOUT, SETUP_NODE } from "../../src/action/pins.ts";

/** A tag can be moved by whoever owns, or takes over, the action. Every workflow of ours and every line that a user may paste, out of a message too, names a commit. */

const root = resolve(import.meta.dirname, "../..");
const files = execFileSync("git", ["-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" })
  .split("\0")
  .filter((file) => /^(?:[^/]+\.md|docs\/.*|examples\/.*|\.github\/.*|src\/.*|[\w-]*\/?action\.yml)$/.test(file));

interface Use {
  readonly file: string;
  readonly name: string;
  readonly ref: string;
  readonly comment: string;
}

const uses: readonly Use[] = files.flatMap((file) =>
  [...readFileSync(join(root, file), "utf8").matchAll(/\buses:\s*([\w.-]+\/[\w./-]+)@(\S+)([^\n]*)/g)].map(
    ([, name = "", ref = "", comment = ""]) => ({
      file,
      name,
      ref,
      comment: comment.trim(),
    }),
  ),
);

const foreign = uses.filter(({ name }) => !name.startsWith("OWNER/gyges"));

test("workflows, examples and pages are really read", () => {
  expect(new Set(foreign.map(({ file }) => file))).toEqual(
    expect.objectContaining(
      new Set([".github/workflows/ci.yml", ".github/workflows/release.yml", "examples/workflow/gyges.yml", "README.md"]),
    ),
  );
});

test("every action of others is named by its commit, with its version behind it", () => {
  expect(foreign.filter(({ ref, comment }) => !/^[0-9a-f]{40}$/.test(ref) || !/^# v\d+\.\d+\.\d+\b/.test(comment))).toEqual([]);
});

test("ours is named by the commit that the reader has read, or by one", () => {
  expect(uses.filter(({ name, ref }) => name.startsWith("OWNER/gyges") && ref !== "COMMIT")).toEqual([]);
});

test("an action has one commit everywhere, in messages too", () => {
  const said = [CHECKOUT, SETUP_NODE].map((pin) => pin.split("@")).map(([name = "", rest = ""]) => ({ name, pin: rest }));
  const named = foreign.map(({ name, ref, comment }) => ({
    name: name.split("/").slice(0, 2).join("/"),
    pin: `${ref} ${comment.split(" ").slice(0, 2).join(" ")}`,
  }));
  const pins = Map.groupBy([...said, ...named], ({ name }) => name);
  const several = [...pins].filter(([, all]) => new Set(all.map(({ pin }) => pin)).size > 1);
  expect(several).toEqual([]);
});
