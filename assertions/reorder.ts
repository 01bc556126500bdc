import { GygesError } from "../src/schema/error.ts";

/** Shows the options of a prompt in another order. */

/** Every order of up to three options; above, each option once in each place (a cyclic Latin square). Each is a list of places. */
export function ordersOf(options: number): readonly (readonly number[])[] {
  const places = Array.from({ length: options }, (_, place) => place);
  if (options > 3) return places.map((turn) => places.map((place) => (place + turn) % options));
  return permutations(places);
}

function permutations(places: readonly number[]): readonly (readonly number[])[] {
  if (places.length <= 1) return [places];
  return places.flatMap((first) => permutations(places.filter((place) => place !== first)).map((rest) => [first, ...rest]));
}

/**
 * The prompt with its options' texts exchanged in place, so that numbers, bullets and all else stay where they are.
 *
 * @param texts the options as the prompt shows them, in that order
 * @param order `order[place]` is the option to show in that place
 * @throws GygesError `assertion/orders` where an option does not stand in the prompt exactly once, in the order given
 */
export function reordered(prompt: string, texts: readonly string[], order: readonly number[]): string {
  const places = texts.map((text, index) => placeOf(prompt, text, texts, index));
  const falling = places.findIndex((place, index) => index > 0 && place < (places[index - 1] ?? 0));
  if (falling > 0) throw notInOrder(texts[falling] ?? "");
  const parts: string[] = [];
  let from = 0;
  for (const [index, place] of places.entries()) {
    parts.push(prompt.slice(from, place), texts[order[index] ?? index] ?? "");
    from = place + (texts[index]?.length ?? 0);
  }
  return parts.join("") + prompt.slice(from);
}

/** Where an option stands; a text within a longer option's text is that option's. */
function placeOf(prompt: string, text: string, texts: readonly string[], index: number): number {
  const longer = texts.filter((other, place) => place !== index && other.length > text.length && other.includes(text));
  const taken = longer.flatMap((other) => occurrences(prompt, other).map((at) => [at, at + other.length] as const));
  const places = occurrences(prompt, text).filter((at) => !taken.some(([start, end]) => at >= start && at < end));
  const [place] = places;
  if (places.length === 1 && place !== undefined) return place;
  throw new GygesError(
    "usage",
    "assertion/orders",
    `the prompt shows ${JSON.stringify(text.slice(0, 60))} ${places.length === 0 ? "nowhere" : `${places.length} times`}, so its options cannot be put in another order\n  Wanted: each option once in the prompt, word for word\n  Or ask in the one order: orders: as-shown`,
  );
}

function occurrences(prompt: string, text: string): number[] {
  const found: number[] = [];
  const step = Math.max(1, text.length);
  for (let at = prompt.indexOf(text); at !== -1; at = prompt.indexOf(text, at + step)) found.push(at);
  return found;
}

function notInOrder(text: string): GygesError {
  return new GygesError(
    "usage",
    "assertion/orders",
    `choices names ${JSON.stringify(text.slice(0, 60))} later than the prompt shows it\n  Wanted: choices in the order of the prompt`,
  );
}
