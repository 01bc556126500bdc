import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { describeError, GygesError } from "../../schema/error.ts";
import { CALIBRATION_EXAMPLE, type LabelCalibration, LabelCalibrationSchema } from "../../schema/label-calibration.ts";
import { parseStrict } from "../../schema/parse.ts";

/**
 * Reads `--label-calibration FILE`: how well the labels agree with people.
 *
 * @param labeller of the draws to come, where none are there yet: a calibration of another one is refused before a call is paid for
 * @throws GygesError `usage/label-calibration` for a file that cannot be read or is not one
 */
export async function readCalibration(
  path: string | undefined,
  cwd: string,
  labeller: string | null = null,
): Promise<LabelCalibration | undefined> {
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
  const calibration = parseStrict(LabelCalibrationSchema, value, {
    where: `--label-calibration ${path}`,
    example: CALIBRATION_EXAMPLE,
    code: "usage/label-calibration",
  });
  if (labeller !== null && calibration.labeller !== labeller) throw otherLabeller(path, calibration.labeller, labeller);
  if (calibration.bar?.met === false && !calibration.bar.insisted) throw belowBar(path, calibration.bar.reasons);
  return calibration;
}

function otherLabeller(path: string, calibrated: string, labeller: string): GygesError {
  return new GygesError(
    "usage",
    "usage/label-calibration",
    `--label-calibration ${path} is for labels by ${calibrated}, and this gyges labels by ${labeller}\n  Wanted: a calibration of ${labeller}. Compare its labels with people's, or leave the option out.`,
  );
}

function belowBar(path: string, reasons: readonly string[]): GygesError {
  return new GygesError(
    "usage",
    "usage/judge-below-bar",
    [
      `--label-calibration ${path} says that the judge is not good enough to gate:`,
      ...reasons.map((reason) => `  × ${reason}`),
      "  Use another judge, or have more replies labelled by people. To gate by it all the same: gyges label … --calibration FILE --insist",
    ].join("\n"),
  );
}
