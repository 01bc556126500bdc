import * as z from "zod";
import { isRecord } from "../../schema/is-record.ts";

/** The part of a promptfoo config that `gyges run` reads. Loose: what else there is, is refused by name in refusals.ts. */

const Strings = z.record(z.string(), z.unknown());

const PromptEntry = z.union([
  z.string(),
  z.looseObject({
    id: z.string().optional(),
    raw: z.string().optional(),
    label: z.string().optional(),
    config: Strings.optional(),
  }),
]);

export const ProviderEntrySchema = z.union([
  z.string(),
  // `openai:chat:gpt-5-mini: {config: …}`, the short form: its only key is the id.
  z.preprocess(
    withId,
    z.looseObject({
      id: z.string(),
      label: z.string().optional(),
      prompts: z.array(z.string()).optional(),
      config: Strings.optional(),
      transform: z.unknown().optional(),
    }),
  ),
]);

function withId(entry: unknown): unknown {
  if (!isRecord(entry) || "id" in entry) return entry;
  const [only, ...more] = Object.entries(entry);
  return only === undefined || more.length > 0 || !isRecord(only[1]) ? entry : { id: only[0], ...only[1] };
}

const TestEntrySchema = z.union([z.string(), z.looseObject({ vars: z.union([Strings, z.string()]).optional() })]);

const DefaultTest = z.looseObject({ vars: Strings.optional(), options: Strings.optional() });

const oneOrMany = <T extends z.ZodType>(entry: T): z.ZodUnion<[z.ZodArray<T>, z.ZodPipe<T, z.ZodTransform<z.output<T>[], z.output<T>>>]> =>
  z.union([z.array(entry), entry.transform((one) => [one])]);

export const UserConfigSchema = z.looseObject({
  prompts: oneOrMany(PromptEntry).optional(),
  providers: oneOrMany(ProviderEntrySchema).optional(),
  targets: oneOrMany(ProviderEntrySchema).optional(),
  tests: z.union([z.string(), z.array(TestEntrySchema), Strings]).optional(),
  scenarios: z.unknown().optional(),
  defaultTest: z.union([z.string(), DefaultTest]).optional(),
  extensions: z.array(z.string()).nullish(),
  nunjucksFilters: z.record(z.string(), z.string()).optional(),
  env: Strings.optional(),
  evaluateOptions: z.looseObject({ maxConcurrency: z.number().optional(), delay: z.number().optional() }).optional(),
});

export type UserConfig = z.infer<typeof UserConfigSchema>;
export type PromptEntry = z.infer<typeof PromptEntry>;
export type TestEntry = z.infer<typeof TestEntrySchema>;
export type ProviderEntry = z.infer<typeof ProviderEntrySchema>;
