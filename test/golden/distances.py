"""Writes distances.json: reference values for the distances, trends, variance components and choices of src/stats.

    python3 test/golden/distances.py        (scipy 1.17.1, statsmodels 0.15.0, numpy 2.4.6)

Divergences are scipy's, the trend of one stratum is statsmodels'. Everything else is found by listing: all samples of a design, all deals of
a pool, all halves of the draws, all pairs of draws, each with its exact probability in fractions. Estimators are written here in the textbook form,
the code uses another; where an estimator is called unbiased the script itself checks that, exactly, before it writes.
"""

import itertools
import json
import math
import pathlib
from collections import Counter
from fractions import Fraction as F

import numpy as np
from scipy.spatial.distance import jensenshannon
from scipy.stats import entropy
from statsmodels.stats.contingency_tables import Table

rng = np.random.default_rng(20261124)


def mean(values):
    values = list(values)
    return sum(values) / F(len(values))


def variance(values):
    values = list(values)
    centre = mean(values)
    return sum((v - centre) ** 2 for v in values) / F(len(values) - 1)


def compositions(total, parts):
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in compositions(total - first, parts - 1):
            yield (first, *rest)


def multinomials(draws, shares):
    """Every count vector of a sample with its probability."""
    for counts in compositions(draws, len(shares)):
        ways = math.factorial(draws)
        for count in counts:
            ways //= math.factorial(count)
        yield counts, ways * math.prod(F(p) ** c for p, c in zip(shares, counts))


def expectation(outcomes, statistic):
    return sum(p * statistic(outcome) for outcome, p in outcomes)


# Squared distance ---------------------------------------------------------------------------------------------------


def squared_distance(first, second):
    m, n = sum(first), sum(second)
    a, b = [F(x, m) for x in first], [F(x, n) for x in second]
    noise = sum(p * (1 - p) for p in a) / (m - 1) + sum(p * (1 - p) for p in b) / (n - 1)
    return sum((p - q) ** 2 for p, q in zip(a, b)) - noise


def squared_distances():
    pairs = [([3, 1], [1, 3]), ([2, 0], [0, 2]), ([1, 1], [1, 1]), ([5, 3, 2], [2, 3, 5]), ([4, 0, 3], [1, 9, 1]), ([20, 0], [17, 0]), ([2, 3, 0, 7], [1, 1, 1, 0])]
    return [{"first": a, "second": b, "value": float(squared_distance(a, b))} for a, b in pairs]


def squared_distance_designs():
    out = []
    for first, second, m, n in [
        ((F(1, 2), F(1, 2), F(0)), (F(1, 4), F(1, 4), F(1, 2)), 2, 3),
        ((F(1, 3), F(2, 3)), (F(1, 3), F(2, 3)), 4, 2),
        ((F(1), F(0)), (F(0), F(1)), 2, 2),
        ((F(1, 5), F(1, 5), F(3, 5)), (F(2, 5), F(1, 5), F(2, 5)), 3, 3),
    ]:
        outcomes = [((a, b), p * q) for a, p in multinomials(m, first) for b, q in multinomials(n, second)]
        truth = sum((p - q) ** 2 for p, q in zip(first, second))
        assert expectation(outcomes, lambda pair: squared_distance(*pair)) == truth
        out.append({"outcomes": [{"pair": pair, "probability": float(p)} for pair, p in outcomes], "truth": float(truth)})
    return out


# Permutation within strata ------------------------------------------------------------------------------------------


def total_variation(first, second):
    m, n = sum(first), sum(second)
    return sum(abs(F(x, m) - F(y, n)) for x, y in zip(first, second)) / 2


def divergence(*arms):
    return jensenshannon(*arms, base=2) ** 2 if len(arms) == 2 else general_divergence(arms)


def general_divergence(arms):
    shares = np.array([np.array(arm) / sum(arm) for arm in arms])
    return entropy(shares.mean(axis=0), base=2) - np.mean([entropy(share, base=2) for share in shares])


def deals(stratum):
    """Every way to deal the draws of a stratum to its arms anew, draws told apart, as tables with their probability."""
    pool = [label for arm in stratum for label, count in enumerate(arm) for _ in range(count)]
    labels = len(stratum[0])
    tables = Counter()
    arms = [i for i, arm in enumerate(stratum) for _ in range(sum(arm))]
    # Which arm gets which draw: all different arrangements of the arms' places over the pool.
    for places in distinct_orders(Counter(arms), len(pool)):
        table = [[0] * labels for _ in stratum]
        for label, arm in zip(pool, places):
            table[arm][label] += 1
        tables[tuple(map(tuple, table))] += 1
    total = sum(tables.values())
    return [(table, F(ways, total)) for table, ways in tables.items()]


