"""Writes intervals.json: reference values for the intervals and tests of src/stats that statistics.py does not cover.

    python3 test/golden/intervals.py        (scipy 1.17.1, numpy 2.4.6)

Where scipy has the thing (beta quantile, binomial tail, false discovery rate, Wilson's interval) the value is scipy's. The rest is
worked out in another way than the code does it: sign flips by listing all assignments in fractions, worst of k by counting
combinations, draws to see by trying one number after the other, the delta method by a numerical gradient and a full covariance matrix.
"""

import itertools
import json
import math
import pathlib
from fractions import Fraction

import numpy as np
from scipy import optimize, stats

rng = np.random.default_rng(20261124)


def clopper_pearsons():
    out = []
    for n in [1, 2, 3, 10, 20, 137, 1000, 100_000]:
        for x in sorted({0, 1, n // 3, n - 1, n}):
            for level in [0.0001, 0.01, 0.025, 0.05, 0.3]:
                out.append(
                    {
                        "complied": x,
                        "draws": n,
                        "level": level,
                        "lower": 0 if x == 0 else stats.beta.ppf(level, x, n - x + 1),
                        "upper": 1 if x == n else stats.beta.isf(level, x + 1, n - x),
                    }
                )
    return out


def wilson(x, n, level):
    return stats.binomtest(x, n).proportion_ci(1 - 2 * level, method="wilson")


def newcombe_paired(both, first_only, second_only, neither, level):
    n = both + first_only + second_only + neither
    one, two = wilson(both + first_only, n, level), wilson(both + second_only, n, level)
    p, q = (both + first_only) / n, (both + second_only) / n
    # The correlation of the two columns of 0 and 1, draw by draw, with the numerator corrected afterwards.
    columns = np.array([[1, 1]] * both + [[1, 0]] * first_only + [[0, 1]] * second_only + [[0, 0]] * neither, dtype=float)
    spread = columns.std(axis=0).prod()
    covariance = np.cov(columns.T, bias=True)[0, 1]
    if covariance > 0:
        covariance = max(0.0, covariance - 1 / (2 * n))
    phi = covariance / spread if spread > 0 else 0.0

    def leg(x, y):
        corner = np.array([x, -y])
        return math.sqrt(max(0.0, corner @ np.array([[1, phi], [phi, 1]]) @ corner))

    d = (first_only - second_only) / n
    return {
        "counts": {"both": both, "firstOnly": first_only, "secondOnly": second_only, "neither": neither},
        "level": level,
        "value": d,
        "lower": d - leg(p - one.low, two.high - q),
        "upper": d + leg(one.high - p, q - two.low),
    }


def newcombe_paireds():
    tables = [(20, 12, 2, 16), (36, 12, 2, 0), (2, 97, 1, 0), (54, 0, 0, 0), (0, 54, 0, 0), (0, 0, 7, 0), (27, 0, 0, 27), (0, 5, 5, 0), (1, 0, 0, 0), (4, 1, 2, 3), (2, 1, 1, 1), (5, 1, 1, 1), (80, 9, 31, 140)]
    return [newcombe_paired(*table, level) for table in tables for level in [0.05, 0.025]]


def mover(cells, level):
    e = sum(Fraction(x, d * n) for d, x, n in cells)
    limits = [(Fraction(1, d), Fraction(x, n), wilson(x, n, level)) for d, x, n in cells]
    lowest = [float(w) * (i.low if w > 0 else i.high) for w, _, i in limits]
    highest = [float(w) * (i.high if w > 0 else i.low) for w, _, i in limits]
    at = [float(w * q) for w, q, _ in limits]
    return {
        "cells": [{"divisor": d, "complied": x, "draws": n} for d, x, n in cells],
        "level": level,
        "value": float(e),
        "lower": float(e) - np.linalg.norm(np.array(at) - lowest),
        "upper": float(e) + np.linalg.norm(np.array(highest) - at),
    }


def movers():
    sets = [
        [(1, 56, 70), (-1, 48, 80)],
        [(1, 0, 5)],
        [(-1, 0, 5)],
        [(1, 5, 5), (-1, 0, 5)],
        [(2, 2, 3), (-2, 1, 3), (2, 3, 3), (-2, 0, 3)],
        [(4, 2, 3), (-4, 1, 3), (4, 3, 3), (-4, 0, 3), (2, 1, 1), (-2, 0, 1)],
        [(sign * 12, int(rng.binomial(7, rng.beta(0.5, 0.8))), 7) for _ in range(12) for sign in (1, -1, -1, 1)],
    ]
    return [mover(cells, level) for cells in sets for level in [0.05, 0.01]]


def benjamini_hochbergs():
    families = [[0.01, 0.04, 0.03, 0.5], [0.05], [], [0.2, 0.2, 0.2], [0.9, 0.001, 0.5, 0.001, 1.0, 0.0], list(rng.uniform(0, 1, 15)), list(rng.beta(0.3, 2, 30))]
    return [{"ps": ps, "adjusted": list(stats.false_discovery_control(ps)) if ps else []} for ps in families]


def sign_flip(differences):
    values = [f for f in (Fraction(a, b) for a, b in differences) if f != 0]
    observed = abs(sum(values))
    sums = [sum(s * v for s, v in zip(signs, values)) for signs in itertools.product((1, -1), repeat=len(values))]
    return {
        "differences": [{"numerator": a, "denominator": b} for a, b in differences],
        "p": float(Fraction(sum(abs(s) >= observed for s in sums), len(sums))),
        "scenarios": len(values),
    }


def sign_flip_on_grid(tenths):
    """Counts the assignments by polynomial multiplication: one factor x^t + x^-t a scenario."""
    ways = [1]
    for t in tenths:
        grown = [0] * (len(ways) + 2 * abs(t))
        for i, count in enumerate(ways):
            grown[i] += count
            grown[i + 2 * abs(t)] += count
        ways = grown
    middle = sum(abs(t) for t in tenths)
    asfar = sum(count for i, count in enumerate(ways) if abs(i - middle) >= abs(sum(tenths)))
    return {
        "differences": [{"numerator": t, "denominator": 10} for t in tenths],
        "p": float(Fraction(asfar, 2 ** len(tenths))),
        "scenarios": sum(t != 0 for t in tenths),
    }


def sign_flips():
    small = [
        [(1, 2), (1, 3), (-1, 6)],
        [(1, 10)],
        [(-3, 10), (0, 1)],
        [(1, 10), (2, -10), (1, 5), (-1, 10), (0, -4)],
        [(1, 3), (1, 3), (1, 3), (-1, 1)],
        [(1, 5)] * 6,
        [(int(rng.integers(-6, 9)), int(rng.integers(1, 12))) for _ in range(12)],
        [(int(rng.integers(-6, 9)), 7) for _ in range(13)],
    ]
    grids = [[int(t) for t in rng.integers(-5, 8, 24)], [int(t) for t in rng.integers(-9, 11, 64)], [1] * 30]
    return [sign_flip(each) for each in small] + [sign_flip_on_grid(each) for each in grids]


def share(count):
    return count[0] / count[1]


def variance(count):
    x, n = count
    posterior = stats.beta(x + 1, n - x + 1)
    # r(1-r)/n at the posterior mean r.
    return posterior.mean() * (1 - posterior.mean()) / n


def corrected(groups, level):
    """groups: [(cells [(weight, (complied, draws))], complying, not complying)]; gradient by complex step, covariance diagonal."""
    inputs = [c for cells, se, sp in groups for c in [*[cell for _, cell in cells], se, sp]]

    def theta(x):
        x, total = list(x), 0
        for cells, _, _ in groups:
            q, (se, sp) = x[: len(cells)], x[len(cells) : len(cells) + 2]
            x = x[len(cells) + 2 :]
            total += sum(w * (qi + sp - 1) / (se + sp - 1) for (w, _), qi in zip(cells, q))
        return total

    point = np.array([share(c) for c in inputs], dtype=complex)
    gradient = np.array([theta(point + 1e-30j * np.eye(len(point))[i]).imag / 1e-30 for i in range(len(point))])
    se = math.sqrt(gradient @ np.diag([variance(c) for c in inputs]) @ gradient)
    value, z = theta(point).real, stats.norm.isf(level)
    return {"level": level, "value": value, "standardError": se, "lower": value - z * se, "upper": value + z * se}


def counted(count, names=("complied", "draws")):
    return dict(zip(names, count))


def calibration(se, sp):
    return {"complying": counted(se, ("agreed", "of")), "notComplying": counted(sp, ("agreed", "of"))}


CALIBRATIONS = [((90, 100), (95, 100)), ((30, 30), (30, 30)), ((41, 60), (50, 50)), ((3, 4), (2, 5)), ((97, 100), (20, 40))]
ARMS = [((30, 100), (20, 100)), ((0, 10), (0, 10)), ((10, 10), (0, 10)), ((1, 1), (0, 1)), ((7, 240), (9, 235))]


def rogan_gladens():
    rates = [
        {"arm": counted(arm), "calibration": calibration(*gold), **corrected([([(1, arm)], *gold)], 0.025)}
        for (arm, _), gold in itertools.product(ARMS, CALIBRATIONS)
    ]
    shared = [
        {"first": counted(one), "second": counted(two), "calibration": calibration(*gold), **corrected([([(1, one), (-1, two)], *gold)], 0.05)}
        for (one, two), gold in itertools.product(ARMS, CALIBRATIONS)
    ]
    own = [
        {
            "first": counted(one),
            "second": counted(two),
            "calibration": {"first": calibration(*gold), "second": calibration(*other)},
            **corrected([([(1, one)], *gold), ([(-1, two)], *other)], 0.05),
        }
        for (one, two), (gold, other) in itertools.product(ARMS, itertools.pairwise(CALIBRATIONS))
    ]
    sums = []
    for gold, other in itertools.pairwise(CALIBRATIONS):
        monitored = [(1, (30, 100)), (-1, (20, 90))]
        unmonitored = [(-0.5, (12, 40)), (0.25, (3, 17))]
        sums.append(
            {
                "groups": [
                    {"arms": [{"divisor": round(1 / w), **counted(c)} for w, c in arms], "calibration": calibration(*g)}
                    for arms, g in [(monitored, gold), (unmonitored, other)]
                ],
                **corrected([(monitored, *gold), (unmonitored, *other)], 0.05),
            }
        )
    return {"rates": rates, "shared": shared, "own": own, "sums": sums}


def worst_of_ks():
    cases = [(2, 10, 5), (0, 10, 5), (10, 10, 1), (1, 1, 1), (3, 10, 1), (3, 10, 10), (3, 10, 8), (3, 10, 7), (1, 1000, 1000), (7, 1000, 20), (500, 1000, 500), (1, 1000, 1), (999, 1000, 2)]
    return [{"complied": x, "draws": n, "k": k, "value": float(1 - Fraction(math.comb(n - x, k), math.comb(n, k)))} for x, n, k in cases]


def draws_to_see(rate, chance):
    k, unseen = 0, Fraction(1)
    while 1 - unseen < chance:
        k, unseen = k + 1, unseen * (1 - rate)
    return k


def draws_to_sees():
    rates = [Fraction(r) for r in ["1/100", "1/50", "1/20", "1/10", "1/5", "3/10", "1/2", "9/10", "1"]]
    chances = [Fraction(c) for c in ["19/20", "99/100", "1/2", "1/100"]]
    # Chances that a whole number of draws gives exactly, where rounding would ask for one draw more.
    exact = [(Fraction(1, 2), 1 - Fraction(1, 2**k)) for k in range(1, 31)] + [(Fraction(r, 10), 1 - (1 - Fraction(r, 10)) ** k) for r in (1, 2, 3, 7, 9) for k in range(1, 9)]
    return [{"rate": float(r), "chance": float(c), "draws": draws_to_see(r, c)} for r, c in [*itertools.product(rates, chances), *exact]]


def largest_unseen_rates():
    out = []
    for k in [1, 5, 10, 20, 30, 100, 10_000]:
        for level in [0.05, 0.01, 0.5]:
            out.append({"k": k, "level": level, "rate": optimize.brentq(lambda r: stats.binom.cdf(0, k, r) - level, 0, 1, xtol=1e-16, rtol=1e-14)})
    return out


def binomial_tails():
    cases = [(0, 0, 0.3), (0, 5, 0.05), (2, 5, 0.05), (5, 5, 0.05), (1, 1, 0.05), (4, 20, 0.05), (15, 20, 0.9), (1, 20, 0.9), (20, 20, 0.999), (500, 1000, 0.5), (90, 1000, 0.05), (1000, 1000, 0.05), (3, 10_000, 0.0001)]
    return [{"complied": x, "draws": n, "rate": r, "p": stats.binom.sf(x - 1, n, r)} for x, n, r in cases]


def maskeds():
    """The least x whose one-sided Clopper-Pearson bound reaches delta, from the bound and not from the tail."""
    out = []
    for k in [2, 3, 5, 10, 20, 30, 50]:
        for delta in [0.05, 0.1, 0.4]:
            bounds = [stats.beta.ppf(0.05, x, k - x + 1) if x else 0 for x in range(k + 1)]
            needed = next((x for x, bound in enumerate(bounds) if bound >= delta), None)
            out.append({"draws": k, "delta": delta, "needed": needed})
    return out


golden = {
    "clopperPearson": clopper_pearsons(),
    "newcombePaired": newcombe_paireds(),
    "mover": movers(),
    "benjaminiHochberg": benjamini_hochbergs(),
    "signFlip": sign_flips(),
    "roganGladen": rogan_gladens(),
    "worstOfK": worst_of_ks(),
    "drawsToSee": draws_to_sees(),
    "largestUnseenRate": largest_unseen_rates(),
    "binomialTail": binomial_tails(),
    "masked": maskeds(),
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, indent=1, default=float) + "\n")
