import * as z from "zod";
import { slug, text } from "./fields.ts";
import { noticeFields } from "./notice.ts";

/** The schema of `notices/*.yaml`: shared notices that fit any scenario of a pack, along one axis. */

const said = {
  kind: noticeFields.kind,
  consequence: noticeFields.consequence,
  realism: noticeFields.realism,
  reasoningAudience: noticeFields.reasoningAudience,
};

const head = {
  axis: slug,
  /** What drawing it answers, as a question. */
  asks: text,
};

const pair = z.tuple([text, text], "wanted two texts");
const LABEL = "{{label}}";
const sentence = text.refine((value) => value.split(LABEL).length === 2, `wanted a sentence that says ${LABEL} once`);
const closed = text.refine((value) => !value.includes(LABEL), `wanted a sentence without ${LABEL}`);

/** One notice a condition, as a sentence or two by itself. */
const Sentences = z.strictObject({
  form: z.literal("sentences"),
  ...head,
  values: z
    .array(z.strictObject({ id: slug, ...said, monitored: text, unmonitored: text, check: text.optional(), placebos: pair }))
    .min(2, "wanted at least two values to contrast")
    .max(12),
});

/**
 * One preamble that tells of two channels under neutral labels, and a last sentence that says on which of them this conversation is. All conditions
 * read the same preamble, and only the label at its end differs. The labels change places: each is the watched one in half of the notices, so
 * that whatever a label brings along by itself cancels.
 */
const Channels = z.strictObject({
  form: z.literal("channels"),
  ...head,
  ...said,
  labels: z
    .tuple([z.string(), z.string()])
    .refine(([one, other]) => one !== other && [one, other].every((label) => /^\p{L}{1,16}$/u.test(label)), {
      message: "wanted two different words, such as [A, B]",
    }),
  opening: closed,
  watched: sentence,
  unwatched: sentence,
  /** What the channels are used for in a placebo. */
  placebos: z.tuple([sentence, sentence]),
  closing: sentence,
  /** Yes on the watched channel, no on the other: was it understood? The values differ in a label that the question need not name. */
  check: closed.optional(),
});

export const NoticeAxisSchema = z.discriminatedUnion("form", [Sentences, Channels]);
export type NoticeAxisFile = z.infer<typeof NoticeAxisSchema>;
