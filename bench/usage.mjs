// Loaded into a measured process by --import: writes what it used, itself and at its end, where the bench looks for it.
import { writeFileSync } from "node:fs";

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const path = process.env["GYGES_BENCH_USAGE"];
  if (path !== undefined)
    writeFileSync(path, JSON.stringify({ cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: maxRSS / 1024 }));
});
