import * as z from "zod";
import { day, slug, text } from "./fields.ts";

/**
 * The schema of an adapter: a published scenario bound to notices, an act and labels, without the published text. Whoever holds the text supplies
 * it, so that the publication gap can be measured and the prompt is not spread further.
 */
export const AdapterSchema = z
  .strictObject({
    adapter: slug,
    source: z.strictObject({
      title: text,
      authors: text,
      arxiv: z
        .string()
        .regex(/^\d{4}\.\d{4,5}$/, 'wanted a number such as "2412.14093", in quotes')
        .optional(),
      firstPublic: day,
      /** Where in the source the text stands. */
      where: text,
    }),
    /** The parts that the user fills: where each stands in the source, and what belongs to it. */
    fill: z.record(slug, z.strictObject({ place: text, what: text })),
    /** The parts in the order in which the user's turn has them. */
    text: z.array(slug).min(1),
    /** A scenario as its own file would have it, without wordings; the reader of packs checks it once it has one. */
    scenario: z.looseObject({ id: slug }),
  })
  .refine(({ fill, text: order }) => Object.keys(fill).toSorted().join(" ") === order.toSorted().join(" "), {
    path: ["text"],
    message: "wanted each part of fill once",
  });
export type Adapter = z.infer<typeof AdapterSchema>;