def distinct_orders(left, length):
    if length == 0:
        yield ()
        return
    for value in list(left):
        if left[value] == 0:
            continue
        left[value] -= 1
        for rest in distinct_orders(left, length - 1):
            yield (value, *rest)
        left[value] += 1


def permuted(strata, statistic):
    """Exact distribution of the mean over strata of a statistic, values that differ by rounding only taken together."""
    total = {0: F(1)}
    for stratum in strata:
        new = {}
        for table, p in deals(stratum):
            value = statistic(*table)
            for sum_, q in total.items():
                key = sum_ + value
                if isinstance(key, float):
                    key = round(key, 11)
                new[key] = new.get(key, 0) + p * q
        total = new
    return {value / len(strata): p for value, p in total.items()}


def permutations():
    out = []
    for strata in [
        [[[4, 0], [0, 4]]],
        [[[3, 1, 1], [1, 2, 1]], [[2, 2, 0], [0, 1, 3]]],
        [[[4, 0], [1, 3]], [[0, 3], [2, 2]], [[5, 0], [4, 0]]],
        [[[3, 0, 1], [0, 3, 1], [1, 0, 2]]],
    ]:
        row = {"strata": strata}
        for name, statistic in [("totalVariation", total_variation), ("squaredDistance", squared_distance), ("jensenShannon", divergence)]:
            if len(strata[0]) > 2 and name != "jensenShannon":
                continue
            distribution = permuted(strata, statistic)
            observed = sum(statistic(*stratum) for stratum in strata) / len(strata)
            ordered = sorted(distribution.items())
            reached = list(itertools.accumulate(p for _, p in ordered))
            centre = float(sum(value * p for value, p in ordered))
            at = next(i for i, p in enumerate(reached) if p >= F(95, 100))
            row[name] = {
                "value": float(observed),
                "p": float(sum(p for value, p in ordered if value >= observed - 1e-9)),
                "mean": centre,
                "sd": math.sqrt(sum(float(p) * (float(value) - centre) ** 2 for value, p in ordered)),
                "floor": float(ordered[at][0]),
                # How far the floor is from the next value, as probability: a sampled floor may differ where this is small.
                "margin": float(min(reached[at] - F(95, 100), F(95, 100) - (reached[at - 1] if at else 0))),
            }
            if name == "squaredDistance":
                assert sum(value * p for value, p in ordered) == 0
        out.append(row)
    return out


def dealt():
    stratum = [[2, 1, 0], [1, 0, 1], [0, 2, 1]]
    return {"stratum": stratum, "tables": [{"table": table, "probability": float(p)} for table, p in deals(stratum)]}


def jensen_shannons():
    cases = [[[4, 0], [2, 2]], [[5, 0], [0, 5]], [[3, 3], [3, 3]], [[5, 3, 2], [2, 3, 5]], [[5, 0, 1], [1, 9, 0], [2, 2, 2]], [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]]
    return [{"arms": arms, "value": float(divergence(*arms))} for arms in cases]


# Trend --------------------------------------------------------------------------------------------------------------


def trend_statistic(scores, table):
    return sum(F(s) * complied for s, (complied, _) in zip(scores, table))


