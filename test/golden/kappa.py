"""Writes kappa.json: reference values for src/stats/kappa.ts.

    python3 test/golden/kappa.py        (statsmodels 0.15.0, scipy 1.17.1)

Kappa is that of statsmodels. The interval is scipy's Wilson interval of the agreement, carried over by the definition of kappa with
the chance agreement worked out in fractions.
"""

import json
import pathlib
from fractions import Fraction

from scipy import stats
from statsmodels.stats.inter_rater import cohens_kappa

TABLES = [
    [[20, 5], [10, 15]],
    [[45, 15], [25, 15]],
    [[100, 0], [0, 100]],
    [[0, 5], [5, 0]],
    [[1, 0], [0, 1]],
    [[3, 1], [0, 0]],
    [[118, 3], [4, 75]],
    [[0, 7], [0, 93]],
    [[30, 4, 1], [2, 41, 6], [0, 5, 11]],
    [[12, 0, 3, 0], [0, 0, 0, 0], [1, 0, 30, 2], [0, 2, 0, 9]],
]


def entry(table, level):
    n = sum(map(sum, table))
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table)]
    chance = Fraction(sum(r * c for r, c in zip(rows, columns)), n * n)
    agreed = sum(table[i][i] for i in range(len(table)))
    share = stats.binomtest(agreed, n).proportion_ci(1 - 2 * level, method="wilson")
    lower, upper = ((float(end) - float(chance)) / float(1 - chance) for end in share)
    return {
        "table": table,
        "level": level,
        "value": float(cohens_kappa(table).kappa),
        "lower": lower,
        "upper": upper,
        "agreement": float(Fraction(agreed, n)),
        "byChance": float(chance),
        "replies": n,
    }


golden = [entry(table, level) for table in TABLES for level in (0.005, 0.025, 0.05)]
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, indent=1) + "\n")
