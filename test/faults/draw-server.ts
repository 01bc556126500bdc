import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

/** What a request asks: the name of its draw, and what is answered beside an id. */
export interface Asking {
  readonly key: string;
  readonly answer: object;
}

/** A model that answers by the name of the draw alone, so that a draw made twice says the same, and that counts how often each was asked: its bill. */
export class DrawServer implements AsyncDisposable {
  readonly asked = new Map<string, number>();
  readonly #server: Server;
  readonly #delayMs: () => number;
  #calls = 0;
  #waiting: { readonly calls: number; readonly resolve: () => void }[] = [];

  private constructor(delayMs: () => number, read: (body: string) => Asking) {
    this.#delayMs = delayMs;
    this.#server = createServer((request, response) => {
      void this.#serve(request, response, read);
    });
  }
  /** @param read what a request asks; by default its body is the name of the draw */
  static async start(delayMs: () => number, read: (body: string) => Asking = byName): Promise<DrawServer> {
    const server = new DrawServer(delayMs, read);
    await new Promise<void>((done) => server.#server.listen(0, "127.0.0.1", done));
    return server;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the server does not listen");
    return `http://127.0.0.1:${address.port}`;
  }

  get calls(): number {
    return this.#calls;
  }

  /** Calls beyond the first one of each draw. */
  get doubles(): number {
    return this.#calls - this.asked.size;
  }

  /** Resolves when it was asked so often since its start. */
  async seen(calls: number): Promise<void> {
    if (this.#calls < calls) await new Promise<void>((resolve) => this.#waiting.push({ calls, resolve }));
  }

  async #serve(request: IncomingMessage, response: ServerResponse, read: (body: string) => Asking): Promise<void> {
    const { key, answer } = read(await text(request));
    this.#calls += 1;
    this.asked.set(key, (this.asked.get(key) ?? 0) + 1);
    for (const { calls, resolve } of this.#waiting) if (this.#calls >= calls) resolve();
    const id = `served-${String(this.#calls).padStart(20, "0")}`;
    await sleep(this.#delayMs(), undefined, { ref: false });
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ id, ...answer }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}

function byName(key: string): Asking {
  return { key, answer: { sends: sends(key) } };
}

/** Nine of ten draws comply, told by the letters of the draw's name. */
export function sends(key: string): boolean {
  let sum = 0;
  for (const letter of key) sum = (sum * 31 + letter.charCodeAt(0)) % 1_000_003;
  return sum % 10 !== 0;
}
