"""Writes sequential.json: reference tails of group-sequential bounds.

    python3 test/golden/sequential.py        (scipy 1.17.1, numpy 2.4.6)

Two looks: the bivariate normal tail by Owen's T function, exact. More looks: the recursion on one Gauss-Legendre rule of 1,200
points per look (the code under test uses panels of 10), solved by Brent's method.
"""

import json
import math
import pathlib

import numpy as np
from scipy import optimize, special, stats

NODES, WEIGHTS = np.polynomial.legendre.leggauss(1200)
REACH = 10.0


def tails(level, information, planned, spend):
    t = np.array(information) / planned
    to_spend = np.diff([0.0] + [level * spend(min(1.0, x)) for x in t])
    bounds, x, w, density = [], None, None, None
    for j, fraction in enumerate(t):
        if j == 0:
            b = stats.norm.isf(to_spend[0]) * math.sqrt(fraction)
        else:
            deviation = math.sqrt(fraction - t[j - 1])
            crossing = lambda b: float(np.sum(w * density * stats.norm.sf((b - x) / deviation))) - to_spend[j]
            b = optimize.brentq(crossing, -5, 12, xtol=1e-15, rtol=1e-15)
        bounds.append(b)
        if j + 1 == len(t):
            break
        low, high = -REACH * math.sqrt(fraction), b
        new_x = low + (NODES + 1) * (high - low) / 2
        new_w = WEIGHTS * (high - low) / 2
        if j == 0:
            density = stats.norm.pdf(new_x, scale=math.sqrt(fraction))
        else:
            density = stats.norm.pdf(new_x[:, None] - x[None, :], scale=deviation) @ (w * density)
        x, w = new_x, new_w
    return [stats.norm.sf(b / math.sqrt(f)) for b, f in zip(bounds, t)]


def both_below(h, k, rho):
    """P(X < h, Y < k) of a bivariate normal, by Owen's T function."""
    s = math.sqrt(1 - rho * rho)
    a, b = (k - rho * h) / (h * s), (h - rho * k) / (k * s)
    shift = 0.5 if h * k < 0 else 0.0
    return 0.5 * (stats.norm.cdf(h) + stats.norm.cdf(k)) - special.owens_t(h, a) - special.owens_t(k, b) - shift


def two_looks(level, information, planned, rho):
    t = [i / planned for i in information]
    first = stats.norm.isf(level * t[0] ** rho)
    correlation = math.sqrt(t[0] / t[1])
    wanted = 1 - level * min(1.0, t[1]) ** rho
    second = optimize.brentq(lambda z: both_below(first, z, correlation) - wanted, 0.1, 8, xtol=1e-15)
    return [stats.norm.sf(first), stats.norm.sf(second)]


def harmonic(base, draws):
    return 1 / (1 / base + 1 / draws)


cases = []
for level in [0.05, 0.025, 0.0125, 0.01]:
    for rho in [1, 1.5, 3]:
        for information in [[3, 5, 7, 10], [2, 4, 7, 10], [5, 10, 20], [10], [3, 10], [harmonic(20, n) for n in [3, 5, 7, 10]], [3, 4, 5, 6, 7, 8, 9, 10]]:
            spend = lambda t, rho=rho: t**rho
            cases.append({"level": level, "rho": rho, "information": information, "planned": information[-1], "tails": tails(level, information, information[-1], spend)})
cases.append({"level": 0.05, "rho": 1.5, "information": [3, 5], "planned": 10, "tails": tails(0.05, [3, 5], 10, lambda t: t**1.5)})

pairs = [
    {"level": level, "rho": rho, "information": information, "planned": 10, "tails": two_looks(level, information, 10, rho)}
    for level in [0.05, 0.025]
    for rho in [1, 1.5]
    for information in [[3, 10], [5, 7], [7, 10]]
]

path = pathlib.Path(__file__).with_name("sequential.json")
path.write_text(json.dumps({"cases": cases, "twoLooks": pairs}, indent=1) + "\n")
