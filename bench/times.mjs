// Loaded into every Node process of a measured job by NODE_OPTIONS: notes its script, how long it was there, and what CPU and memory it used.
import { appendFileSync } from "node:fs";

process.on("exit", () => {
  const path = process.env["PROMPTFOO_BENCH_TIMES"];
  const { user, system } = process.cpuUsage();
  const note = {
    script: process.argv[1] ?? "",
    wallSeconds: (Date.now() - performance.timeOrigin) / 1_000,
    cpuSeconds: (user + system) / 1e6,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  };
  if (path !== undefined) appendFileSync(path, `${JSON.stringify(note)}\n`);
});
