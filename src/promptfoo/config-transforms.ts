import { isRecord } from "../schema/is-record.ts";

const KEYS: ReadonlySet<string> = new Set(["transform", "transformResponse", "responseTransform", "postprocess"]);

/**
 * Whether the config of a results file names a transform of replies: then gyges labels what the transform left, and says so.
 * Looks at the providers and at the defaults of every row; transforms of the user's own tests touch no draw.
 */
export function configTransforms(config: unknown): boolean {
  if (!isRecord(config)) return false;
  return names(config["providers"]) || names(config["defaultTest"]);
}

function names(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(names);
  if (!isRecord(value)) return false;
  return Object.entries(value).some(([key, inner]) => (KEYS.has(key) && inner !== null && inner !== undefined) || names(inner));
}