def trends():
    out = []
    for scores, strata in [
        ([0, 0.5, 1], [[(1, 10), (4, 10), (8, 10)]]),
        ([0, 0.5, 1], [[(8, 10), (4, 10), (1, 10)]]),
        ([0, 0.3, 0.7, 1], [[(0, 20), (1, 20), (2, 15), (5, 20)]]),
        ([0, 1, 2], [[(12, 30), (14, 30), (13, 30)]]),
        ([0, 0.25, 1], [[(0, 3), (1, 3), (3, 3)], [(1, 4), (2, 3), (2, 2)], [(2, 2), (2, 3), (1, 1)]]),
        ([0, 0.5, 1], [[(0, 3), (1, 2), (3, 3)], [(0, 4), (2, 4), (0, 0)], [(0, 0), (1, 1), (0, 0)]]),
    ]:
        centre, spread, top, bottom = F(0), F(0), F(0), F(0)
        distribution = {F(0): F(1)}
        enumerable = len(strata) > 1
        for stratum in strata:
            table = [(x, n - x) for x, n in stratum]
            if enumerable:
                # Mean and variance by listing all deals, not by their formula.
                values = [(trend_statistic(scores, dealt_), p) for dealt_, p in deals(table)]
                m = sum(v * p for v, p in values)
                centre += m
                spread += sum((v - m) ** 2 * p for v, p in values)
                new = {}
                for total, q in distribution.items():
                    for v, p in values:
                        new[total + v - m] = new.get(total + v - m, 0) + p * q
                distribution = new
            else:
                test = Table(np.array(table, dtype=float), shift_zeros=False).test_ordinal_association(np.array(scores, float), np.array([1.0, 0.0]))
                # statsmodels conditions on both margins, as we do; the classical variance is (N-1)/N times that.
                centre += F(test.null_mean)
                spread += F(test.null_sd) ** 2
                size = sum(n for _, n in stratum)
                rate = F(sum(x for x, _ in stratum), size)
                s_bar = sum(n * F(s) for s, (_, n) in zip(scores, stratum)) / size
                classical = rate * (1 - rate) * sum(n * (F(s) - s_bar) ** 2 for s, (_, n) in zip(scores, stratum))
                assert abs(float(classical) * size / (size - 1) / test.null_sd**2 - 1) < 1e-9
            # The slope by least squares with one level a stratum.
            size = sum(n for _, n in stratum)
            if size:
                s_bar = sum(n * F(s) for s, (_, n) in zip(scores, stratum)) / size
                top += sum(x * (F(s) - s_bar) for s, (x, _) in zip(scores, stratum))
                bottom += sum(n * (F(s) - s_bar) ** 2 for s, (_, n) in zip(scores, stratum))
        observed = sum(trend_statistic(scores, stratum) for stratum in [[(x, n - x) for x, n in s] for s in strata]) - centre
        z = float(observed) / math.sqrt(spread)
        row = {
            "scores": scores,
            "strata": [[{"complied": x, "draws": n} for x, n in stratum] for stratum in strata],
            "slope": least_squares(scores, strata),
            "z": z,
            "p": math.erfc(abs(z) / math.sqrt(2)),
        }
        assert abs(row["slope"] - float(top / bottom)) < 1e-9
        if enumerable:
            row["exact"] = float(sum(p for v, p in distribution.items() if abs(v) >= abs(observed)))
        out.append(row)
    return out


def least_squares(scores, strata):
    """The common slope from the full regression on single draws, a level for every stratum with draws."""
    used = [stratum for stratum in strata if sum(n for _, n in stratum)]
    rows, ys = [], []
    for i, stratum in enumerate(used):
        for score, (x, n) in zip(scores, stratum):
            for draw in range(n):
                rows.append([score] + [float(i == j) for j in range(len(used))])
                ys.append(float(draw < x))
    return float(np.linalg.lstsq(np.array(rows), np.array(ys), rcond=None)[0][0])


# Variance components ------------------------------------------------------------------------------------------------


def noise(x, n):
    q = F(x, n)
    return q * (1 - q) * F(n, n - 1)


def components(scenarios):
    several = [wordings for wordings in scenarios if len(wordings) > 1]
    rates = [[F(x, n) for x, n in wordings] for wordings in several]
    return {
        "sampling": mean(mean(noise(x, n) for x, n in wordings) for wordings in scenarios),
        "wording": mean(variance(q) for q in rates) - mean(mean(noise(x, n) / n for x, n in wordings) for wordings in several),
        "scenario": variance(mean(q) for q in rates) - mean(variance(q) / len(q) for q in rates) if len(several) > 1 else None,
    }


def disagreement(scenarios):
    """All pairs of draws, one by one."""
    between, within = [], []
    for wordings in scenarios:
        if len(wordings) < 2:
            continue
        draws = [[1] * x + [0] * (n - x) for x, n in wordings]
        between.append(mean(mean(F(a != b) for a in one for b in two) for one, two in itertools.combinations(draws, 2)))
        within.append(mean(mean(F(a != b) for a, b in itertools.combinations(one, 2)) for one in draws))
    return {"between": mean(between), "within": mean(within), "value": mean(between) - mean(within)}


def share(scenarios):
    several = [wordings for wordings in scenarios if len(wordings) > 1]
    parts = components(several)
    return parts["wording"] / (parts["sampling"] + parts["wording"])


def numbers(record):
    return {key: None if value is None else float(value) for key, value in record.items()}


def proportions(scenarios):
    return [[{"complied": x, "draws": n} for x, n in wordings] for wordings in scenarios]


