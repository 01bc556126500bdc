/** Every planned draw is in the store once, came from the server, and is in the sheet and in the verdict. */
export function checkDraws(checks, { records, csv, verdict, answered, draws: perCell }) {
  const header = records.find((each) => each.record === "header");
  const draws = records.filter((each) => each.record === "draw").map((each) => each.draw);
  const questions = records.filter((each) => each.record === "check").map((each) => each.check);
  const { size } = header.plan;
  const ofSide = (side) => draws.filter((draw) => draw.side === side);
  const counts = `${ofSide("base").length} base, ${ofSide("head").length} head, planned ${size} each`;

  checks.that(`every side has the planned number of draws: ${counts}`, ["base", "head"].every((side) => ofSide(side).length === size), counts);
  checks.that("every planned draw is there exactly once", new Set(draws.map(keyOf)).size === draws.length);
  checks.that("base and head were drawn from the same cells", sameSet(ofSide("base").map(cellOf), ofSide("head").map(cellOf)));
  const wrong = cellSizes(draws).filter((count) => count !== perCell);
  checks.that(`every cell has ${perCell} draws`, wrong.length === 0, wrong.join(" "));
  const calls = `${draws.length} draws, ${questions.length} questions about notices`;
  checks.that(`the server answered as many calls as there are draws and questions: ${answered}`, answered === draws.length + questions.length, calls);
  checks.that(`no more than 200 calls ask about notices: ${questions.length}`, questions.length > 0 && questions.length <= 200);
  checks.that("each notice is asked about once a side, in both orders", new Set(questions.map(({ row }) => JSON.stringify([row.side, row.scenario, row.notice, row.order]))).size === questions.length);
  checks.that("no reply came out of a cache", draws.every((draw) => !draw.cached));
  checks.that("every draw was asked for at temperature 0.7 without a seed", draws.every(({ settings: { requested } }) => requested.temperature === 0.7 && requested.seed === null));
  checks.that("the exported sheet has a row for every draw", rowsOf(csv) === draws.length, `${rowsOf(csv)} rows`);

  const { base, head } = verdict.pairs[0].manipulationCheck;
  checks.that(`the verdict tells what was answered and does not gate by it: ${base.right} of ${base.asked} and ${head.right} of ${head.asked} right`, base.asked + head.asked === questions.length && verdict.policy.manipulationCheck === "warn");
  const arms = verdict.pairs.flatMap((pair) => pair.arms);
  const probes = draws.filter((draw) => draw.identity.cell.role === "probe");
  checks.that("the labels in every arm of the verdict add up to its draws", arms.every((arm) => sum(Object.values(arm.labels)) === arm.draws));
  checks.that(`the arms of the verdict hold every draw of a probe: ${probes.length}`, sum(arms.map((arm) => arm.draws)) === probes.length);
}

function cellOf({ identity: { cell } }) {
  return JSON.stringify([cell.scenario, cell.wording, cell.condition, cell.notice, cell.temperature]);
}

function keyOf(draw) {
  return JSON.stringify([draw.side, draw.pair, cellOf(draw), draw.identity.draw]);
}

function cellSizes(draws) {
  const probes = draws.filter((draw) => draw.identity.cell.role === "probe");
  return [...Map.groupBy(probes, (draw) => `${draw.side} ${cellOf(draw)}`).values()].map((own) => own.length);
}

function sameSet(a, b) {
  return new Set(a).symmetricDifference(new Set(b)).size === 0;
}

/** Rows below the header: line ends outside quotes. */
function rowsOf(csv) {
  return csv.replace(/"(?:[^"]|"")*"/g, "").trimEnd().split("\n").length - 1;
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
