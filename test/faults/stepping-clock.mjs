/** Preloaded into a process: its clock jumps by up to a day, forwards and backwards, each time that it is read. */
const DAY = 86_400_000;
const { now } = Date;
let state = 12345;
function stepped() {
  state = (state * 1103515245 + 12345) % 2147483648;
  return now() + Math.round((state / 2147483648 - 0.5) * 2 * DAY);
}
Date.now = stepped;
globalThis.Date = new Proxy(Date, {
  construct: (target, args) => (args.length === 0 ? new target(stepped()) : new target(...args)),
});
