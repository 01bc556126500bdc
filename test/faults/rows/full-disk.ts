import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { openStore, readStore } from "../../../src/disk/store.ts";
import { describeError } from "../../../src/schema/error.ts";
import { draw, header } from "../../disk/sample.ts";
import { Findings, type FaultRow, type Measured } from "../row.ts";

const child = join(import.meta.dirname, "../../disk/store-child.ts");
const FILLER = 700 << 10;

export const fullDisk: FaultRow = {
  name: "a disk that is really full (tmpfs of 1 MB)",
  target: "the sentence names the path and the bytes; every draw said to be kept is there; once there is room the store goes on",
  async measure() {
    const mount = mkdtempSync(join(tmpdir(), "gyges-full-"));
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", mount], { stdio: "pipe" });
    } catch (cause) {
      rmSync(mount, { recursive: true });
      return { seen: "", wrong: [], skipped: `no file system can be mounted here: ${describeError(cause).split("\n", 1)[0]}` };
    }
    try {
      return await filled(mount);
    } finally {
      execFileSync("umount", [mount]);
      rmSync(mount, { recursive: true });
    }
  },
};

async function filled(mount: string): Promise<Measured> {
  const findings = new Findings();
  const [path, filler] = [join(mount, "store.jsonl"), join(mount, "filler")];
  writeFileSync(filler, Buffer.alloc(FILLER));
  const running = spawn(process.execPath, [child, path, "append"]);
  const [said] = await Promise.all([text(running.stdout), once(running, "close")]);
  const lines = said.trimEnd().split("\n");
  const [code, sentence = ""] = lines.slice(-2);
  findings.hold(
    code === "store/write" && sentence.includes(path) && /\d+ bytes could not be written.*ENOSPC/.test(sentence),
    `it said ${code}: ${sentence}`,
  );
  const kept = Math.max(...lines.map(Number).filter(Number.isSafeInteger)) + 1;
  const { draws, torn } = await readStore(path);
  findings.hold(draws.length >= kept, `${kept} draws were kept, ${draws.length} are there`);
  rmSync(filler);
  const store = await openStore(path, header());
  await store.append(draw(store.draws.length));
  await store.close();
  findings.hold((await readStore(path)).draws.length === draws.length + 1, "the store did not go on");
  return findings.measured(
    `${kept} draws kept, ${draws.length} there${torn ? ", a torn tail cut" : ""}, then it went on; "${sentence.replace(mount, "…")}"`,
  );
}
