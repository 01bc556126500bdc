import { hash32 } from "./hash32.ts";

/** The body of a request, as the API takes it. */
export type Body = Readonly<Record<string, unknown>>;

export interface BatchRequest {
  /** Which call of promptfoo it answers. */
  readonly key: string;
  /** Counts the batches that have held this key before: what ended unbilled is asked again, as another request. */
  readonly attempt: number;
  readonly body: Body;
}

export interface PreparedRequest extends BatchRequest {
  readonly customId: string;
}

export interface PreparedBatch {
  /** Of the whole content: the same requests are the same batch. */
  readonly hash: string;
  readonly requests: readonly PreparedRequest[];
}

/** Every custom id begins with the hash of the content, so a result tells which batch it is of. Both APIs take 64 characters of `[\w-]`. */
export function prepareBatch(requests: readonly BatchRequest[]): PreparedBatch {
  const content = requests.map(({ key, attempt, body }) => JSON.stringify([key, attempt, body])).join("\n");
  const hash = hash32(content);
  return { hash, requests: requests.map((one, index) => ({ ...one, customId: `${hash}-${index}` })) };
}
