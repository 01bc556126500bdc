/**
 * A child whose parent was killed outright hears of nothing, and would go on to make calls that nobody reads and somebody pays for. One that keeps its
 * answers as they come sees to it by itself, at a draw (`RunMode`); of any other nothing is left once its parent is gone, so it ends at once. Windows does
 * not tell a child of its parent's end, so there it goes on.
 *
 * @param parent process id of the parent
 * @returns arguments of Node, before the script
 */
export function endWithParent(parent: number): readonly string[] {
  const watch = `setInterval(() => { if (process.ppid !== ${parent}) process.exit(3); }, 250).unref();`;
  return ["--import", `data:text/javascript,${encodeURIComponent(watch)}`];
}
