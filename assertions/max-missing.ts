import { PolicySchema } from "../src/schema/verdict.ts";

/** Share of draws without an outcome that an arm may have, from 0 to 1: the gate's default. */
export const MAX_MISSING: number = PolicySchema.parse({}).maxMissing;
