import type { Clients } from "./clients.ts";

/** What is seen of a call: plain values under names that say what they are. */
export type Facts = Readonly<Record<string, Value>>;
type Value = string | number | boolean | null | readonly Value[];

export type ServerName = "fake" | "aimock" | "local model";

/** One thing that a client does, and what every server that offers it has to show. */
export interface Call {
  readonly name: string;
  /** Only a scripted model does this when asked; a real one is not tried. */
  readonly scripted?: boolean;
  readonly make: (clients: Clients) => Promise<Facts>;
  readonly expected: Facts;
}

/** A server as the suite sees it. */
export interface ContractServer {
  readonly name: ServerName;
  /** Without a path. */
  readonly url: string;
  readonly model: string;
  /** Whether its replies are those of `cues.ts`. */
  readonly scripted: boolean;
}
