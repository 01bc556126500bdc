import { isAbsolute, relative } from "node:path";

/** The path as seen from the folder, empty for the folder itself; null where it lies outside. Both absolute. */
export function placeWithin(folder: string, path: string): string | null {
  const place = relative(folder, path);
  return isAbsolute(place) || /^\.\.(?:[\\/]|$)/.test(place) ? null : place;
}
