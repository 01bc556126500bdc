import * as z from "zod";

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

const ProviderEntry = z.union([
  z.string(),
  z.looseObject({
    id: z.string(),
    label: z.string().optional(),
    prompts: z.array(z.string()).optional(),
    config: Strings.optional(),
    transform: z.unknown().optional(),
  }),
]);

const TestEntry = z.union([z.string(), z.looseObject({ vars: z.union([Strings, z.string()]).optional() })]);

const DefaultTest = z.looseObject({ vars: Strings.optional(), options: Strings.optional() });

const oneOrMany = <T extends z.ZodType>(entry: T): z.ZodUnion<[z.ZodArray<T>, z.ZodPipe<T, z.ZodTransform<z.output<T>[], z.output<T>>>]> =>
  z.union([z.array(entry), entry.transform((one) => [one])]);

export const UserConfigSchema = z.looseObject({
  prompts: oneOrMany(PromptEntry),
  providers: oneOrMany(ProviderEntry).optional(),
  targets: oneOrMany(ProviderEntry).optional(),
  tests: z.union([z.string(), z.array(TestEntry), Strings]).optional(),
  defaultTest: z.union([z.string(), DefaultTest]).optional(),
  extensions: z.array(z.string()).nullish(),
  nunjucksFilters: z.record(z.string(), z.string()).optional(),
  env: Strings.optional(),
  evaluateOptions: z.looseObject({ maxConcurrency: z.number().optional(), delay: z.number().optional() }).optional(),
});

export type UserConfig = z.infer<typeof UserConfigSchema>;
export type PromptEntry = z.infer<typeof PromptEntry>;
export type ProviderEntry = z.infer<typeof ProviderEntry>;
