import type { CallApiContextParams } from "promptfoo";
import * as z from "zod";
import type { Unusable } from "../../src/choice/derive.ts";
import { askedByLabel, type Message, type Question } from "../../src/choice/question.ts";
import { readPack } from "../../src/disk/read-pack.ts";
import { scenarioOfCell } from "../../src/scenario/met-scenario.ts";
import { isCheckRow } from "../../src/schema/check.ts";
import { describeError } from "../../src/schema/error.ts";
import { IdentitySchema, type Identity } from "../../src/schema/identity.ts";
import { parseStrict } from "../../src/schema/parse.ts";
import type { Act, Pack } from "../../src/schema/scenario.ts";
import type { ChoiceConfig } from "./config.ts";

/** What a row of promptfoo is to this provider. */

/** A row whose reply ends in a marked line, after as much reasoning as the model likes. */
export interface MarkedRow {
  readonly marked: Extract<Act, { kind: "marked-line" }>;
}

export interface ChoiceRow {
  readonly identity: Identity;
  readonly act: Extract<Act, { kind: "forced-choice" }>;
  readonly question: Question;
}

const AskedSchema = z.object({ temperature: z.number().min(0).max(2).optional(), seed: z.int().optional() });

/** How a reply is to be drawn. */
export interface Asked {
  /** Null leaves the server's own. */
  readonly temperature: number | null;
  /** Of a sampled reply; a draw from a distribution that was read has random numbers of its own. */
  readonly seed: number | null;
}

/** A row's or a sweep's temperature, and a row's seed, arrive in the prompt's config; they go before the provider's own. */
export function askedOf(context: CallApiContextParams | undefined, { temperature }: ChoiceConfig): Asked {
  const { data } = AskedSchema.safeParse(context?.prompt?.config);
  return { temperature: data?.temperature ?? temperature ?? null, seed: data?.seed ?? null };
}

/** The same as fields of a request; what nobody asked for is left out. */
export function requestOf({ temperature, seed }: Asked): { readonly temperature?: number; readonly seed?: number } {
  return { ...(temperature === null ? {} : { temperature }), ...(seed === null ? {} : { seed }) };
}

/** Reads rows by the packs that they name; each pack is read once. */
export class PackRows {
  readonly #packs = new Map<string, Promise<Pack>>();
  readonly #config: ChoiceConfig;

  constructor(config: ChoiceConfig) {
    this.#config = config;
  }

  /** The forced choice that a row asks, a row that a marked line answers, or why it is neither. */
  async read(messages: readonly Message[], context: CallApiContextParams | undefined): Promise<ChoiceRow | MarkedRow | Unusable> {
    const named: unknown = context?.test?.metadata?.["gyges"];
    if (named === undefined) return { unusable: "the row is no draw of a gyges pack" };
    if (isCheckRow(named)) return { unusable: "the row asks whether a notice is understood" };
    const identity = parseStrict(IdentitySchema, named, {
      where: "metadata.gyges of the row",
      code: "forced-choice/identity",
      example: "rows made by the extension or by a pack carry it; a row of your own needs none",
      kind: "data",
    });
    const act = await this.#actOf(identity);
    if ("unusable" in act) return act;
    if (act.kind !== "forced-choice") return { marked: act };
    const question = askedByLabel(messages, act, this.#config.ask);
    return "unusable" in question ? question : { identity, act, question };
  }

  async #actOf({ pack, cell }: Identity): Promise<Act | Unusable> {
    try {
      const found = await this.#pack(this.#config.pack ?? pack.name);
      if (found.hash === pack.hash) return scenarioOfCell(found, cell).act;
      return { unusable: `the row is of another ${pack.name} than the pack that is read here` };
    } catch (cause) {
      return { unusable: `the pack of the row cannot be read: ${describeError(cause)}` };
    }
  }

  #pack(name: string): Promise<Pack> {
    const known = this.#packs.get(name) ?? readPack(name);
    this.#packs.set(name, known);
    return known;
  }
}
