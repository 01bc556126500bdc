import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { describeError, GygesError } from "../schema/error.ts";
import { CALIBRATION_EXAMPLE, type LabelCalibration, LabelCalibrationSchema } from "../schema/label-calibration.ts";
import { parseStrict } from "../schema/parse.ts";

/**
 * Reads `--label-calibration FILE`: how well the labels agree with people.
 *
 * @throws GygesError `usage/label-calibration` for a file that cannot be read or is not one
 */
export async function readCalibration(path: string | undefined, cwd: string): Promise<LabelCalibration | undefined> {
  if (path === undefined) return undefined;
  const value: unknown = await readFile(resolve(cwd, path), "utf8")
    .then((text) => JSON.parse(text))
    .catch((cause: unknown) => {
      throw new GygesError(
        "usage",
        "usage/label-calibration",
        `--label-calibration ${path} cannot be read as JSON: ${describeError(cause)}\n  Example of such a file:\n    ${CALIBRATION_EXAMPLE.replaceAll("\n", "\n    ")}`,
        { cause },
      );
    });
  return parseStrict(LabelCalibrationSchema, value, {
    where: `--label-calibration ${path}`,
    example: CALIBRATION_EXAMPLE,
    code: "usage/label-calibration",
  });
}
