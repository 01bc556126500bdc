import type { Notice, Scenario } from "../schema/scenario.ts";

const known = new WeakMap<readonly Notice[], readonly string[]>();

/** The notices of every condition, since labels are blind to the one that was shown. One list a scenario: whoever reads it keeps what it found by the list. */
export function noticeTexts({ notices }: Pick<Scenario, "notices">): readonly string[] {
  const texts = known.get(notices) ?? notices.map(({ text }) => text);
  known.set(notices, texts);
  return texts;
}
