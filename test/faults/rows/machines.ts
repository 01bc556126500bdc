import { createHash } from "node:crypto";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as z from "zod";
import { VerdictSchema } from "../../../src/schema/verdict.ts";
import { onlyWhenRead, rowsOf, steady, storeFile } from "../../commands/sample-files.ts";
import { fixturePackPath } from "../../promptfoo/fixture.ts";
import { Findings, type FaultRow } from "../row.ts";

const cli = join(import.meta.dirname, "../../../dist/src/cli.js");

const EndedSchema = z.object({ code: z.literal(1), stdout: z.string() });

const MACHINES: readonly Readonly<Record<string, string>>[] = [
  { TZ: "UTC", LANG: "C" },
  { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
  { TZ: "America/St_Johns", LANG: "ar_EG.UTF-8", LC_ALL: "ar_EG.UTF-8" },
  { TZ: "Asia/Kathmandu", LANG: "de_DE.UTF-8", NODE_OPTIONS: "--max-semi-space-size=1" },
];

export const machines: FaultRow = {
  name: "the same stores judged under other time zones, languages and memory settings",
  target: "one sha256 of the verdict, its block run left out (which holds no time of the machine's own here)",
  async measure(short) {
    const findings = new Findings();
    const folder = mkdtempSync(join(tmpdir(), "gyges-machines-"));
    try {
      const paths = [
        await storeFile(folder, "base", rowsOf({ sends: steady, side: "base" })),
        await storeFile(folder, "head", rowsOf({ sends: onlyWhenRead, side: "head" })),
      ];
      const hashes = new Set<string>();
      const tried = short ? MACHINES.slice(0, 2) : MACHINES;
      for (const env of tried) hashes.add(await hashOf(paths, env));
      findings.hold(hashes.size === 1, `${hashes.size} hashes: ${[...hashes].join(", ")}`);
      return findings.measured(`${tried.length} settings, ${hashes.size} hash (${[...hashes][0]?.slice(0, 12)})`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

async function hashOf(paths: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const args = [cli, "gate", ...paths, "--pack", fixturePackPath, "--json"];
  // A widened gap ends with 1.
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, ...env } }).catch((cause: unknown) => {
    const ended = EndedSchema.safeParse(cause);
    if (!ended.success) throw cause;
    return ended.data;
  });
  const { run: _, ...verdict } = VerdictSchema.parse(JSON.parse(stdout));
  return createHash("sha256").update(JSON.stringify(verdict)).digest("hex");
}
