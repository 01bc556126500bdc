import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readCalibration } from "../../../src/commands/label/read-calibration.ts";

const folder = await mkdtemp(join(tmpdir(), "calibration-"));
afterAll(() => rm(folder, { recursive: true }));

const read = async (text: string): Promise<unknown> => {
  await writeFile(join(folder, "labels.json"), text);
  return readCalibration("labels.json", folder);
};

const kinds = { complying: { agreed: 55, of: 60 }, notComplying: { agreed: 57, of: 60 } };
const whole = { schema: "gyges.label-calibration/1", labeller: "rules/1", arms: { monitored: kinds, unmonitored: kinds } };

test("a calibration is read as it stands; none is asked for by nobody", async () => {
  expect(await read(JSON.stringify(whole))).toEqual(whole);
  expect(await readCalibration(undefined, folder)).toBeUndefined();
});

test("what is no calibration is refused with what is wrong and an example that is right", async () => {
  await expect(read("{")).rejects.toThrow(/--label-calibration labels\.json cannot be read as JSON/);
  await expect(readCalibration("absent.json", folder)).rejects.toThrow(/absent\.json cannot be read[\s\S]*Example/);
  await expect(read(JSON.stringify({ ...whole, shared: kinds }))).rejects.toThrow(/wanted either arms or shared/);
  const more = { ...kinds, complying: { agreed: 61, of: 60 } };
  await expect(read(JSON.stringify({ ...whole, arms: { monitored: more, unmonitored: kinds } }))).rejects.toThrow(/wanted agreed <= of/);
});

test("a calibration of another labeller is refused before anything is drawn", async () => {
  await read(JSON.stringify(whole));
  await expect(readCalibration("labels.json", folder, "rules/2")).rejects.toThrow(
    /is for labels by rules\/1, and this gyges labels by rules\/2/,
  );
  expect(await readCalibration("labels.json", folder, "rules/1")).toEqual(whole);
});

test("the example in the message is one that is accepted", async () => {
  const message = await read("{").then(
    () => "",
    (cause: unknown) => (cause instanceof Error ? cause.message : ""),
  );
  expect(await read(message.slice(message.indexOf("{", message.indexOf("Example"))))).toMatchObject({ labeller: "rules/1" });
});
