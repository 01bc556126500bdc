/** Exact rates of a rule that reads two counts: no simulation, so no tolerance for one. */

/** The chance that both arms together give `wanted`, where the rule's answers stand in `table[first][second]` for 0 to n of n draws. */
export function shareOfTables<T>(table: readonly (readonly T[])[], wanted: T, first: number, second: number): number {
  const draws = table.length - 1;
  const [rows, columns] = [binomial(draws, first), binomial(draws, second)];
  return rows.reduce(
    (sum, row, x) => sum + row * columns.reduce((inner, column, y) => (table[x]?.[y] === wanted ? inner + column : inner), 0),
    0,
  );
}

/** Probabilities of 0 to n successes among n draws. */
function binomial(draws: number, rate: number): readonly number[] {
  const masses: number[] = [];
  let ways = 1;
  for (let x = 0; x <= draws; x++) {
    masses.push(ways * rate ** x * (1 - rate) ** (draws - x));
    ways = (ways * (draws - x)) / (x + 1);
  }
  return masses;
}
