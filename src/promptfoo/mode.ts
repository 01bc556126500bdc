import type { AfterAll, AfterEach, BeforeAll } from "./hooks.ts";

/** What an active extension does at each hook. There are two: under `gyges run` and under plain `promptfoo eval`. */
export interface Mode {
  beforeAll(context: BeforeAll): void | Promise<void>;
  afterEach(context: AfterEach): Promise<void>;
  afterAll(context: AfterAll): Promise<void>;
}
