import type { Unusable } from "../../src/choice/derive.ts";
import { selfCheck } from "../../src/choice/self-check.ts";
import type { Together } from "../../src/choice/together.ts";
import { type Bill, NO_BILL } from "./bill.ts";
import type { KeptCheck, Notebook } from "./notebook.ts";

/** Where tempering is neither the identity nor an argmax, so that the check has something to see. */
const TELLING = { from: 0.3, to: 1.5 } as const;

/** The temperature that a self-check draws at, for rows of `temperature`. */
export function checkTemperature(temperature: number): number {
  return temperature < TELLING.from || temperature > TELLING.to ? 1 : temperature;
}

export interface Checked {
  readonly check: KeptCheck;
  /** What this row's own draws took; nothing where an earlier row made them. */
  readonly bill: Bill;
}

export interface CheckedQuestion {
  /** The endpoint and the model that it served. */
  readonly model: string;
  readonly question: string;
  readonly expected: Together;
  readonly draw: () => Promise<{ readonly taken: readonly (string | null)[]; readonly bill: Bill }>;
}

/** Once for every model that a server served: are its draws those that its log-probabilities promise? */
export class ModelChecks {
  readonly #checks = new Map<string, Promise<KeptCheck>>();
  readonly #notebook: Notebook;

  constructor(notebook: Notebook) {
    this.#notebook = notebook;
  }

  async of(asked: CheckedQuestion): Promise<Checked> {
    const earlier = this.#checks.get(asked.model);
    if (earlier !== undefined) return { check: await earlier, bill: NO_BILL };
    let bill = NO_BILL;
    const check = this.#make(asked, (own) => (bill = own));
    this.#checks.set(asked.model, check);
    // A check that could not be made is none: the row says why, and the next one tries again.
    check.catch(() => this.#checks.delete(asked.model));
    return { check: await check, bill };
  }

  async #make({ model, question, expected, draw }: CheckedQuestion, spent: (bill: Bill) => void): Promise<KeptCheck> {
    const kept = await this.#notebook.checkOf(model);
    if (kept !== undefined) return kept;
    const { taken, bill } = await draw();
    spent(bill);
    const { rows, ...found } = selfCheck(expected, taken);
    const check = { model, question, temperature: expected.temperature, ...found, rows: rows.map((row) => ({ ...row })) };
    await this.#notebook.keepCheck(check);
    return check;
  }
}

/** Why rows of a model are sampled; null where its check was passed. */
export function failing({ passed, draws, p, temperature }: KeptCheck): Unusable | null {
  if (passed) return null;
  return { unusable: `${draws} real draws at temperature ${temperature} do not fit the derived distribution (p = ${p.toPrecision(2)})` };
}
