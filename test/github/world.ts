/** What the mock of GitHub knows: one repository with its pull requests, comments and workflow runs. Tests set it up and look at what became of it. */

export const REPOSITORY = "acme/app";
export const TOKEN = "fake-token-of-the-mock-0123456789";
/** GitHub's limit; a longer body is refused with 422. */
export const MAX_BODY = 65_536;

export interface Person {
  readonly login: string;
  readonly type: string;
}

export interface MockComment {
  readonly id: number;
  readonly issue: number;
  /** Null where the account is gone. */
  readonly user: Person | null;
  body: string;
}

export interface MockPull {
  readonly number: number;
  /** `owner:branch`. */
  readonly label: string;
  readonly headRepository: string | null;
  sha: string;
  state: "open" | "closed";
}

export interface MockRun {
  readonly id: number;
  readonly attempt: number;
  readonly name: string;
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string;
  readonly headRepository: string;
  readonly pulls: readonly number[];
}

export interface MockArtifact {
  readonly id: number;
  readonly run: number;
  readonly name: string;
  readonly zip: Uint8Array;
  readonly expired?: boolean;
  /** Where GitHub says another size than the file has. */
  readonly claimedSize?: number;
}

/** An answer that comes in place of the right one. */
export interface Fault {
  readonly operation: string;
  readonly status: number;
  /** Only where the request's body holds this. */
  readonly holding?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What GitHub says of it. */
  readonly message?: string;
  /** How often; 1 where nothing is said. */
  readonly times?: number;
  /** The deed is done all the same, as behind a gateway that gave up waiting. */
  readonly done?: boolean;
}

export class World {
  readonly comments: MockComment[] = [];
  readonly pulls: MockPull[] = [];
  readonly runs: MockRun[] = [];
  readonly artifacts: MockArtifact[] = [];
  /** `GET …` by operation id and status, in the order of requests. */
  readonly requests: { readonly operation: string; readonly status: number }[] = [];
  /** Requests that GitHub's description forbids, and replies of the mock that it forbids. A test wants none. */
  readonly breaches: string[] = [];
  /** Whose token TOKEN is. */
  owner: Person = { login: "github-actions[bot]", type: "Bot" };
  readOnly = false;
  /** It does not say whose token TOKEN is. */
  silent = false;
  #nextId = 1000;
  readonly #faults: { fault: Fault; left: number }[] = [];
  readonly #before: { readonly operation: string; readonly holding: string; readonly act: () => void }[] = [];

  nextId(): number {
    return (this.#nextId += 1);
  }

  comment(issue: number, body: string, user: Person | null = this.owner): MockComment {
    const made = { id: this.nextId(), issue, user, body };
    this.comments.push(made);
    return made;
  }

  remove(id: number): void {
    const at = this.comments.findIndex((one) => one.id === id);
    if (at !== -1) this.comments.splice(at, 1);
  }

  pull(number: number, sha: string, more: Partial<MockPull> = {}): MockPull {
    const made: MockPull = { number, sha, label: "acme:change", headRepository: REPOSITORY, state: "open", ...more };
    this.pulls.push(made);
    return made;
  }

  fail(fault: Fault): void {
    this.#faults.push({ fault, left: fault.times ?? 1 });
  }

  /** Runs `act` once, right before the next request of this kind is answered whose body holds `holding`: what another job does in between. */
  before(operation: string, act: () => void, holding = ""): void {
    this.#before.push({ operation, holding, act });
  }

  /** @param body of the request, as JSON. @returns the fault that this request meets */
  meets(operation: string, body: string): Fault | null {
    const at = this.#before.findIndex((one) => one.operation === operation && body.includes(one.holding));
    if (at !== -1) this.#before.splice(at, 1)[0]?.act();
    const met = this.#faults.find(({ fault, left }) => fault.operation === operation && left > 0 && body.includes(fault.holding ?? ""));
    if (met === undefined) return null;
    met.left -= 1;
    return met.fault;
  }

  /** How often each operation was asked for. */
  counts(): Record<string, number> {
    const all = Object.groupBy(this.requests, ({ operation }) => operation);
    return Object.fromEntries(Object.entries(all).map(([operation, requests = []]) => [operation, requests.length]));
  }
}
