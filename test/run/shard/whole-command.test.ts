import { expect, test } from "vitest";
import { wholeCommand } from "../../../src/run/shard/whole-command.ts";

test.each([
  ["gyges run --config c.yaml --shard 3/8", "gyges run --config c.yaml --draws 10"],
  ["gyges run --shard=3/8 --config c.yaml --looks 3,5 --max-draws 10 -j 4", "gyges run --config c.yaml -j 4 --draws 10"],
  ["gyges run --looks '3, 5, 10' --draws 4 --config 'my file.yaml' --shard 1/1", "gyges run --config 'my file.yaml' --draws 10"],
])("%s becomes the command of one job, at the one look", (part, whole) => {
  expect(wholeCommand(part, 10)).toBe(whole);
});

test("of a part that does not know its command there is none", () => {
  expect(wholeCommand(null, 10)).toBeNull();
});
