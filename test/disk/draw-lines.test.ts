import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DrawLines } from "../../src/disk/draw-lines.ts";
import { DrawSchema, type Draw } from "../../src/schema/draw.ts";
import { StoreRecordSchema } from "../../src/schema/store.ts";
import { draw } from "./sample.ts";

/** What the long way makes of a line: JSON, then the whole schema. */
function long(text: string): Draw | null {
  try {
    const record = StoreRecordSchema.parse(JSON.parse(text));
    return record.record === "draw" ? record.draw : null;
  } catch {
    return null;
  }
}

const asRecord = (one: Draw): string => JSON.stringify({ record: "draw", draw: one });

const looks = [
  { draws: 3, size: 10 },
  { draws: 5, size: 20 },
];
const cells = [
  { ...draw(0).identity.cell },
  { ...draw(0).identity.cell, condition: "none", notice: null, temperature: 0.7 } as const,
  { ...draw(0).identity.cell, role: "control" } as const,
];

const draws = fc
  .record({
    number: fc.nat({ max: 999 }),
    cell: fc.constantFrom(...cells),
    withLooks: fc.boolean(),
    confirm: fc.boolean(),
    order: fc.constantFrom<string[]>(["send", "hold"], ["hold", "send"]),
    side: fc.constantFrom("base", "head", null),
    reply: fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom('"identity":{', '],"draw":', '\\"identity\\":{"schema"', "\u2028 × 🙂")),
    pair: fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
    cost: fc.option(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })),
  })
  .map(({ number, cell, withLooks, confirm, order, side, reply, pair, cost }): Draw => {
    const { identity, ...other } = draw(number);
    const plan = withLooks ? { ...identity.plan, draws: 5, looks } : identity.plan;
    return {
      ...other,
      side,
      reply,
      pair,
      cost,
      identity: { ...identity, plan, cell, order, side, pair: null, ...(confirm ? { confirm: true as const } : {}) },
    };
  });

describe("a line of a draw", () => {
  test("is read as the long way reads it, whatever the draw", () => {
    const lines = new DrawLines();
    fc.assert(
      fc.property(draws, (one) => {
        const text = asRecord(one);
        const read = lines.ofRecord(text);
        expect(read).toEqual(long(text));
        expect(read).toEqual(JSON.parse(JSON.stringify(one)));
        expect(lines.ofDraw(JSON.stringify(one))).toEqual(DrawSchema.parse(one));
      }),
    );
  });

  test("shares what it says of plan, pack, cell and order with the others of its cell", () => {
    const lines = new DrawLines();
    const [one, other] = [lines.ofRecord(asRecord(draw(1))), lines.ofRecord(asRecord(draw(2)))];
    expect([one?.identity.draw, other?.identity.draw]).toEqual([1, 2]);
    expect(one?.identity.cell).toBe(other?.identity.cell);
    expect(one?.identity.plan).toBe(other?.identity.plan);
    const turned = lines.ofRecord(asRecord({ ...draw(3), identity: { ...draw(3).identity, order: ["hold", "send"] } }));
    expect(turned?.identity).toEqual({ ...draw(3).identity, order: ["hold", "send"] });
  });

  test.each([
    ["a header", '{"record":"header"}'],
    ["nothing", ""],
    ["a draw in the shape of the other kind of file", JSON.stringify(draw(0))],
    ["an unknown field", asRecord(draw(0)).replace('"cached":', '"note":1,"cached":')],
    ["an unknown field of the identity, before the draw's number", asRecord(draw(0)).replace('"order":', '"note":1,"order":')],
    [
      "and after it",
      asRecord(draw(0)).replace(',"side":"base","pair":"desk × night"},', ',"note":1,"side":"base","pair":"desk × night"},'),
    ],
    ["a hash that is none", asRecord(draw(0)).replace("sha256:ab", "sha256:xy")],
    ["a number that is none", asRecord(draw(7)).replace('"draw":7', '"draw":-7')],
    ["no order", asRecord(draw(0)).replace('"order":["send","hold"],', "")],
    ["a cut end", asRecord(draw(0)).slice(0, -1)],
    ["a second identity", asRecord(draw(0)).replace('"provider":', '"identity":{"draw":1,"side":"base","pair":null},"provider":')],
  ])("that is %s is left to the long way", (_name, text) => {
    expect([new DrawLines().ofRecord(text), long(text)]).toEqual([null, null]);
  });

  test("in another order of its fields is left to the long way, which reads it", () => {
    const { order, ...identity } = draw(0).identity;
    const text = JSON.stringify({ record: "draw", draw: { ...draw(0), identity: { order, ...identity } } });
    expect([new DrawLines().ofRecord(text), long(text)]).toEqual([null, draw(0)]);
  });

  test("is never read as something else than by the long way, however it was changed", () => {
    const pieces = [
      '"identity":{',
      '],"draw":',
      '"',
      "\\",
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"draw":1',
      '"order":["a","b"]',
      "null",
      " ",
      "\n",
    ];
    const lines = new DrawLines();
    const changes = fc.array(
      fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat({ max: 12 }), put: fc.constantFrom("", ...pieces) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    );
    fc.assert(
      fc.property(draws, changes, (one, all) => {
        const text = all.reduce((line, { at, cut, put }) => {
          const place = Math.floor(at * line.length);
          return line.slice(0, place) + put + line.slice(place + cut);
        }, asRecord(one));
        const read = lines.ofRecord(text);
        if (read !== null) expect(read).toEqual(long(text));
      }),
      { numRuns: 3_000 },
    );
  });
});
