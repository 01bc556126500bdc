import { inQuickProject } from "./quick-project.ts";

/** The same command once more on a run that is finished: its verdict is read again, and no call is made. */
export interface Resumed {
  readonly calls: number;
  /** Calls of the second time. */
  readonly callsAgain: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

export async function measureResume(): Promise<Resumed> {
  return inQuickProject(async (project) => {
    await project.run("first");
    const calls = project.calls().length;
    const { seconds, processes } = await project.run("again");
    const cpuSeconds = processes.reduce((sum, one) => sum + one.cpuSeconds, 0);
    return { calls, callsAgain: project.calls().length - calls, seconds, cpuSeconds };
  });
}
