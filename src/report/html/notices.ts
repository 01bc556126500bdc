import type { Condition, Pack } from "../../schema/scenario.ts";
import { folded } from "./figure.ts";
import { all, el, type Child, type Html } from "./node.ts";
import { landmark } from "./panel.ts";
import { diffWords, type Piece } from "./word-diff.ts";

/** The texts that a run put before the model, condition by condition, with the words marked in which they differ. */

export interface ShownNotice {
  readonly id: string;
  readonly condition: Condition;
  readonly text: string;
}

/** Notices that stand and fall together: a monitored one, its negation, placebos of their shape. */
export interface NoticeFamily {
  /** Scenario, or axis of shared notices. */
  readonly of: string;
  readonly family: string;
  readonly notices: readonly ShownNotice[];
}

/** The families of a pack of which at least one notice was drawn. */
export function drawnFamilies(
  { scenarios, axes = [] }: Pack,
  isDrawn: (scenario: string, notice: string) => boolean,
): readonly NoticeFamily[] {
  const own = scenarios.flatMap(({ id, notices }) =>
    families(notices, (notice) => isDrawn(id, notice.id)).map((each) => ({ of: id, ...each })),
  );
  const shared = axes.flatMap(({ id, notices }) =>
    families(notices, (notice) => scenarios.some((scenario) => isDrawn(scenario.id, notice.id))).map((each) => ({ of: id, ...each })),
  );
  return [...own, ...shared];
}

type Notice = Pack["scenarios"][number]["notices"][number];

function families(notices: readonly Notice[], holds: (notice: Notice) => boolean): readonly Omit<NoticeFamily, "of">[] {
  return [...Map.groupBy(notices.filter(holds), ({ family }) => family)].map(([family, own]) => ({
    family,
    notices: own.map(({ id, condition, text }) => ({ id, condition, text })),
  }));
}

/** Null where there is nothing to show: no pack at hand, or one whose text is sealed. */
export function noticeSection(found: readonly NoticeFamily[]): Html | null {
  if (found.length === 0) return null;
  const groups = [...Map.groupBy(found, ({ of }) => of)];
  return landmark(
    "notices",
    "The notices, and how they differ",
    el(
      "p",
      {},
      "A notice is added to the system message, behind the prompt's own; nothing else differs between conditions. Marked are the words in which one differs from the monitored one of its family.",
    ),
    ...groups.map(([of, own]) => folded(of, ...own.map(familyBlock))),
  );
}

function familyBlock({ of, family, notices }: NoticeFamily): Html {
  const reference = notices.find(({ condition }) => condition === "monitored") ?? null;
  const against = notices.find(({ condition }) => condition === "unmonitored") ?? null;
  return el(
    "dl",
    { class: "notices", "data-family": of },
    ...notices.map((notice) => {
      const other = notice === reference ? against : reference;
      return el(
        "div",
        { "data-notice": notice.id },
        el("dt", {}, `${notice.condition} `, el("small", {}, `${notice.id} · family ${family}`)),
        el("dd", {}, ...(other === null ? [notice.text] : marked(diffWords(other.text, notice.text)))),
      );
    }),
  );
}

function marked(pieces: readonly Piece[]): readonly Child[] {
  return pieces.map(({ text, isOwn }) =>
    isOwn && text.trim() !== "" ? all(el("mark", {}, text.trimEnd()), text.slice(text.trimEnd().length)) : all(text),
  );
}
