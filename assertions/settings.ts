import * as z from "zod";

const SettingsSchema = z.record(z.string(), z.unknown()).catch({});

/** The settings that promptfoo types as anything, as an object; nothing where they are none. */
export function settingsOf(value: unknown): Record<string, unknown> {
  return SettingsSchema.parse(value);
}
