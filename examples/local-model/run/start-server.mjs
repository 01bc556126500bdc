import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/**
 * Starts server.mjs on a free port and waits until it answers.
 *
 * @returns `url` of the API, `model`, `ask` for one chat call, and `stop`, which gives the number of calls answered
 */
export async function startServer(weights) {
  const start = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, "..", "server.mjs"), weights], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const said = [];
  lines.on("line", (line) => said.push(JSON.parse(line)));
  await Promise.race([once(lines, "line"), once(child, "exit").then(([code]) => Promise.reject(new Error(`the server ended with ${code}`)))]);
  const [{ port, model }] = said;
  const url = `http://127.0.0.1:${port}/v1`;
  console.log(`server: ready after ${((performance.now() - start) / 1000).toFixed(1)} s`);

  let stopped;
  return {
    url,
    model,
    async ask(body) {
      const response = await fetch(`${url}/chat/completions`, { method: "POST", body: JSON.stringify({ model, ...body }) });
      if (!response.ok) throw new Error(`the server answered ${response.status}: ${await response.text()}`);
      return response.json();
    },
    stop() {
      stopped ??= (async () => {
        child.kill("SIGTERM");
        await once(child, "close");
        return said.at(-1).answered;
      })();
      return stopped;
    },
  };
}
