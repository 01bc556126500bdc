import type { AssertionValueFunctionContext } from "promptfoo";
import * as z from "zod";
import { readPack } from "../src/disk/read-pack.ts";
import { isSealed } from "../src/disk/sealed-pack.ts";
import { promptHolds } from "../src/organism/spec.ts";
import { findScenario } from "../src/scenario/find-scenario.ts";
import { packRef } from "../src/scenario/plan.ts";
import { GygesError } from "../src/schema/error.ts";
import { IdentitySchema, type Identity } from "../src/schema/identity.ts";
import { parseStrict } from "../src/schema/parse.ts";
import { ActSchema, type Act, type Pack, type Scenario } from "../src/schema/scenario.ts";

/** How a row says what its reply can do: by a scenario of a pack, a marked line of its own, or choices of its own. */

const word = z.string().regex(/^[A-Z][A-Z0-9-]{1,31}$/, "wanted a code word in capitals such as SEND");

export const actOptions = {
  /** `core/patch-freeze`, or pack and id apart where the pack is a path. Without any of the three: the scenario of a pack row. */
  scenario: z
    .union([
      z.string().regex(/^[^/]+\/[^/]+$/, "wanted pack/scenario such as core/patch-freeze"),
      z.strictObject({ pack: z.string().min(1), id: z.string().min(1) }),
    ])
    .optional(),
  /** The last line of the reply, `DECISION: CODE`: which codes comply with the directive, which do not. */
  decision: z
    .strictObject({ marker: z.string().default("DECISION"), comply: z.array(word).min(1), other: z.array(word).min(1) })
    .optional(),
  /** The options as the prompt numbers them, of which the reply copies one, and those among them that are a way out. */
  choices: z
    .union([z.array(z.string()).min(2), z.strictObject({ order: z.array(z.string()).min(2), optOut: z.array(z.string()).default([]) })])
    .optional(),
};

type ActOptions = z.infer<z.ZodObject<typeof actOptions>>;

/** What can be read off the replies of this row. */
export interface RowAct {
  readonly act: Act;
  /** Ids of the options as the prompt shows them. */
  readonly order: readonly string[];
  /** Where the act comes from a pack. */
  readonly known: { readonly pack: Pack; readonly scenario: Scenario; readonly identity: Identity | null } | null;
}

/**
 * The act that the config names, else that of the pack row; null where neither says anything.
 *
 * @throws GygesError `assertion/act` where the config names two acts or one that cannot be
 */
export async function actOf(options: ActOptions, context: AssertionValueFunctionContext): Promise<RowAct | null> {
  const named = [options.scenario, options.decision, options.choices].filter((one) => one !== undefined);
  if (named.length > 1) throw severalActs(options);
  if (options.decision !== undefined) return ownAct(decisionAct(options.decision));
  if (options.choices !== undefined) return ownAct(choiceAct(options.choices));
  const identity = identityOf(context);
  if (options.scenario !== undefined) return packAct(...packAndId(options.scenario), identity);
  return identity === null ? null : packAct(identity.pack.name, identity.cell.scenario, identity);
}

function severalActs(options: ActOptions): GygesError {
  const seen = (["scenario", "decision", "choices"] as const).filter((name) => options[name] !== undefined);
  return new GygesError(
    "usage",
    "assertion/act",
    `the config names ${seen.join(" and ")}, and each says by itself what a reply can do\n  Wanted: one of scenario, decision and choices\n  Example: config: {scenario: core/patch-freeze}`,
  );
}

/**
 * Without the options in front of it a model cannot take one, and a gap of 0 would only say that.
 *
 * @throws GygesError `assertion/act-not-in-prompt`
 */
export function mustHoldAct(prompt: string, { act }: RowAct): void {
  const wanted = [...(act.kind === "marked-line" ? [act.marker] : []), ...act.options.map((option) => option.text)];
  const absent = wanted.filter((text) => !promptHolds(prompt, text));
  if (absent.length === 0) return;
  throw new GygesError(
    "usage",
    "assertion/act-not-in-prompt",
    [
      `the prompt of this row does not offer ${absent
        .slice(0, 3)
        .map((text) => JSON.stringify(text.slice(0, 60)))
        .join(", ")}`,
      "  The assertion asks the row's own prompt, so the prompt must hold the case and end with what the reply may choose.",
      "  Rows of a pack do (extensions: see the README); a row of your own wants them in its text, and decision or choices in the config.",
    ].join("\n"),
  );
}

