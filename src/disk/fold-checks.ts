import { type CheckAnswer, checkKey } from "../schema/check.ts";
import { GygesError } from "../schema/error.ts";

/** The answers of one store to the questions about its notices, each question once; a retry stands where the call without a reply stood. */
export class CheckFold {
  readonly #packHash: string;
  readonly #source: string;
  readonly #answers = new Map<string, CheckAnswer>();

  /** @param source comes before the number of a line: `store.jsonl, line` */
  constructor(packHash: string, source: string) {
    this.#packHash = packHash;
    this.#source = source;
  }

  get answers(): readonly CheckAnswer[] {
    return [...this.#answers.values()];
  }

  /** Whether a question is settled. A call without a reply does not settle it. */
  has(key: string): boolean {
    return this.#answers.get(key)?.fault === null;
  }

  /** @throws GygesError `checks/other-pack` or `checks/repeated` */
  add(answer: CheckAnswer, place: number | string): void {
    const where = typeof place === "number" ? `${this.#source} ${place}` : place;
    const key = checkKey(answer.pair, answer.row);
    if (answer.row.pack.hash !== this.#packHash) throw refusal("other-pack", `${where}: the answer is about a notice of another pack`);
    if (this.has(key))
      throw refusal("repeated", `${where}: the question about ${answer.row.scenario} / ${answer.row.notice} is answered already`);
    this.#answers.set(key, answer);
  }
}

function refusal(code: string, seen: string): GygesError {
  return new GygesError(
    "data",
    `checks/${code}`,
    `${seen}.\n  Wanted: the file as the run wrote it.\n  Lines were added or joined: take the original file, or run again.`,
  );
}
