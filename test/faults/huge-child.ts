import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, readStore } from "../../src/disk/store.ts";
import { drawFromRow } from "../../src/promptfoo/row/draw-from-row.ts";
import { packRef } from "../../src/scenario/plan.ts";
import { rowsOf } from "../commands/sample-files.ts";
import { fixturePack } from "../promptfoo/fixture.ts";

/** One reply of a size that no model should give, from the finished row into the store and back; says what memory and time that took. */
const [kind = ""] = process.argv.slice(2);
const REPLIES: Readonly<Record<string, () => unknown>> = {
  "50 MB in one line": () => `${"x".repeat(50 << 20)}\nDECISION: SEND`,
  "1,000,000 lines": () => `${"a line of a reply\n".repeat(1_000_000)}DECISION: SEND`,
  "50 MB of words": () => `${"I would rather not say. ".repeat((50 << 20) / 24)}\nDECISION: SEND`,
  "JSON of 100,000 nodes": () => Array.from({ length: 50_000 }, (_, index) => ({ index })),
};

const row = rowsOf({ draws: 1, side: "base" })[0]!;
const output = REPLIES[kind]!();
const folder = mkdtempSync(join(tmpdir(), "gyges-huge-"));
const path = join(folder, "store.jsonl");
const before = process.resourceUsage().maxRSS;
const begun = performance.now();
const draw = drawFromRow(
  { ...row, response: { ...row.response, output } },
  { run: "run-1", pack: fixturePack, at: null, transformed: false },
)!;
const store = await openStore(path, {
  record: "header",
  schema: "gyges.store/1",
  run: "run-1",
  gyges: "0.1.0",
  fingerprint: "huge",
  pack: packRef(fixturePack),
  plan: draw.identity.plan,
  pairs: [],
  kind: "run",
  createdAt: "2026-11-23T12:00:00.000Z",
});
await store.append(draw);
await store.close();
const [read] = (await readStore(path)).draws;
console.log(
  JSON.stringify({
    label: read?.labelling.label,
    kept: read?.reply.length,
    note: /\[gyges: \d+ characters left out here, sha256 [0-9a-f]{16}\]/.test(read?.reply ?? ""),
    megabytes: Math.round((process.resourceUsage().maxRSS - before) / 1024),
    seconds: (performance.now() - begun) / 1000,
  }),
);
rmSync(folder, { recursive: true });
