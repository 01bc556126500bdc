import { droppedOptions } from "../../promptfoo/notice/system-option.ts";
import { capabilitiesOf } from "../../promptfoo/capability/capabilities.ts";
import { findMessageVar } from "../../promptfoo/notice/message-var.ts";
import { readSide, type ReadAround } from "../../run/config/read-side.ts";
import type { SideConfig, SideProvider } from "../../run/config/side.ts";
import { describeError, GygesError } from "../../schema/error.ts";
import { noticePlace } from "./notice-place.ts";
import { keyOf } from "./provider-key.ts";

/** What a config says would be measured: where the notice goes, which variable is the user's turn, whom it is put to. */
export interface ReadProject {
  readonly side: SideConfig | null;
  readonly prompts: readonly { readonly name: string; readonly notice: string | null }[];
  /** Carries the user's turn; null where it is not known. */
  readonly turn: string | null;
  readonly providers: readonly { readonly name: string; readonly temperature: string; readonly key: string | null }[];
  /** What keeps a run from working, each with what to type. */
  readonly problems: readonly string[];
  /** What a run measures otherwise than the config may be meant. */
  readonly notes: readonly string[];
}

/** Reads; calls no model. A fault of the config is a problem of the project and no error. */
export async function readProject(config: string, messageVar: string | undefined, around: ReadAround = {}): Promise<ReadProject> {
  const { attempt, problems } = attempts();
  const side = await attempt(() => readSide("head", config, around));
  const turn = side === null ? null : await attempt(() => turnOf(side, messageVar));
  const prompts = await Promise.all(
    (side?.prompts ?? []).map(async (prompt) => ({
      name: prompt.name,
      notice: await attempt(() => noticePlace(prompt, side?.providers ?? [])),
    })),
  );
  const providers = side?.providers ?? [];
  return { side, prompts, turn, providers: providers.map(describe), problems, notes: providers.flatMap(unsent) };
}

/** Runs what may fail on what the user wrote, and keeps why. */
export function attempts(): { readonly attempt: <T>(read: () => T | Promise<T>) => Promise<T | null>; readonly problems: string[] } {
  const problems: string[] = [];
  const attempt = async <T>(read: () => T | Promise<T>): Promise<T | null> => {
    try {
      return await read();
    } catch (cause) {
      if (!(cause instanceof GygesError)) throw cause;
      problems.push(describeError(cause));
      return null;
    }
  };
  return { attempt, problems };
}

function describe(provider: SideProvider): ReadProject["providers"][number] {
  const { name, id } = provider;
  return { name, temperature: capabilitiesOf(id).temperature, key: keyOf(id, settingsOf(provider)) };
}

function settingsOf({ entry }: SideProvider): Readonly<Record<string, unknown>> {
  const own = entry["config"];
  return typeof own === "object" && own !== null ? { ...own } : {};
}

function unsent(provider: SideProvider): string[] {
  return droppedOptions(provider.id, settingsOf(provider)).map(
    (key) =>
      `promptfoo does not send ${key} of ${provider.name}, in your own evaluations neither: no model reads that text.\n  Write it into the prompt: [{"role": "system", "content": "…"}, {"role": "user", "content": "{{message}}"}]`,
  );
}

function turnOf({ prompts, defaultVars, testVars }: SideConfig, messageVar: string | undefined): string {
  const templates = prompts.flatMap(({ template }) => template ?? []);
  return findMessageVar({ templates, defaults: Object.keys(defaultVars), testVars, messageVar });
}
