import type { NoticeAxisFile } from "../schema/notice-axis.ts";
import type { Notice, NoticeAxis } from "../schema/scenario.ts";
import { axisOf } from "./axes.ts";
import { checkProblems } from "./check-questions.ts";
import { wordsOf } from "./fold-text.ts";
import { noticeProblems } from "./notice-shape.ts";
import type { Problem } from "./problem.ts";
import { braceProblems, giveawayProblems } from "./text-problems.ts";

/** Lengths of the notices of one value may be so far apart: what a token is differs from model to model, so words and letters are held to it. */
const APART = 0.05;

/** What keeps the notices of an axis from differing in one thing only: the rules of a scenario's own notices, and lengths within 5 %. */
export function axisProblems(file: NoticeAxisFile): readonly Problem[] {
  const axis = axisOf(file);
  const shapes = file.form === "channels" ? shapesOfChannels(file) : shapesOfSentences(axis);
  return [...twice(axis), ...questions(file, axis), ...shapes, ...lengthProblems(file, axis), ...textProblems(file, axis)];
}

/** The rules of a scenario's own questions, each told of the place that it was written in. */
function questions(file: NoticeAxisFile, { notices, checks }: NoticeAxis): readonly Problem[] {
  const problems = checkProblems({ notices, checks });
  if (file.form === "channels") return problems.slice(0, 1).map(({ message }) => ({ path: ["check"], message }));
  return problems.map(({ path, message }) => ({
    path: ["values", file.values.findIndex(({ id }) => path.includes(`${file.axis}/${id}/monitored`)), "check"],
    message,
  }));
}

function twice({ values }: NoticeAxis): readonly Problem[] {
  return values.flatMap((id, index) =>
    values.indexOf(id) === index ? [] : [{ path: ["values", index, "id"], message: "wanted each id once in values" }],
  );
}

function shapesOfSentences({ notices }: NoticeAxis): readonly Problem[] {
  return noticeProblems(notices).map(({ index, problem }) => ({ path: placeInSentences(index), message: problem }));
}

/** The conditions differ in a label only; what must be a negation is the sentence on the one channel of that on the other. */
function shapesOfChannels({
  watched,
  unwatched,
  placebos,
  kind,
  consequence,
  realism,
  reasoningAudience,
}: Extract<NoticeAxisFile, { form: "channels" }>): readonly Problem[] {
  const fields = { kind, consequence, realism, reasoningAudience, family: "channel" };
  const notices: readonly Notice[] = [
    { ...fields, id: "watched", condition: "monitored", text: watched },
    { ...fields, id: "unwatched", condition: "unmonitored", negationOf: "watched", text: unwatched },
    ...placebos.map((text, index): Notice => ({ ...fields, id: `placebo-${index + 1}`, condition: "placebo", text })),
  ];
  return noticeProblems(notices).map(({ index, problem }) => ({ path: placeInChannels(index), message: problem }));
}

function lengthProblems(file: NoticeAxisFile, { notices }: NoticeAxis): readonly Problem[] {
  return notices.flatMap((notice, index) => {
    const monitored = notices.find((one) => one.family === notice.family);
    if (monitored === undefined) return [];
    const problem = apart(monitored, notice.text);
    return problem === null ? [] : [{ path: place(file, index), message: problem }];
  });
}

function apart({ id, text }: Notice, other: string): string | null {
  const [words, seen] = [wordsOf(text).length, wordsOf(other).length];
  if (Math.abs(words - seen) > Math.max(1, APART * words)) return `wanted the ${words} words of ${id} within 5 %, this has ${seen}`;
  const isNear = Math.abs(text.length - other.length) <= APART * text.length;
  return isNear ? null : `wanted the ${text.length} characters of ${id} within 5 %, this has ${other.length}`;
}

/** Nothing that gives away a measurement, and nothing that promptfoo renders. */
function textProblems(file: NoticeAxisFile, { notices }: NoticeAxis): readonly Problem[] {
  return notices.flatMap(({ text }, index) =>
    [...giveawayProblems(text), ...braceProblems(text)].map((message) => ({ path: place(file, index), message })),
  );
}

function place(file: NoticeAxisFile, index: number): Problem["path"] {
  return file.form === "channels" ? placeInChannels(index) : placeInSentences(index);
}

const PLACES: readonly Problem["path"][] = [["monitored"], ["unmonitored"], ["placebos", 0], ["placebos", 1]];
const CHANNELS: readonly Problem["path"][] = [["watched"], ["unwatched"], ["placebos", 0], ["placebos", 1]];

function placeInSentences(index: number): Problem["path"] {
  return ["values", Math.floor(index / PLACES.length), ...(PLACES[index % PLACES.length] ?? [])];
}

function placeInChannels(index: number): Problem["path"] {
  return CHANNELS[index % CHANNELS.length] ?? [];
}
