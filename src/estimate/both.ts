import type { Side } from "../schema/identity.ts";

/** Something of each side of a pair; null where the pair lacks the side, as head alone does. */
export interface Both<T> {
  readonly base: T | null;
  readonly head: T | null;
}

/** The sides that are there, base first. */
export function eachSide<T>({ base, head }: Both<T>): readonly (readonly [Side, T])[] {
  return [...(base === null ? [] : [["base", base] as const]), ...(head === null ? [] : [["head", head] as const])];
}

export function mapBoth<T, R>({ base, head }: Both<T>, map: (each: T) => R): Both<R> {
  return { base: base === null ? null : map(base), head: head === null ? null : map(head) };
}
