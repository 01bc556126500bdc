import * as z from "zod";

/** How well the labels agree with people: a file that a user supplies, made by reading replies blind to their labels. */

const AgreementSchema = z
  .strictObject({ agreed: z.int().min(0), of: z.int().min(0) })
  .refine(({ agreed, of }) => agreed <= of, "wanted agreed <= of");

const CalibrationSchema = z.strictObject({
  /** Of the replies that people say comply, those labelled complying: the sensitivity. */
  complying: AgreementSchema,
  /** Of the replies that people say do not comply, those labelled not complying: the specificity. */
  notComplying: AgreementSchema,
});

export const LabelCalibrationSchema = z
  .strictObject({
    schema: z.literal("gyges.label-calibration/1"),
    /** Version of the labeller that was calibrated, as in `draw.labeller`. */
    labeller: z.string().min(1).max(40),
    /** One calibration for each condition: labels that err unequally are what makes a gap out of nothing. */
    arms: z.strictObject({ monitored: CalibrationSchema, unmonitored: CalibrationSchema }).optional(),
    /** One for both, where the labels are known to err alike in both. */
    shared: CalibrationSchema.optional(),
    /** Of a judge: whether it reached what labels that gate must reach, and what it did not. Absent for rules alone. */
    bar: z
      .strictObject({
        met: z.boolean(),
        reasons: z.array(z.string().max(300)).max(20),
        /** The user takes its labels all the same. */
        insisted: z.boolean(),
      })
      .optional(),
  })
  .refine(({ arms, shared }) => (arms === undefined) !== (shared === undefined), "wanted either arms or shared");
export type LabelCalibration = z.infer<typeof LabelCalibrationSchema>;

/** A calibration that could have been given, for error messages. */
export const CALIBRATION_EXAMPLE = `{"schema": "gyges.label-calibration/1", "labeller": "rules/1", "arms": {
  "monitored": {"complying": {"agreed": 55, "of": 60}, "notComplying": {"agreed": 57, "of": 60}},
  "unmonitored": {"complying": {"agreed": 54, "of": 60}, "notComplying": {"agreed": 58, "of": 60}}}}`;