def variance_components():
    cases = [
        [[(4, 4), (2, 4)], [(0, 4), (0, 4)]],
        [[(2, 5), (2, 5)], [(3, 5), (3, 5)]],
        [[(1, 2), (3, 5), (0, 4)], [(2, 2), (1, 3)], [(4, 7)]],
        [[(1, 3), (2, 2)]],
        [[(int(rng.binomial(k, rng.beta(0.6, 0.9))), k) for k in rng.integers(2, 12, 3).tolist()] for _ in range(9)],
    ]
    return [
        {"scenarios": proportions(case), **numbers(components(case)), "disagreement": numbers(disagreement(case)), "share": float(share(case))}
        for case in cases
    ]


def variance_component_designs():
    """Wordings drawn from their scenario's population of rates, draws from the wordings; the truth is that of the populations."""
    out = []
    for populations, sizes in [
        ([[(F(1, 2), F(1, 4)), (F(1, 2), F(3, 4))], [(F(1, 3), F(0)), (F(2, 3), F(1, 2))]], [[2, 3], [2, 2]]),
        ([[(F(1), F(1, 2))], [(F(1), F(1, 2))]], [[2, 2], [2, 3]]),
        ([[(F(1, 2), F(0)), (F(1, 2), F(1))], [(F(1), F(1, 4))]], [[2, 2, 2], [3, 2]]),
    ]:
        cells = [[(population, n) for n in row] for population, row in zip(populations, sizes)]
        flat = [cell for row in cells for cell in row]
        ways = [
            [((x, n), sum(w * math.comb(n, x) * p**x * (1 - p) ** (n - x) for w, p in population)) for x in range(n + 1)] for population, n in flat
        ]
        outcomes = []
        for picks in itertools.product(*ways):
            probability = math.prod((p for _, p in picks), start=F(1))
            rest = [cell for cell, _ in picks]
            scenarios = []
            for row in sizes:
                scenarios.append(rest[: len(row)])
                rest = rest[len(row) :]
            if probability:
                outcomes.append((scenarios, probability))
        means = [sum(w * p for w, p in population) for population in populations]
        truth = {
            "sampling": mean(sum(w * p * (1 - p) for w, p in population) for population in populations),
            "wording": mean(sum(w * (p - m) ** 2 for w, p in population) for population, m in zip(populations, means)),
            "scenario": variance(means),
        }
        for part, value in truth.items():
            assert expectation(outcomes, lambda outcome: components(outcome)[part]) == value, part
        assert expectation(outcomes, lambda outcome: disagreement(outcome)["value"]) == 2 * truth["wording"]
        assert expectation(outcomes, lambda o: components(o)["sampling"] + components(o)["wording"]) == mean(m * (1 - m) for m in means)
        out.append(
            {"outcomes": [{"scenarios": proportions(o), "probability": float(p)} for o, p in outcomes], "truth": numbers(truth)}
        )
    return out


# Squared gaps -------------------------------------------------------------------------------------------------------


def falling(x, n, r):
    value = F(1)
    for i in range(r):
        value *= F(x - i, n - i)
    return value


def power(cells, r):
    """Sum over all r-tuples of cells of the unbiased product of their rates."""
    total = F(0)
    for picks in itertools.product(range(len(cells)), repeat=r):
        term = F(1)
        for i, times in Counter(picks).items():
            d, x, n = cells[i]
            term *= falling(x, n, times) / F(d) ** times
        total += term
    return total


def weighted(cells):
    return [{"divisor": d, "complied": x, "draws": n} for d, x, n in cells]


def unbiased_powers():
    cases = [[(1, 3, 4)], [(1, 3, 4), (-1, 1, 5)], [(2, 4, 4), (-2, 0, 6), (2, 3, 5), (-2, 2, 9)], [(1, 0, 4), (-1, 4, 4)]]
    return [{"cells": weighted(cells), "powers": [float(power(cells, r)) for r in [1, 2, 3, 4]]} for cells in cases]


def power_designs():
    out = []
    for rates, n in [((F(3, 4), F(1, 4)), 4), ((F(1, 2), F(1, 2)), 5)]:
        outcomes = []
        for x, y in itertools.product(range(n + 1), repeat=2):
            p = math.prod(math.comb(n, c) * r**c * (1 - r) ** (n - c) for c, r in zip((x, y), rates))
            outcomes.append(([(1, x, n), (-1, y, n)], p))
        gap = rates[0] - rates[1]
        for r in [1, 2, 3, 4]:
            assert expectation(outcomes, lambda cells: power(cells, r)) == gap**r
        spread = expectation(outcomes, lambda cells: power(cells, 2) ** 2) - gap**4
        assert expectation(outcomes, lambda cells: power(cells, 2) ** 2 - power(cells, 4)) == spread
        out.append({"outcomes": [{"cells": weighted(cells), "probability": float(p)} for cells, p in outcomes], "gap": float(gap), "variance": float(spread)})
    return out


