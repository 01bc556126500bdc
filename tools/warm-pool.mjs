import { ThreadsPoolWorker } from "vitest/node";

/** Each run leaves a listener of vitest's behind in its worker; one that ran this often is replaced. */
const MOST_RUNS = 100;

/** Workers that wait for their next run, with all that they loaded from node_modules. */
const idle = [];

/**
 * vitest starts a worker anew for each test file, which takes many times as long as the few tests that a mutant needs.
 * This one takes a worker that is there. As long as vitest's `isolate` is on, it loads the modules of the project anew for
 * each file, also in a worker that ran before, so that one mutant leaves nothing for the next.
 */
class WarmWorker {
  name = "warm";
  #options;
  #worker;
  #listeners = [];
  #isKept = false;

  constructor(options) {
    this.#options = options;
  }

  async start() {
    this.#worker = idle.pop() ?? { threads: new ThreadsPoolWorker(this.#options), runs: 0 };
    this.#worker.runs += 1;
    if (this.#worker.runs === 1) await this.#worker.threads.start();
  }

  on(event, listener) {
    this.#listeners.push([event, listener]);
    this.#worker.threads.on(event, listener);
  }

  off(event, listener) {
    this.#worker.threads.off(event, listener);
  }

  /** A worker that is asked to stop is kept instead. One that is broken off is never asked, and does stop. */
  send(message) {
    if (message.type !== "stop" || this.#worker.runs >= MOST_RUNS) {
      this.#worker.threads.send(message);
      return;
    }
    this.#isKept = true;
    const stopped = { type: "stopped", __vitest_worker_response__: true };
    for (const [event, listener] of this.#listeners) if (event === "message") listener(stopped);
  }

  async stop() {
    if (!this.#isKept) {
      await this.#worker.threads.stop();
      return;
    }
    for (const [event, listener] of this.#listeners) this.#worker.threads.off(event, listener);
    idle.push(this.#worker);
  }

  deserialize(data) {
    return data;
  }
}

/** A plugin of vitest's, since Stryker names the pool itself. */
export const warmPool = {
  name: "warm-pool",
  configureVitest({ project }) {
    project.config.pool = "warm";
    project.config.poolRunner = { name: "warm", createPoolWorker: (options) => new WarmWorker(options) };
  },
};
