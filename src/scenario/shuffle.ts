import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Orders the rows of every run: drift spreads over conditions, and a resumed run finds the order it had. */
export const ORDER_SEED = 20_241_218;

/** The items in a random order (Fisher-Yates), as a new array. Equal seeds give equal orders, on every machine. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = xoroshiro128plus(seed);
  const rest = [...items];
  const order: T[] = [];
  while (rest.length > 0) {
    const last = rest.length - 1;
    const chosen = uniformInt(random, 0, last);
    order.push(...rest.slice(chosen, chosen + 1));
    rest.splice(chosen, 1, ...rest.slice(last));
    rest.pop();
  }
  return order;
}