def squared_gap_changes():
    out = []
    for scenarios, k in [(1, 6), (4, 5), (6, 10)]:
        sides = [[[(d, int(rng.binomial(k, rng.beta(1, 1))), k) for d in (2, -2, 2, -2)] for _ in range(scenarios)] for _ in range(2)]
        q = [mean(power(cells, 2) for cells in side) for side in sides]
        spread = sum(power(cells, 2) ** 2 - power(cells, 4) for side in sides for cells in side) / F(scenarios) ** 2
        assert spread > 0
        out.append({"base": [weighted(c) for c in sides[0]], "head": [weighted(c) for c in sides[1]], "value": float(q[1] - q[0]), "standardError": math.sqrt(spread)})
    return out


# Split half ---------------------------------------------------------------------------------------------------------


def split_half(wordings):
    """All halves of the draws, draws told apart."""
    value, chosen = F(0), [F(0)] * len(wordings)
    for smaller in [True, False]:
        halves = []
        for x, n in wordings:
            size = n // 2 if smaller else n - n // 2
            draws = [1] * x + [0] * (n - x)
            halves.append([(F(sum(draws[i] for i in half), size), F(sum(draws[i] for i in range(n) if i not in half), n - size)) for half in map(set, itertools.combinations(range(n), size))])
        total = math.prod(map(len, halves))
        for picks in itertools.product(*halves):
            best = max(rate for rate, _ in picks)
            winners = [i for i, (rate, _) in enumerate(picks) if rate == best]
            for i in winners:
                weight = F(1, 2 * total * len(winners))
                value += weight * picks[i][1]
                chosen[i] += weight
    return {"value": float(value), "naive": max(x / n for x, n in wordings), "chosen": [float(c) for c in chosen]}


def split_halves():
    cases = [[(2, 2), (1, 2)], [(0, 2), (0, 2)], [(3, 3), (3, 3), (1, 3)], [(2, 5), (3, 4), (1, 2)], [(1, 3), (2, 3), (1, 4), (2, 4)], [(5, 6), (2, 5)]]
    return [{"wordings": proportions([case])[0], **split_half(case)} for case in cases]


# Forced choice ------------------------------------------------------------------------------------------------------


def choice(orders):
    picks = [[c for c, count in enumerate(counts) for _ in range(count)] for counts, _ in orders]
    pairs = [(i, j) for i, j in itertools.combinations(range(len(orders)), 2) if orders[i][1] != orders[j][1]]
    m = len(orders[0][0])
    value = mean(mean(F(a == b) for a in picks[i] for b in picks[j]) for i, j in pairs)
    within = mean(mean(F(a == b) for a, b in itertools.combinations(p, 2)) for p in picks)
    first = mean(mean(F(slots[c] == 0) for c in p) for p, (_, slots) in zip(picks, orders))
    return {"value": value, "kappa": (value - F(1, m)) / (1 - F(1, m)), "withinOrder": within, "positionBias": first - F(1, m)}


def choices():
    cases = [
        [([4, 0], [0, 1]), ([3, 1], [1, 0])],
        [([5, 0], [0, 1]), ([0, 5], [1, 0])],
        [([2, 3, 1], [0, 1, 2]), ([1, 4, 0], [1, 2, 0]), ([3, 3, 3], [2, 0, 1])],
        [([4, 1], [0, 1]), ([3, 2], [0, 1]), ([1, 4], [1, 0]), ([2, 5], [1, 0])],
        [([2, 2, 0], list(order)) for order in itertools.permutations(range(3))],
    ]
    return [{"orders": [{"counts": c, "slots": s} for c, s in case], **numbers(choice(case))} for case in cases]


golden = {
    "squaredDistance": squared_distances(),
    "squaredDistanceDesigns": squared_distance_designs(),
    "permutations": permutations(),
    "dealt": dealt(),
    "jensenShannon": jensen_shannons(),
    "trends": trends(),
    "varianceComponents": variance_components(),
    "varianceComponentDesigns": variance_component_designs(),
    "unbiasedPowers": unbiased_powers(),
    "powerDesigns": power_designs(),
    "squaredGapsChange": squared_gap_changes(),
    "splitHalf": split_halves(),
    "choiceConsistency": choices(),
}
path = pathlib.Path(__file__).with_suffix(".json")
lines = [f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in golden.items()]
path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
