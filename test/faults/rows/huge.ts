import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import * as z from "zod";
import { Findings, type FaultRow } from "../row.ts";

const MOST_MEGABYTES = 300;
const MOST_KEPT = 263_000;

const SaidSchema = z.strictObject({ label: z.string(), kept: z.number(), note: z.boolean(), megabytes: z.number(), seconds: z.number() });

export const huge: FaultRow = {
  name: "replies of 50 MB, of a million lines, of 100,000 nodes of JSON",
  target: `under ${MOST_MEGABYTES} MB over the process with the reply in hand; 256 kB kept, with a hash of the rest; the label is read off all of it`,
  async measure(short) {
    const findings = new Findings();
    const kinds = ["50 MB in one line", "1,000,000 lines", "50 MB of words", "JSON of 100,000 nodes"];
    const told: string[] = [];
    for (const kind of short ? kinds.slice(0, 1) : kinds) {
      const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, "../huge-child.ts"), kind]);
      const { label, kept, note, megabytes, seconds } = SaidSchema.parse(JSON.parse(stdout));
      findings.hold(megabytes < MOST_MEGABYTES, `${kind}: ${megabytes} MB`);
      findings.hold(kept <= MOST_KEPT && note, `${kind}: ${kept} characters kept, ${note ? "with" : "without"} a note`);
      findings.hold(kind.startsWith("JSON") || label.startsWith("comply-"), `${kind}: labelled ${label}`);
      told.push(`${kind}: ${megabytes} MB, ${seconds.toFixed(1)} s, ${label}`);
    }
    return findings.measured(told.join("; "));
  },
};
