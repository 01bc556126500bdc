import * as z from "zod";

/** Forms of text that the files of a pack have in many places. */

export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "wanted lower-case letters, digits and hyphens, at most 64");
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "wanted a day such as 2026-11-23");
export const text = z.string().trim().min(1, "wanted some text");
