import { isDeepStrictEqual } from "node:util";
import { malformed, type RequestEnd } from "./request-end.ts";

/** One line of results, read. */
export interface ResultLine {
  readonly customId: string;
  readonly end: RequestEnd;
}

/**
 * What became of each request that was sent, once each, in whatever order the lines came. Lines of nobody's are passed over; two that differ
 * for one request cannot both be its reply, so neither counts.
 *
 * @param otherwise what became of a request without a line
 */
export function foldResults(sent: readonly string[], lines: readonly ResultLine[], otherwise: RequestEnd): ReadonlyMap<string, RequestEnd> {
  const byId = Map.groupBy(lines, ({ customId }) => customId);
  return new Map(sent.map((id) => [id, endOf(byId.get(id) ?? [], otherwise)]));
}

function endOf(lines: readonly ResultLine[], otherwise: RequestEnd): RequestEnd {
  const [first, ...more] = lines;
  if (first === undefined) return otherwise;
  return more.every(({ end }) => isDeepStrictEqual(end, first.end)) ? first.end : malformed("two results that differ");
}
