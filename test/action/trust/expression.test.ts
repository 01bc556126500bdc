import { expect, test } from "vitest";
import { isOutOfReach } from "../../../src/action/trust/expression.ts";

test.each([
  "${{ vars.GYGES_MARGIN }}",
  "${{vars.MARGIN || '0.10'}}",
  "${{ vars.A == 'env.B it''s' && secrets.C || null }}",
  "${{ github.event.before }}",
  "origin/${{ github.base_ref }}",
])("no pull request sways %s", (text) => {
  expect(isOutOfReach(text)).toBe(true);
});

test.each([
  "0.1",
  "${{ env.MARGIN }}",
  "${{ steps.read.outputs.margin }}",
  "${{ needs.plan.outputs.margin }}",
  "${{ github.head_ref }}",
  "${{ github.event.pull_request.title }}",
  "${{ vars.A || env.B }}",
  "${{ fromJSON(vars.A).margin }}",
  "${{ vars['A'] }}",
  "${{ inputs.margin }}",
  "${{ vars.A }}${{ matrix.margin }}",
])("a pull request may sway %s, or nobody knows", (text) => {
  expect(isOutOfReach(text)).toBe(false);
});
