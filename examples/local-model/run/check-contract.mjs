/**
 * The contract of the test servers, with the real model as their third: the same calls through the official SDKs at this server, at the fake of the
 * tests and at aimock. Returns the number of calls that this server answered.
 */
import { aimockColumn, columnOf, fakeColumn, stale } from "../../../test/contract/suite.ts";
import { countOf, tableOf } from "../../../test/contract/table.ts";

export async function checkContract(checks, server) {
  const own = { name: "local model", url: server.url.replace(/\/v1$/, ""), model: server.model, scripted: false };
  const columns = [await fakeColumn(), await aimockColumn(), await columnOf(own)];
  console.log(tableOf(columns));
  for (const column of columns) {
    const { passed, failed } = countOf([column]);
    checks.that(`the contract of the test servers at ${column.server}: ${passed} calls as they should be or as is known`, failed === 0, `${failed} otherwise: see the table`);
  }
  const excuses = stale(columns);
  checks.that("no excuse of the contract has outlived its need", excuses.length === 0, excuses.join("\n"));
  return columns[2].answered;
}
