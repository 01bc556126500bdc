"""Writes soft.json: reference values for draws that say more than a label.

    python3 test/golden/soft.py        (scipy 1.17.1, numpy 2.4.6)

Sums of unequal chances are scipy.stats.poisson_binom. The widening of soft draws and of draws that share seeds is worked out draw by draw with
numpy's sample variance, where gyges sums values and squares.
"""

import json
import pathlib

import numpy as np
from scipy import stats

rng = np.random.default_rng(20261129)
GRAIN = 65536


def sums():
    out = []
    for n in [1, 2, 7, 40, 300]:
        chances = rng.beta(0.5, 0.7, n)
        law = stats.poisson_binom(chances)
        for x in sorted({0, n, int(round(chances.sum())), n // 2}):
            p = min(1.0, 2 * min(law.cdf(x), law.sf(x - 1)))
            out.append({"chances": chances.tolist(), "successes": x, "p": float(p)})
    return out


def satterthwaite(terms, sizes, weights, largest):
    """Terms w²s²/n of independent parts and the pseudo-part of mean weight, mean size and largest variance."""
    mean_n = np.mean(sizes)
    terms = np.append(terms, np.mean(weights) ** 2 * largest / mean_n)
    df = np.append(np.maximum(np.array(sizes) - 1, 1), max(mean_n - 1, 1))
    variance = terms.sum()
    return float(variance), float(variance**2 / (terms**2 / df).sum())


def packs():
    """Scenarios x draws x arms (base monitored, base unmonitored, head monitored, head unmonitored) of values."""
    out = []
    for scenarios, draws in [(1, 2), (4, 3), (8, 10)]:
        values = np.round(rng.beta(0.4, 0.6, (scenarios, draws, 4)) * GRAIN) / GRAIN
        signs = np.array([-1, 1, 1, -1])
        apart = satterthwaite(
            [values[s, :, a].var(ddof=1) / draws / scenarios**2 for s in range(scenarios) for a in range(4)],
            [draws] * scenarios * 4,
            [1 / scenarios] * scenarios * 4,
            0.25,
        )
        d = values @ signs
        paired = satterthwaite([d[s].var(ddof=1) / draws / scenarios**2 for s in range(scenarios)], [draws] * scenarios, [1 / scenarios] * scenarios, 1.0)
        head = values[:, :, 2] - values[:, :, 3]
        gap = satterthwaite([head[s].var(ddof=1) / draws / scenarios**2 for s in range(scenarios)], [draws] * scenarios, [1 / scenarios] * scenarios, 0.5)
        out.append(
            {
                "values": values.tolist(),
                "widening": float(d.mean()),
                "gapHead": float(head.mean()),
                "apart": {"variance": apart[0], "df": apart[1]},
                "paired": {"variance": paired[0], "df": paired[1]},
                "pairedGap": {"variance": gap[0], "df": gap[1]},
            }
        )
    return out


path = pathlib.Path(__file__).with_name("soft.json")
path.write_text(json.dumps({"sums": sums(), "packs": packs()}, indent=1) + "\n")
