import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { actOf } from "../../../assertions/act-options.ts";
import { exportDraws } from "../../../src/commands/report/export.ts";
import { packCheckCommand, packFreshCommand, packShowCommand } from "../../../src/commands/pack/pack-command.ts";
import { packOpenCommand, packSealCommand } from "../../../src/commands/pack/seal-command.ts";
import type { Surroundings } from "../../../src/commands/surroundings.ts";
import { PACK_KEY } from "../../../src/disk/pack-key.ts";
import { readPack, readPackFiles } from "../../../src/disk/read-pack.ts";
import { sealFiles } from "../../../src/disk/sealed-pack.ts";
import { EvalMode } from "../../../src/promptfoo/eval-mode.ts";
import { parseOptions } from "../../../src/promptfoo/extension-options.ts";
import { publicationRuler } from "../../../src/run/publication-ruler.ts";
import { contextFor, RuleProvider } from "../../assertions/assertion-context.ts";
import { fixturePack, fixturePackPath } from "../../promptfoo/fixture.ts";
import { lateKeys, packOf, spoiled } from "../../scenario/small-pack.ts";
import { captured } from "../label-project.ts";
import { resultsFile, rowsOf } from "../sample-files.ts";

/** `gyges pack seal` and `open`, and what the other commands do with a file that they wrote. */

const identity = await generateX25519Identity();
let folder: string;
let out: string[];
let around: Surroundings;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gyges-seal-"));
  out = [];
  around = { cwd: folder, env: {}, stdout: captured(out), stderr: captured([]), command: null };
  vi.stubEnv(PACK_KEY, identity);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const said = (): string => out.splice(0).join("");
const desk = fixturePackPath;

test("what is sealed opens again, byte for byte, in a folder that was asked for and in no other", async () => {
  expect(await packSealCommand(desk, { out: "desk.age" }, around)).toBe(0);
  const { manifest, hash } = fixturePack;
  const head = `${manifest.name} ${manifest.version}: 3 scenarios, ${hash}\n`;
  expect(said()).toBe(`${head}sealed: ./desk.age\nDraw it: gyges run --config … --pack ./desk.age\n`);
  expect(await packOpenCommand("desk.age", {}, around)).toBe(0);
  expect(said()).toBe(`${head}${fixturePack.scenarios.map(({ id, role }) => `  ${id} (${role})\n`).join("")}`);
  expect(await readdir(folder)).toEqual(["desk.age"]);
  expect(await packOpenCommand("desk.age", { out: "plain" }, around)).toBe(0);
  expect(await readPackFiles(join(folder, "plain"))).toEqual(await readPackFiles(desk));
  expect((await stat(join(folder, "plain", "pack.yaml"))).mode & 0o077).toBe(0);
});

test("a pack that takes its shared notices from another one opens as a pack of its own, the same by its hash", async () => {
  expect(await packSealCommand("dilemmas", { out: "dilemmas.age" }, around)).toBe(0);
  expect(await packOpenCommand("dilemmas.age", { out: "plain" }, around)).toBe(0);
  said();
  expect(await packCheckCommand(["./plain"], {}, around)).toBe(0);
  expect((await readPack(join(folder, "plain"))).hash).toBe((await readPack("dilemmas")).hash);
  expect((await readPack(join(folder, "dilemmas.age"))).hash).toBe((await readPack("dilemmas")).hash);
});

test("a file of the name of a shared one is refused before anything is sealed", async () => {
  const taken = join(folder, "taken");
  await packSealCommand("dilemmas", { out: "dilemmas.age" }, around);
  await packOpenCommand("dilemmas.age", { out: "taken" }, around);
  const manifest = await readFile(join(taken, "pack.yaml"), "utf8");
  await writeFile(join(taken, "pack.yaml"), `${manifest}noticesFrom: core\n`);
  await expect(packSealCommand("./taken", { out: "taken.age" }, around)).rejects.toThrow(
    "wanted each file once, saw notices/channels.yaml",
  );
});

test("nothing that is there is written over, and only a name that --pack knows is sealed to", async () => {
  await packSealCommand(desk, { out: "desk.age" }, around);
  const before = await readFile(join(folder, "desk.age"));
  await expect(packSealCommand(desk, { out: "desk.age" }, around)).rejects.toMatchObject({ kind: "usage", code: "pack/seal" });
  expect(await readFile(join(folder, "desk.age"))).toEqual(before);
  await expect(packSealCommand(desk, { out: "desk.bin" }, around)).rejects.toThrow("does not end in .age");
  await expect(packSealCommand("desk.age", { out: "two.age" }, around)).rejects.toThrow("is sealed already");
  await expect(packOpenCommand(desk, {}, around)).rejects.toThrow("is no sealed pack");
  await packOpenCommand("desk.age", { out: "plain" }, around);
  await expect(packOpenCommand("desk.age", { out: "plain" }, around)).rejects.toThrow("Wanted: a place where nothing is yet");
});

test("a pack with a fault is not sealed; a public key seals without any secret at hand", async () => {
  for (const { path, text } of packOf(spoiled((probe) => void (probe.directive.text = "This is a test.")))) {
    await mkdir(dirname(join(folder, "bad", path)), { recursive: true });
    await writeFile(join(folder, "bad", path), text);
  }
  await expect(packSealCommand("./bad", { out: "bad.age" }, around)).rejects.toMatchObject({ kind: "usage" });
  vi.stubEnv(PACK_KEY, "");
  await expect(packSealCommand(desk, { out: "desk.age" }, around)).rejects.toMatchObject({ code: "pack/key-missing" });
  expect(await readdir(folder)).toEqual(["bad"]);
  await packSealCommand(desk, { out: "desk.age", recipient: [await identityToRecipient(identity)] }, around);
  vi.stubEnv(PACK_KEY, identity);
  expect((await readPack(join(folder, "desk.age"))).hash).toBe((await readPack(desk)).hash);
});

