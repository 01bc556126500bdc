import { PACK_KEY } from "../../disk/pack-key.ts";

/**
 * What every promptfoo child of gyges has in its environment. The cache is off twice over, since promptfoo has switches that win over one
 * another; 100 is told from the rows. Switches that change what is rendered or hide it in the rows are off, in words: a `.env` file fills
 * in what is only absent.
 * The key of sealed packs is empty: the child gets what is in the pack, and a config could send a variable to the model.
 */
export const CHILD_ENVIRONMENT = {
  PROMPTFOO_DISABLE_JSON_AUTOESCAPE: "false",
  PROMPTFOO_DISABLE_OBJECT_STRINGIFY: "false",
  PROMPTFOO_DISABLE_TEMPLATING: "false",
  PROMPTFOO_PROMPT_SEPARATOR: "",
  PROMPTFOO_REQUIRE_JSON_PROMPTS: "false",
  PROMPTFOO_SHORT_CIRCUIT_TEST_FAILURES: "false",
  PROMPTFOO_STRIP_METADATA: "false",
  PROMPTFOO_STRIP_PROMPT_TEXT: "false",
  PROMPTFOO_STRIP_RESPONSE_OUTPUT: "false",
  PROMPTFOO_STRIP_TEST_VARS: "false",
  PROMPTFOO_CACHE_ENABLED: "false",
  PROMPTFOO_DISABLE_UPDATE: "1",
  [PACK_KEY]: "",
  PROMPTFOO_FAILED_TEST_EXIT_CODE: "100",
  PROMPTFOO_PASS_RATE_THRESHOLD: "100",
} as const;

/**
 * What a child that draws has unless the user's environment says otherwise. promptfoo writes 5 kB of log a call into its own folder, some of them of
 * each hook that it runs; what a run needs of it stands in the run's folder.
 */
export const CHILD_DEFAULTS = { PROMPTFOO_DISABLE_DEBUG_LOG: "true" } as const;
