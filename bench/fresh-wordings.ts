import { readPack } from "../src/disk/read-pack.ts";
import { freshWordingProblems, freshWordings } from "../src/scenario/fresh.ts";

export interface FreshFigure {
  readonly probes: number;
  readonly wordings: number;
  readonly cpuSeconds: number;
  readonly slowestProbe: string;
  readonly slowestSeconds: number;
}

/** Makes so many fresh wordings of each probe of pack core and has the checker read every one. Throws at the first that it opposes. */
export async function checkFreshWordings(count: number, seed: number): Promise<FreshFigure> {
  const { scenarios } = await readPack("core");
  const probes = scenarios.filter(({ role }) => role === "probe");
  const took = probes.map((probe) => {
    const before = process.cpuUsage();
    for (const wording of freshWordings(probe, seed, count)) {
      const problems = freshWordingProblems(probe, wording);
      if (problems.length > 0) throw new Error(`${probe.id}: ${problems.join("; ")}\n${wording.text}`);
    }
    const { user, system } = process.cpuUsage(before);
    return { id: probe.id, seconds: (user + system) / 1e6 };
  });
  const slowest = took.toSorted((a, b) => b.seconds - a.seconds)[0]!;
  return {
    probes: probes.length,
    wordings: probes.length * count,
    cpuSeconds: took.reduce((sum, { seconds }) => sum + seconds, 0),
    slowestProbe: slowest.id,
    slowestSeconds: slowest.seconds,
  };
}
