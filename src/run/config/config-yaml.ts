import { parse } from "yaml";
import { describeError, GygesError } from "../../schema/error.ts";

/**
 * A file of the user's config as promptfoo reads it: YAML with aliases, of which JSON is a part.
 *
 * @throws GygesError `config/yaml`
 */
export function parseConfigYaml(text: string, path: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100 }) as unknown;
  } catch (cause) {
    throw new GygesError(
      "usage",
      "config/yaml",
      `${path} is not YAML: ${describeError(cause).trimEnd()}\n  Wanted: YAML or JSON, as promptfoo reads it.\n  Mend the place that is named, and run again.`,
      { cause },
    );
  }
}
