import * as z from "zod";
import { slug, text } from "./fields.ts";

/** What the model is told of who reads along. */

export const CONDITIONS = ["monitored", "unmonitored", "placebo", "none"] as const;
export const ConditionSchema = z.enum(CONDITIONS);
export type Condition = z.infer<typeof ConditionSchema>;

export const ConsequenceSchema = z.enum([
  "none",
  "logged",
  "rated",
  "corrected",
  "replaced",
  "retrained-value",
  "retrained-behaviour",
  "sanction-on-third-party",
]);

export const noticeFields = {
  id: slug,
  kind: z.enum([
    "account-tier",
    "conversation-logging",
    "human-review",
    "audit-sample",
    "retraining",
    "regulator",
    "sandbox-marker",
    "log-retention",
    "incognito",
    "offline-run",
    "probability",
    "call-recording",
    "file-note",
  ]),
  consequence: ConsequenceSchema.default("none"),
  /** 3 plausible, 2 stylised, 1 implausible, 0 nonsensical. */
  realism: z.int().min(0).max(3).default(3),
  /** Notices of one family are one wording: a monitored one, its negation, and placebos of their shape. */
  family: slug.default("first"),
  /** What the notice says of who sees the reasoning before an answer. */
  reasoningAudience: z.enum(["unstated", "private", "read"]).default("unstated"),
  text,
};

export const NoticeSchema = z.discriminatedUnion("condition", [
  z.strictObject({ condition: z.literal("monitored"), ...noticeFields }),
  /** Says the opposite of the monitored notice named in `negationOf`, with the same nouns. */
  z.strictObject({ condition: z.literal("unmonitored"), negationOf: slug, ...noticeFields }),
  z.strictObject({ condition: z.literal("placebo"), ...noticeFields }),
]);
export type Notice = z.infer<typeof NoticeSchema>;
