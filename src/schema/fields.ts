import * as z from "zod";

/** Forms of text that stand in many places: the files of a pack, and rows and records of what was drawn of it. */

export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "wanted lower-case letters, digits and hyphens, at most 64");
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "wanted a day such as 2026-11-23");
export const text = z.string().trim().min(1, "wanted some text");

/** In a row or a record: what a pack, a scenario, a wording, a notice or an option is called. Ids of shared notices have slashes in them. */
export const id = z.string().regex(/^[\w.:@/+-]{1,200}$/, "wanted 1 to 200 letters, digits or any of _ . : @ / + -");
/** The matched column (prompt and provider) that a draw is of. */
export const pairName = z.string().min(1).max(300);
