import * as z from "zod";
import { parseStrict } from "../../schema/parse.ts";
import { CommentKeySchema } from "../comment/key.ts";
import { COMMENT_MODES } from "../comment/mode.ts";
import { givenInputs } from "../inputs.ts";

/** The inputs of the sub-action `comment`, by the names and with the defaults of comment/action.yml, which a test holds equal to this. */
export const StageInputsSchema = z.strictObject({
  "run-id": z
    .string()
    .regex(/^[1-9]\d{0,14}$/, "wanted the number of a workflow run")
    .transform(Number)
    .optional(),
  /** GitHub's own rule for names of artifacts. */
  "artifact-name": z
    .string()
    .regex(/^[^\p{Cc}"<>|*?:\\/]{1,250}$/u, 'wanted a name without any of " : < > | * ? \\ /')
    .optional(),
  comment: z.enum(COMMENT_MODES).default("on-change"),
  "comment-key": CommentKeySchema.optional(),
  "github-token": z.string().min(1).max(1000).optional(),
});
export type StageInputs = z.infer<typeof StageInputsSchema>;

/** @throws GygesError `inputs/shape` for an unknown name or a value that is not one of the good ones */
export function readStageInputs(env: NodeJS.ProcessEnv): StageInputs {
  return parseStrict(StageInputsSchema, Object.fromEntries(givenInputs(env)), {
    where: "`with:` of the gyges/comment step",
    example: "with:\n  comment-key: CI/gyges\n  comment: on-change",
    code: "inputs/shape",
  });
}
