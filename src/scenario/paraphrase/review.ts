import * as z from "zod";
import { slug, text } from "../../schema/fields.ts";
import { parseStrict } from "../../schema/parse.ts";
import { packYaml } from "../pack-files.ts";
import type { PackFile } from "../parse-pack.ts";
import { parseYaml } from "../parse-yaml.ts";

/** A paraphrase as a person gets to see it, beside its source and with what was said against it. */
const ItemSchema = z.strictObject({
  scenario: slug,
  number: z.int().min(1),
  /** What a person sets to true; nothing else lets a paraphrase into a pack. */
  accepted: z.boolean(),
  text: z.string(),
  source: text,
  /** The values that the slots of the source took. */
  values: z.record(z.string(), z.string()),
  /** Of the very prompt that it was asked with. */
  promptHash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  equivalence: z.strictObject({
    verdict: z.enum(["equivalent", "not-equivalent"]),
    sourceInText: z.string(),
    textInSource: z.string(),
  }),
  problems: z.array(z.string()),
});
export type ReviewItem = z.infer<typeof ItemSchema>;

const ReviewSchema = z.strictObject({
  schema: z.literal("gyges.paraphrases/1"),
  pack: z.strictObject({ name: slug, version: z.string(), hash: z.string().regex(/^sha256:[0-9a-f]{64}$/) }),
  seed: z.int().min(0),
  /** The provider that wrote them and compared them. */
  by: text,
  version: text,
  /** Who read them; to be filled in. */
  reviewer: z.string(),
  paraphrases: z.array(ItemSchema).min(1).max(5000),
});
export type Review = z.infer<typeof ReviewSchema>;

const HEAD = `# Paraphrases by a model. Nothing here is in a pack yet.
# Read each beside its source. Where it says the same and nothing more, set accepted: true. Put your name under reviewer.
# Then: gyges pack fresh --reviewed THIS-FILE --out FOLDER
`;

export function reviewFile(review: Review): string {
  return HEAD + packYaml(review);
}

/** @throws GygesError `paraphrase/review` with the place, what was seen and what is wanted */
export function parseReview({ path, text: told }: PackFile): Review {
  return parseStrict(ReviewSchema, parseYaml(told, path), {
    where: path,
    example: "reviewer: Ines Okafor\nparaphrases:\n  - {scenario: patch-freeze, number: 1, accepted: true, …}",
    code: "paraphrase/review",
  });
}
