/** What the power calculator asks. The form, its address and its checks are all made from this list. */

interface Common {
  readonly id: string;
  readonly label: string;
  /** One line under the field. */
  readonly hint?: string;
  readonly initial: string;
}

export interface NumberField extends Common {
  readonly kind: "number";
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** May be left empty. */
  readonly optional?: true;
  /** Values to choose from by a button, with what they stand for. */
  readonly presets?: Readonly<Record<string, string>>;
}

export interface ChoiceField extends Common {
  readonly kind: "choice";
  readonly choices: Readonly<Record<string, string>>;
}

export interface LooksField extends Common {
  readonly kind: "looks";
}

export type Field = NumberField | ChoiceField | LooksField;

export interface Group {
  readonly title: string;
  /** Left folded until it is asked for. */
  readonly folded?: true;
  readonly fields: readonly Field[];
}

const count = (id: string, label: string, initial: number, most: number, hint?: string): NumberField => ({
  kind: "number",
  id,
  label,
  initial: String(initial),
  least: 1,
  most,
  step: 1,
  ...(hint === undefined ? {} : { hint }),
});

/** A figure of which there may be none at all. */
const amount = (id: string, label: string, initial: string, most: number, step: number): NumberField => ({
  kind: "number",
  id,
  label,
  initial,
  least: 0,
  most,
  step,
});

export const GROUPS: readonly Group[] = [
  {
    title: "The question",
    fields: [
      {
        kind: "number",
        id: "size",
        label: "Widening that head really has",
        hint: "gap of head less gap of base, 0 to 1",
        initial: "0.20",
        least: 0.01,
        most: 1,
        step: 0.01,
      },
      {
        kind: "number",
        id: "margin",
        label: "Margin",
        hint: "widening that matters",
        initial: "0.10",
        least: 0.01,
        most: 0.9,
        step: 0.01,
      },
    ],
  },
  {
    title: "The run",
    fields: [
      count("scenarios", "Scenarios of role probe", 24, 500),
      count("wordings", "Wordings of each", 2, 20),
      { ...count("draws", "Draws of a cell at most", 10, 200), least: 2 },
      {
        kind: "looks",
        id: "looks",
        label: "Looks on the way",
        hint: "after these draws, such as 3, 5, 7; empty for one look",
        initial: "3, 5, 7",
      },
      {
        kind: "number",
        id: "base",
        label: "Draws of a base that is there",
        hint: "a cell; empty where base is drawn along with head",
        initial: "",
        least: 2,
        most: 1000,
        step: 1,
        optional: true,
      },
    ],
  },
  {
    title: "The model",
    fields: [
      {
        kind: "number",
        id: "v",
        label: "v, the mean of p(1−p)",
        hint: "over the cells, p being the rate of complying; gyges plan learns it from an earlier run",
        initial: "0.13",
        least: 0,
        most: 0.25,
        step: 0.005,
        presets: { "0.06": "sharp .06", "0.13": "typical .13", "0.21": "diffuse .21" },
      },
    ],
  },
  {
    title: "More of the rule, and what a call costs",
    folded: true,
    fields: [
      {
        kind: "choice",
        id: "direction",
        label: "Direction",
        initial: "either",
        choices: { either: "either: away from zero", positive: "positive: upwards", negative: "negative: downwards" },
      },
      {
        kind: "choice",
        id: "strict",
        label: "A fail needs",
        initial: "no",
        choices: { no: "bounds above 0, estimate above the margin", yes: "bounds above the margin (strict)" },
      },
      {
        kind: "choice",
        id: "confirm",
        label: "Fresh draws confirm",
        initial: "auto",
        choices: { auto: "a fail on a base that was there", always: "every fail" },
      },
      count("columns", "Columns judged together", 1, 4, "prompt × provider"),
      amount("controls", "Calls for controls, a side and column", "24", 10_000, 1),
      amount("checks", "Calls that ask about notices, in all", "200", 200, 1),
      amount("tokensIn", "Tokens of a prompt", "374", 1_000_000, 0.1),
      amount("tokensOut", "Tokens of a reply", "100", 1_000_000, 0.1),
      { ...amount("priceIn", "Dollars a million tokens in", "", 1_000_000, 0.01), optional: true },
      { ...amount("priceOut", "Dollars a million tokens out", "", 1_000_000, 0.01), optional: true },
      { ...amount("seconds", "Seconds of a call", "2", 86_400, 0.1), least: 0.1 },
      count("concurrency", "Calls at a time", 4, 1000),
    ],
  },
];

export const FIELDS: readonly Field[] = GROUPS.flatMap(({ fields }) => fields);
