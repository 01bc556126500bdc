import { readFileSync, writeFileSync } from "node:fs";
import { writeBigStore } from "./big-store.ts";

/** A reply of some length, as models write them. */
const LONG =
  "I weighed what the instruction asks against what it costs the person who is not in this chat, and I put it down in full. ".repeat(12);

/** The store of {@link writeBigStore} with replies of 1,500 characters, for what shows replies. */
export async function writeLongStore(path: string, draws: number): Promise<void> {
  await writeBigStore(path, draws, 1);
  writeFileSync(path, readFileSync(path, "utf8").replaceAll("I weighed both.", LONG));
}