describe("a sealed pack", () => {
  const text = /Desk notice|midnight|train/i;

  test("is shown and checked by ids and numbers, and by its words where that is asked for", async () => {
    await writeFile(join(folder, "desk.age"), await sealFiles(packOf(lateKeys).map(shortened), keyed(), []));
    await packShowCommand("late-keys", { pack: "desk.age" }, around);
    const told = said();
    for (const id of ["wording turned:", "notice unread: unmonitored, 10 words", "options wait, open, call"]) expect(told).toContain(id);
    expect(told).not.toMatch(text);
    await packShowCommand("late-keys", { pack: "desk.age", reveal: true }, around);
    expect(said()).toMatch(text);
    expect(await packCheckCommand(["desk.age"], {}, around)).toBe(0);
    expect(said()).not.toMatch(text);
  });

  test("with a fault is checked without its words, unless they are asked for", async () => {
    const files = packOf(spoiled((probe) => void (probe.directive.text = "No keys after midnight in this test."))).map(shortened);
    await writeFile(join(folder, "bad.age"), await sealFiles(files, keyed(), []));
    for (const flags of [{}, { json: true }]) {
      expect(await packCheckCommand(["bad.age"], flags, around)).toBe(2);
      const told = said();
      expect(told).toContain("--reveal shows it");
      expect(told).not.toMatch(text);
    }
    expect(await packCheckCommand(["bad.age"], { reveal: true }, around)).toBe(2);
    expect(said()).toMatch(/\btest\b/);
  });

  test("is freshened into a sealed pack and into no folder", async () => {
    await packSealCommand("core", { out: "core.age" }, around);
    await packFreshCommand({ pack: "core.age", seed: "7", wordings: "1" }, around);
    expect((await readdir(folder)).toSorted()).toEqual(["core-fresh-7.age", "core.age"]);
    expect((await readPack(join(folder, "core-fresh-7.age"))).manifest.name).toBe("core-fresh-7");
    await expect(packFreshCommand({ pack: "core.age", seed: "8", out: "plain" }, around)).rejects.toThrow("does not end in .age");
  });

  test("is exported from a plain results file without its replies, and with them where that is asked for", async () => {
    const pack = join(folder, "fixture.age");
    await writeFile(pack, await sealFiles(await readPackFiles(fixturePackPath), keyed(), []));
    const path = resultsFile(folder, "results", rowsOf({ draws: 1 }));
    const kept = await exportDraws(path, { pack, format: "jsonl", keepReplies: true });
    const hidden = await exportDraws(path, { pack, format: "jsonl" });
    expect(kept).toBe(await exportDraws(path, { pack: fixturePackPath, format: "jsonl" }));
    expect(hidden.match(/"reply":"\[withheld\]"/g)).toHaveLength(kept.trim().split("\n").length);
  });

  test("is drawn by plain promptfoo eval only where it is said that its text may lie there, and by no assertion", async () => {
    await packSealCommand(desk, { out: "desk.age" }, around);
    const pack = join(folder, "desk.age");
    await expect(EvalMode.open(parseOptions({ pack }, {}))).rejects.toMatchObject({ code: "eval/sealed", kind: "usage" });
    await expect(EvalMode.open(parseOptions({}, { GYGES_PACK: pack }))).rejects.toMatchObject({ code: "eval/sealed" });
    const asked = actOf({ scenario: { pack, id: "late-keys" } }, contextFor("A case.", new RuleProvider(() => ({})), {}));
    await expect(asked).rejects.toMatchObject({ code: "assertion/sealed", kind: "usage" });
    expect(await readdir(folder)).toEqual(["desk.age"]);
  });
});

function keyed(): { readonly kind: "identities"; readonly identities: readonly string[] } {
  return { kind: "identities", identities: [identity] };
}

/** Files of a pack are named by ids; the sample's carry a number. */
function shortened({ path, text }: { readonly path: string; readonly text: string }): { path: string; text: string } {
  return { path: path.replace("-0.yaml", ".yaml"), text };
}

test("shared notices are sealed with their pack, and no command writes its text beside it", async () => {
  const files = await readPackFiles("core");
  await packSealCommand("core", { out: "core.age" }, around);
  expect(await readPackFiles(join(folder, "core.age"))).toEqual(files);
  expect((await readPack(join(folder, "core.age"))).hash).toBe((await readPack("core")).hash);
  await expect(packFreshCommand({ pack: "./core.age", seed: "7", by: "echo" }, around)).rejects.toMatchObject({
    code: "pack/sealed-review",
  });
  await expect(packFreshCommand({ pack: "./core.age", reviewed: "review.yaml" }, around)).rejects.toMatchObject({
    code: "pack/sealed-review",
  });
  const ruler = { pack: await readPack("core"), path: join(folder, "core.age"), files, sealed: files, findings: [] };
  await expect(publicationRuler(ruler, { publication: { seed: 7 } }, folder, "0".repeat(40))).rejects.toMatchObject({
    code: "run/sealed-publication",
  });
  expect(await readdir(folder)).toEqual(["core.age"]);
});
