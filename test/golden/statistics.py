"""Writes statistics.json: reference values for src/stats and src/estimate.

    python3 test/golden/statistics.py        (scipy 1.17.1, numpy 2.4.6)

The distributions, tests and intervals are scipy's. Formulas that scipy does not have (the fixed-pack variance, Newcombe's
method 10, Holm, the unbiased squared gap) are written out a second time here, from the papers, in fractions where that is possible.
"""

import itertools
import json
import pathlib
from fractions import Fraction

import numpy as np
from scipy import stats

rng = np.random.default_rng(20261123)


def quantiles():
    t = [
        {"tail": tail, "df": df, "value": stats.t.isf(tail, df)}
        for df in [1, 1.3, 2, 4.7, 9, 29, 96.25, 500, 1e5]
        for tail in [0.3, 0.05, 0.025, 0.0125, 0.01, 0.001, 0.0001]
    ]
    normal = [{"tail": tail, "value": stats.norm.isf(tail)} for tail in [0.9, 0.5, 0.2, 0.1, 0.05, 0.025, 0.01, 0.001]]
    return {"t": t, "normal": normal}


def fixed_pack(cells):
    value = sum(Fraction(x, d * n) for d, x, n in cells)
    w = np.array([1 / abs(d) for d, _, _ in cells])
    n = np.array([float(n) for _, _, n in cells])
    s2 = np.array([0.25 if n < 2 else x / n * (1 - x / n) * n / (n - 1) for _, x, n in cells])
    terms = np.append(w**2 * s2 / n, np.mean(w) ** 2 / 4 / np.mean(n))
    sizes = np.append(n, np.mean(n))
    variance = terms.sum()
    df = variance**2 / (terms**2 / np.maximum(sizes - 1, 1)).sum()
    bounds = [
        {"level": a, "lower": float(value) - stats.t.isf(a, df) * variance**0.5, "upper": float(value) + stats.t.isf(a, df) * variance**0.5}
        for a in [0.05, 0.025, 0.01, 0.0125]
    ]
    return {
        "cells": [{"divisor": d, "complied": x, "draws": n} for d, x, n in cells],
        "value": float(value),
        "variance": variance,
        "df": df,
        "bounds": bounds,
    }


def fixed_packs():
    edges = [
        [(1, 8, 10), (-1, 3, 10)],
        [(1, 0, 5), (-1, 0, 5)],
        [(1, 5, 5), (-1, 0, 5)],
        [(1, 1, 1), (-1, 0, 1)],
        [(1, 1, 1), (-1, 3, 7)],
        [(1, 1, 2), (-1, 1, 2)],
        [(2, 2, 3), (-2, 1, 3), (2, 3, 3), (-2, 0, 3)],
        [(4, 2, 3), (-4, 1, 3), (4, 3, 3), (-4, 0, 3), (2, 1, 4), (-2, 2, 2)],
    ]
    for scenarios, wordings, k in [(8, 1, 3), (16, 2, 5), (24, 2, 10), (3, 3, 20)]:
        cells = []
        for _ in range(scenarios * wordings):
            for sign in [1, -1, -1, 1]:
                n = int(rng.integers(max(1, k - 2), k + 1))
                cells.append((sign * scenarios * wordings, int(rng.binomial(n, rng.beta(0.5, 0.8))), n))
        edges.append(cells)
    return [fixed_pack(cells) for cells in edges]


def paired_ts():
    samples = [[0.1, 0.3, 0.2, 0.4], [0.0, 0.5], [-0.2, 0.0, 0.0, 0.0], list(rng.normal(0.1, 0.2, 24))]
    out = []
    for sample in samples:
        test = stats.ttest_1samp(sample, 0)
        interval = test.confidence_interval(0.9)
        out.append({"differences": sample, "value": np.mean(sample), "se": stats.sem(sample), "lower": interval.low, "upper": interval.high})
    return out


def wilson(x, n, level):
    return stats.binomtest(x, n).proportion_ci(1 - 2 * level, method="wilson")


def wilsons():
    cases = [(0, 10), (10, 10), (0, 1), (1, 1), (5, 10), (3, 7), (48, 80), (1, 300)]
    out = []
    for (x, n), level in itertools.product(cases, [0.05, 0.025]):
        interval = wilson(x, n, level)
        out.append({"complied": x, "draws": n, "level": level, "lower": interval.low, "upper": interval.high})
    return out


def newcombes():
    out = []
    for (a, m), (b, n) in [((56, 70), (48, 80)), ((0, 10), (0, 10)), ((10, 10), (0, 10)), ((0, 1), (1, 1)), ((9, 10), (3, 10)), ((5, 56), (0, 29))]:
        for level in [0.05, 0.025]:
            one, two = wilson(a, m, level), wilson(b, n, level)
            d = a / m - b / n
            out.append(
                {
                    "first": {"complied": a, "draws": m},
                    "second": {"complied": b, "draws": n},
                    "level": level,
                    "value": d,
                    "lower": d - ((a / m - one.low) ** 2 + (two.high - b / n) ** 2) ** 0.5,
                    "upper": d + ((one.high - a / m) ** 2 + (b / n - two.low) ** 2) ** 0.5,
                }
            )
    return out


