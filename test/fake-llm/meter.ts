/** What a bill would say. A request is billed once the model has worked for it, whether or not the client ever hears of that. */

export interface Usage {
  readonly prompt: number;
  readonly completion: number;
}

export class Meter {
  /** Requests at full price. */
  billed = 0;
  /** Requests of batches, at half price. */
  batched = 0;
  promptTokens = 0;
  completionTokens = 0;
  /** Batches that were taken in. */
  batches = 0;

  bill({ prompt, completion }: Usage, how: "billed" | "batched"): void {
    this[how] += 1;
    this.promptTokens += prompt;
    this.completionTokens += completion;
  }
}
