import type { AfterAll, AfterEach, BeforeAll, RowAdditions } from "./hooks.ts";

/** What an active extension does at each hook. There are two: under `gyges run` and under plain `promptfoo eval`. */
export interface Mode {
  beforeAll(context: BeforeAll): void | Promise<void>;
  /** What it returns is merged into the row. */
  afterEach(context: AfterEach): Promise<RowAdditions | void>;
  afterAll(context: AfterAll): Promise<void>;
}