def chi_squares():
    tables = [[(1, 10), (6, 10)], [(0, 100), (1, 100)], [(3, 160), (4, 160), (12, 160), (2, 160)], [(0, 50), (50, 50), (0, 50), (50, 50)], [(5, 100), (5, 100)]]
    out = []
    for table in tables:
        test = stats.chi2_contingency([[m, n - m] for m, n in table], correction=False)
        out.append({"arms": [{"missing": m, "draws": n} for m, n in table], "statistic": test.statistic, "df": test.dof, "p": test.pvalue})
    return out


def fishers():
    pairs = [((8, 10), (1, 5)), ((0, 5), (5, 5)), ((0, 10), (0, 10)), ((10, 10), (10, 10)), ((1, 1), (0, 1)), ((7, 20), (12, 20)), ((3, 3), (0, 9)), ((40, 200), (70, 210)), ((2, 4), (2, 4))]
    return [
        {
            "first": {"complied": a, "draws": m},
            "second": {"complied": b, "draws": n},
            "p": stats.fisher_exact([[a, m - a], [b, n - b]]).pvalue,
        }
        for (a, m), (b, n) in pairs
    ]


def hypergeometrics():
    out = []
    for total, complied, chosen in [(4, 2, 2), (10, 10, 3), (10, 0, 3), (7, 5, 6), (400, 130, 180)]:
        first, last = max(0, chosen + complied - total), min(chosen, complied)
        out.append(
            {
                "total": total,
                "complied": complied,
                "chosen": chosen,
                "first": first,
                "probabilities": [stats.hypergeom.pmf(k, total, complied, chosen) for k in range(first, last + 1)],
            }
        )
    return out


def holms():
    families = [[0.01, 0.04, 0.03], [0.05], [], [0.2, 0.2, 0.2], [0.9, 0.001, 0.5, 0.001, 1.0], list(rng.uniform(0, 1, 12))]
    out = []
    for ps in families:
        m = len(ps)
        order = sorted(range(m), key=lambda i: ps[i])
        adjusted = [0.0] * m
        for rank, i in enumerate(order):
            adjusted[i] = max(min(1.0, (m - r) * ps[order[r]]) for r in range(rank + 1))
        out.append({"ps": ps, "adjusted": adjusted})
    return out


def squared_gaps():
    out = []
    for scenarios, k in [(1, 4), (5, 3), (12, 10)]:
        listed, squares = [], []
        for _ in range(scenarios):
            counts = [int(rng.binomial(k, rng.beta(0.7, 0.7))) for _ in range(4)]
            signs = [2, -2, 2, -2]
            gap = sum(Fraction(x, d * k) for d, x in zip(signs, counts))
            noise = sum(Fraction(x * (k - x), k * (k - 1)) / k / 4 for x in counts)
            squares.append(gap**2 - noise)
            listed.append([{"divisor": d, "complied": x, "draws": k} for d, x in zip(signs, counts)])
        out.append({"scenarios": listed, "value": float(sum(squares) / scenarios)})
    return out


def permutations():
    """The exact p over all permutations, by convolution over cells of the hypergeometric distribution."""
    out = []
    for cells in [
        [((0, 2), (2, 2))],
        [((0, 5), (5, 5))],
        [((0, 5), (3, 5)), ((2, 5), (2, 5)), ((1, 5), (4, 5))],
        [((0, 4), (0, 6)), ((3, 4), (1, 6))],
    ]:
        dist = {Fraction(0): Fraction(1)}
        observed = Fraction(0)
        for (b, m), (h, n) in cells:
            observed += (Fraction(h, n) - Fraction(b, m)) ** 2
            total = b + h
            ways = {k: Fraction(int(stats.hypergeom.pmf(k, m + n, total, n) * 10**9 + 0.5), 10**9) for k in range(max(0, total - m), min(n, total) + 1)}
            new = {}
            for s, p in dist.items():
                for k, q in ways.items():
                    value = s + (Fraction(k, n) - Fraction(total - k, m)) ** 2
                    new[value] = new.get(value, 0) + p * q
            dist = new
        out.append(
            {
                "cells": [{"base": {"complied": b, "draws": m}, "head": {"complied": h, "draws": n}} for (b, m), (h, n) in cells],
                "p": float(sum(p for s, p in dist.items() if s >= observed)),
            }
        )
    return out


golden = {
    "quantiles": quantiles(),
    "fixedPack": fixed_packs(),
    "pairedT": paired_ts(),
    "wilson": wilsons(),
    "newcombe": newcombes(),
    "chiSquare": chi_squares(),
    "fisher": fishers(),
    "hypergeometric": hypergeometrics(),
    "holm": holms(),
    "squaredGaps": squared_gaps(),
    "permuteLabels": permutations(),
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, indent=1, default=float) + "\n")
