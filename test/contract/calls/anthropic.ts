import type { Call, Facts } from "../call.ts";
import { ANTHROPIC_VERSIONS, type AnthropicClient, type AnthropicVersion, type Clients, type MessageBody } from "../clients.ts";
import type { CueText } from "../cues.ts";

/** Makes a call through Anthropic's SDK of either version. What they agree on stands as it is; what they do not is told under each version. */
export function throughBoth(call: Omit<Call, "make"> & { readonly make: (asker: Asker) => Promise<Facts> }): Call {
  return {
    ...call,
    make: async (clients) => {
      const [older, newer] = [await call.make(new Asker(clients, "0")), await call.make(new Asker(clients, "1"))];
      const differ = Object.keys({ ...older, ...newer }).filter((name) => JSON.stringify(older[name]) !== JSON.stringify(newer[name]));
      const told = differ.flatMap((name) => [
        [`${name} (0.124)`, older[name] ?? null],
        [`${name} (1.x)`, newer[name] ?? null],
      ]);
      const same = Object.entries(older).filter(([name]) => !differ.includes(name));
      return Object.fromEntries([...same, ...told]);
    },
  };
}

/** One version of the SDK at one server. */
export class Asker {
  readonly clients: Clients;
  readonly version: AnthropicVersion;

  constructor(clients: Clients, version: AnthropicVersion) {
    this.clients = clients;
    this.version = version;
  }

  client(maxRetries = 0): AnthropicClient {
    return this.clients.anthropic(this.version, maxRetries);
  }

  body(content: CueText): MessageBody {
    return { model: this.clients.server.model, max_tokens: 64, messages: [{ role: "user", content }] };
  }

  busyAtFirst(): CueText {
    return this.version === ANTHROPIC_VERSIONS[0] ? "You are busy at first, 0." : "You are busy at first, 1.";
  }
}
