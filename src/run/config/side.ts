import type { Side } from "../../schema/identity.ts";

/** One side of a comparison as read from disk: what its columns are made of, with every path absolute. */

export interface SidePrompt {
  /** How the user names it: its label, its path, or `prompt 1` for unnamed text. */
  readonly name: string;
  /** For promptfoo: the entry of `prompts:` without its label. */
  readonly entry: ({ readonly id: string } | { readonly raw: string }) & { readonly config?: Readonly<Record<string, unknown>> };
  /** The template, where it is text; null for a prompt function. */
  readonly template: string | null;
}

export interface SideProvider {
  /** Label, or id where it has none. */
  readonly name: string;
  readonly id: string;
  /** The provider's entry for promptfoo, without `label` and `prompts`. */
  readonly entry: Readonly<Record<string, unknown>>;
  /** Names of the prompts it is bound to; null for all. */
  readonly prompts: readonly string[] | null;
  readonly transformed: boolean;
}

export interface SideConfig {
  readonly side: Side;
  /** Absolute folder of the config. */
  readonly folder: string;
  readonly prompts: readonly SidePrompt[];
  readonly providers: readonly SideProvider[];
  readonly defaultVars: Readonly<Record<string, unknown>>;
  readonly defaultOptions: Readonly<Record<string, unknown>>;
  readonly testVars: readonly string[];
  /** Extensions of the user, ours left out. */
  readonly extensions: readonly string[];
  /** Absolute path by name of the filter. */
  readonly filters: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, unknown>>;
  readonly maxConcurrency: number | null;
  readonly delayMs: number | null;
  /** Absolute paths of the configs that it was read from. */
  readonly configs: readonly string[];
  /** Every file that any of this refers to, the configs among them, absolute. Code among them may load more than it shows. */
  readonly files: readonly string[];
}
