import type { PlannedCheck } from "../scenario/plan-checks.ts";
import type { CheckRow } from "../schema/check.ts";
import type { Identity } from "../schema/identity.ts";

/** What gyges needs to know to turn a planned draw into a promptfoo row. */
export interface RowSource {
  readonly identity: Identity;
  readonly userText: string;
  readonly notice: string | null;
  readonly description: string;
}

type Said = Omit<RowSource, "identity">;

/** Where the row runs and what it takes over from the user's `defaultTest`. */
export interface RowPlace {
  /** Name of the variable that carries the user's turn. */
  readonly messageVar: string;
  /** Labels of the one prompt and the one provider that may run the row; absent under plain `promptfoo eval`. */
  readonly prompt?: string;
  readonly provider?: string;
  /** The side's own default variables and options (transform and the like), paths already absolute. */
  readonly vars?: Readonly<Record<string, unknown>>;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Seed of the call; the provider's own where absent. */
  readonly seed?: number;
}

/** A promptfoo test case, as far as gyges writes it. */
export interface TestCase<Row = Identity> {
  description: string;
  vars: Record<string, unknown>;
  metadata: { gyges: Row };
  threshold: number;
  options: Record<string, unknown>;
  assert: { type: "javascript"; value: string }[];
  prompts?: string[];
  providers?: string[];
}

/**
 * One row of promptfoo for one planned draw.
 *
 * The assertion always passes, so that pack rows never touch the user's own pass rate, and it is of type
 * `javascript`, since a model-graded one holds back `afterEach` to the end at `-j 1`. `disableConversationVar`
 * keeps one condition's dialogue out of the next; `repeat: 1` leaves a user's `--repeat` without effect here.
 */
export function testCase(source: RowSource, place: RowPlace): TestCase {
  return rowOf(source.identity, source, source.identity.cell.temperature, place);
}

/** One row of promptfoo for one question about a notice, sent as the draws are. */
export function checkCase(row: CheckRow, check: PlannedCheck, temperature: number | null, place: RowPlace): TestCase<CheckRow> {
  return rowOf(row, { ...check, notice: check.noticeText }, temperature, place);
}

function rowOf<Row>(gyges: Row, said: Said, temperature: number | null, place: RowPlace): TestCase<Row> {
  return {
    description: said.description,
    vars: { ...place.vars, [place.messageVar]: said.userText, ...(said.notice === null ? {} : { notice: said.notice }) },
    metadata: { gyges },
    threshold: 0,
    options: {
      ...place.options,
      ...(temperature === null ? {} : { temperature }),
      ...(place.seed === undefined ? {} : { seed: place.seed }),
      disableDefaultAsserts: true,
      disableConversationVar: true,
      disableVarExpansion: true,
      repeat: 1,
    },
    assert: [{ type: "javascript", value: "true" }],
    ...(place.prompt === undefined ? {} : { prompts: [place.prompt] }),
    ...(place.provider === undefined ? {} : { providers: [place.provider] }),
  };
}
