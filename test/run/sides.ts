import type { SideConfig, SidePrompt, SideProvider } from "../../src/run/config/side.ts";

/** Sides as `readSide` makes them, with only what a test is about. */

export const prompt = (name: string, template = `${name}: {{message}}`): SidePrompt => ({ name, entry: { raw: template }, template });

export const provider = (name: string, more: Partial<SideProvider> = {}): SideProvider => ({
  name,
  id: name,
  entry: { id: name },
  prompts: null,
  transformed: false,
  ...more,
});

export const side = (more: Partial<SideConfig> = {}): SideConfig => ({
  side: "head",
  folder: "/repo",
  prompts: [prompt("p")],
  providers: [provider("m")],
  defaultVars: {},
  defaultOptions: {},
  testVars: ["message"],
  extensions: [],
  filters: {},
  env: {},
  maxConcurrency: null,
  delayMs: null,
  configs: [],
  files: [],
  ...more,
});
