import { describe, expect, test } from "vitest";
import { WaitingFaults } from "../../../src/commands/gate/waiting-faults.ts";
import type { Draw } from "../../../src/schema/draw.ts";
import { draw, fault } from "../../disk/sample.ts";

function left(...steps: readonly ((faults: WaitingFaults) => void)[]): Draw[] {
  const faults = new WaitingFaults();
  for (const step of steps) step(faults);
  return [...faults.left()];
}

const add =
  (...draws: readonly Draw[]) =>
  (faults: WaitingFaults): void =>
    draws.forEach((one) => faults.add(one));

describe("faults that wait for a retry", () => {
  test("are all there at the end, each with its number", () => {
    expect(left(add(fault(2), fault(0), fault(7)))).toEqual([fault(2), fault(0), fault(7)]);
  });

  test("are gone once the retry came, and only that one is", () => {
    expect(left(add(fault(0), fault(1)), (faults) => faults.replace(draw(0)))).toEqual([fault(1)]);
    expect(left(add(fault(1)), (faults) => faults.replace(draw(1, { side: "head" })))).toEqual([fault(1)]);
  });

  test("count once where the retry failed too", () => {
    expect(left(add(fault(0), fault(1), fault(0)))).toEqual([fault(0), fault(1)]);
  });

  test("keep the text of the first, which is the only one that is ever shown", () => {
    expect(left(add(fault(0), { ...fault(1), fault: "429 of request 7" })).map((one) => one.fault)).toEqual([
      "socket hang up",
      "socket hang up",
    ]);
  });

  const { identity } = fault(1);
  test.each<[string, Partial<Draw>]>([
    ["run", { run: "run-2" }],
    ["labeller", { labeller: "rules/2" }],
    ["served model", { servedModel: "model-2" }],
    ["transform", { transformed: true }],
    ["cost", { cost: 0.1 }],
    ["tokens", { tokens: { prompt: 3, completion: null, total: 3 } }],
    ["applied temperature", { settings: { ...fault(1).settings, applied: { temperature: "no" } } }],
    ["plan", { identity: { ...identity, plan: { ...identity.plan, size: 999 } } }],
    ["reasoning", { reasoning: "It depends." }],
    ["flags", { labelling: { ...fault(1).labelling, flags: ["mentions-notice"] } }],
    ["choice", { labelling: { ...fault(1).labelling, choice: "send" } }],
    ["side", { side: "head" }],
    ["column", { pair: "desk × day" }],
    ["cell", { identity: { ...identity, cell: { ...identity.cell, wording: "urgent" } } }],
    ["use", { identity: { ...identity, confirm: true } }],
  ])("keep their own %s", (_name, change) => {
    const other = { ...fault(1), ...change };
    expect(left(add(fault(0), other, fault(2)))).toEqual(expect.arrayContaining([fault(0), other, fault(2)]));
    expect(left(add(other, fault(0), { ...other, identity: { ...other.identity, draw: 3 } }))).toHaveLength(3);
  });
});
