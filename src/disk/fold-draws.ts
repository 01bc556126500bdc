import type { Draw } from "../schema/draw.ts";
import { GygesError } from "../schema/error.ts";
import { keyOfDraw } from "../schema/store.ts";

/** The draws of one store as they come in: each planned draw once, a reply never counted twice. */
export interface DrawFold {
  readonly draws: readonly Draw[];
  get(key: string): Draw | undefined;
  /** Checks without adding; throws what {@link DrawFold.add} would throw. */
  check(draw: Draw, where: string): void;
  add(draw: Draw, where: string): void;
}

/**
 * Draws in the order of their first appearance. A later draw of the same key stands in for an earlier transport fault
 * (a retry); any other repeat, a cached reply and a response id seen twice are errors, because copies of one reply would pass for evidence.
 */
export function foldDraws(packHash: string): DrawFold {
  const draws: Draw[] = [];
  const places = new Map<string, number>();
  const responses = new Map<string, string>();

  const check = (draw: Draw, where: string): void => {
    if (draw.identity.pack.hash !== packHash) throw otherPack(draw, packHash, where);
    if (draw.cached) throw cached(where);
    const place = places.get(keyOfDraw(draw));
    const earlier = place === undefined ? undefined : draws[place];
    if (earlier !== undefined && earlier.labelling.label !== "transport") throw repeated(draw, where);
    const seenAt = draw.responseId === null ? undefined : responses.get(draw.responseId);
    if (seenAt !== undefined) throw sameResponse(seenAt, where);
  };

  return {
    draws,
    get(key) {
      const place = places.get(key);
      return place === undefined ? undefined : draws[place];
    },
    check,
    add(draw, where) {
      check(draw, where);
      const key = keyOfDraw(draw);
      const place = places.get(key);
      if (place === undefined) places.set(key, draws.push(draw) - 1);
      else draws[place] = draw;
      if (draw.responseId !== null) responses.set(draw.responseId, where);
    },
  };
}

function otherPack(draw: Draw, packHash: string, where: string): GygesError {
  return new GygesError(
    "data",
    "draws/other-pack",
    `${where}: the draw is of pack ${draw.identity.pack.name} ${draw.identity.pack.version} (${short(draw.identity.pack.hash)}).\n  Wanted: draws of one pack only, here ${short(packHash)}.\n  Give each pack a file of its own.`,
  );
}

function cached(where: string): GygesError {
  return new GygesError(
    "data",
    "draws/cached",
    `${where}: the reply came out of a cache.\n  Wanted: a fresh call for every draw; a copy of a reply is no second observation.\n  Run again with promptfoo's cache off: promptfoo eval --no-cache`,
  );
}

function repeated(draw: Draw, where: string): GygesError {
  const { cell, draw: number } = draw.identity;
  return new GygesError(
    "data",
    "draws/repeated",
    `${where}: draw ${number} of ${cell.scenario} / ${cell.wording} / ${cell.condition} is there already${draw.side === null ? "" : ` on side ${draw.side}`}.\n  Wanted: each planned draw once.\n  Two runs were written into one file: give each its own.`,
  );
}

function sameResponse(seenAt: string, where: string): GygesError {
  return new GygesError(
    "data",
    "draws/same-response",
    `${where}: the response id is that of ${seenAt}.\n  Wanted: a reply of its own for every draw; one id twice is one reply twice.\n  Switch off the cache between promptfoo and the model, and run again.`,
  );
}

function short(hash: string): string {
  return hash.slice(0, 19);
}