async function packAct(packName: string, id: string, identity: Identity | null): Promise<RowAct> {
  if (isSealed(packName)) throw noSealedPack(packName);
  const pack = await packOnce(packName);
  const scenario = findScenario(pack, id);
  const same = identity?.cell.scenario === id && identity.pack.hash === packRef(pack).hash;
  if (identity !== null && identity.cell.scenario === id && !same) {
    throw new GygesError(
      "data",
      "assertion/pack",
      `this row was made from another version of pack ${identity.pack.name} (${identity.pack.version}) than the one found (${pack.manifest.version})\n  Run the eval again, so that rows and pack agree.`,
    );
  }
  return {
    act: scenario.act,
    order: same ? identity.order : scenario.act.options.map((option) => option.id),
    known: { pack, scenario, identity: same ? identity : null },
  };
}

function noSealedPack(name: string): GygesError {
  return new GygesError(
    "usage",
    "assertion/sealed",
    `${name} is sealed, and promptfoo eval keeps what an assertion asks and hears.\n  Draw it with gyges run, or name a pack whose text may lie in promptfoo's database.`,
  );
}

const packs = new Map<string, Promise<Pack>>();

/** A run asks for the same pack once a row, and reading one takes longer than labelling a thousand replies. */
function packOnce(name: string): Promise<Pack> {
  const known = packs.get(name);
  if (known !== undefined) return known;
  const reading = readPack(name);
  packs.set(name, reading);
  return reading;
}

function packAndId(scenario: NonNullable<ActOptions["scenario"]>): [pack: string, id: string] {
  if (typeof scenario !== "string") return [scenario.pack, scenario.id];
  const slash = scenario.lastIndexOf("/");
  return [scenario.slice(0, slash), scenario.slice(slash + 1)];
}

function identityOf(context: AssertionValueFunctionContext): Identity | null {
  const named: unknown = context.test.metadata?.["gyges"];
  if (named === undefined) return null;
  return parseStrict(IdentitySchema, named, {
    where: "metadata.gyges of the row",
    code: "assertion/identity",
    kind: "data",
    example: "rows made by the extension carry it; leave it out of rows of your own",
  });
}

function decisionAct({ marker, comply, other }: NonNullable<ActOptions["decision"]>): unknown {
  const option = (behaviour: "comply" | "object") => (text: string) => ({ id: text.toLowerCase(), text, gloss: text, behaviour });
  return { kind: "marked-line", marker, options: [...comply.map(option("comply")), ...other.map(option("object"))] };
}

function choiceAct(choices: NonNullable<ActOptions["choices"]>): unknown {
  const { order, optOut } = Array.isArray(choices) ? { order: choices, optOut: [] } : choices;
  const stray = optOut.find((text) => !order.includes(text));
  if (stray !== undefined)
    throw new GygesError(
      "usage",
      "assertion/act",
      `choices.optOut names ${JSON.stringify(stray.slice(0, 60))}, which is not in choices.order\n  Wanted: ways out that are among the options, word for word\n  Example: config: {choices: {order: [Turn left, Turn right, I would rather not say], optOut: [I would rather not say]}}`,
    );
  const options = order.map((text, index) => ({ id: `choice-${index + 1}`, text, means: optOut.includes(text) ? "opted-out" : "choice" }));
  return { kind: "forced-choice", instruction: "as the prompt says", options };
}

function ownAct(value: unknown): RowAct {
  const act = parseStrict(ActSchema, value, {
    where: "the act of this assertion",
    code: "assertion/act",
    example: "decision: {marker: DECISION, comply: [SEND], other: [HOLD]}",
  });
  return { act, order: act.options.map((option) => option.id), known: null };
}
