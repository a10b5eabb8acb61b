"""How walkers keep apart: who is near whom, pushed away from who is ahead and to the right of them, and never into anybody.

Arrays in metres; no hall, no goal and no clock is known here.
"""

import numpy as np

BODY_M = 0.4  # two middles are never brought closer than this: shoulders touch
SIGHT_M = 1.6  # how far ahead a walker makes way
# the push of somebody BODY_M away, in steps; it falls to a third every FADE_M (a social force, Helbing and Molnar 1995)
PUSH = 1.4
FADE_M = 0.25
ASIDE = 0.6  # how much of a push goes to the right instead: two who meet pass each other
BEHIND = 0.15  # how much those behind count
Pairs = tuple[np.ndarray, np.ndarray]
Floats = np.ndarray
# half of the cells around one: the other half finds the pair from the other side
AROUND = ((0, 0), (1, 0), (-1, 1), (0, 1), (1, 1))


def pairs_within(x: Floats, z: Floats, reach: float) -> Pairs:
    """All pairs of people nearer than `reach`, each pair once: a grid of cells as wide as the reach, sorted once."""
    column, row = np.floor(x / reach).astype(np.int64) + 1, np.floor(z / reach).astype(np.int64) + 1
    wide = int(column.max(initial=0)) + 3
    cell = row * wide + column
    order = np.argsort(cell, kind="stable")
    sorted_cell = cell[order]
    ones, others = [], []
    for across, down in AROUND:
        wanted = sorted_cell + down * wide + across
        start, end = np.searchsorted(sorted_cell, wanted, "left"), np.searchsorted(sorted_cell, wanted, "right")
        if not across and not down:
            start = np.arange(1, len(order) + 1)  # in one's own cell only those who come after
        count = np.maximum(end - start, 0)
        one = np.repeat(np.arange(len(order)), count)
        first = np.repeat(start - np.concatenate(([0], np.cumsum(count)[:-1])), count)
        ones.append(order[one])
        others.append(order[first + np.arange(len(one))])
    one, other = np.concatenate(ones), np.concatenate(others)
    near = np.hypot(x[one] - x[other], z[one] - z[other]) < reach
    return one[near], other[near]


def make_way(x: Floats, z: Floats, dx: Floats, dz: Floats, pairs: Pairs) -> tuple[Floats, Floats]:
    """The steps of walkers, bent around others and to their right (seen from above, z to the south); none gets longer."""
    one, other = np.concatenate(pairs), np.concatenate(pairs[::-1])
    step = np.hypot(dx, dz)
    walks = step[one] > 0
    one, other = one[walks], other[walks]
    away_x, away_z = x[other] - x[one], z[other] - z[one]
    away = np.maximum(np.hypot(away_x, away_z), 1e-6)
    away_x, away_z = away_x / away, away_z / away
    ahead = (away_x * dx[one] + away_z * dz[one]) / step[one]
    push = PUSH * step[one] * np.exp((BODY_M - away) / FADE_M) * (BEHIND + (1 - BEHIND) * (1 + ahead) / 2)
    comes = dx[one] * dx[other] + dz[one] * dz[other] <= 0  # who goes the same way needs no room to pass
    aside = np.where(comes, ASIDE * push * np.maximum(ahead, 0.0), 0.0)
    push_x = -push * away_x - aside * dz[one] / step[one]
    push_z = -push * away_z + aside * dx[one] / step[one]
    new_x = dx + np.bincount(one, push_x, len(x))
    new_z = dz + np.bincount(one, push_z, len(x))
    share = np.minimum(1.0, step / np.maximum(np.hypot(new_x, new_z), 1e-6))
    return new_x * share, new_z * share


def hold_back(x: Floats, z: Floats, dx: Floats, dz: Floats, pairs: Pairs, *, slide: bool) -> tuple[Floats, Floats]:
    """The steps without what would bring two people nearer than BODY_M: along the other's side (`slide`), or not at all."""
    one, other = np.concatenate(pairs), np.concatenate(pairs[::-1])
    away_x, away_z = x[other] - x[one], z[other] - z[one]
    before = np.hypot(away_x, away_z)
    dx, dz = dx.copy(), dz.copy()

    def too_near() -> np.ndarray:
        after = np.hypot(away_x + dx[other] - dx[one], away_z + dz[other] - dz[one])
        return np.flatnonzero((after < BODY_M) & (after < before - 1e-9))

    for pair in too_near() if slide else ():  # few: those who touch
        i = one[pair]
        apart = max(before[pair], 1e-6)
        into = (dx[i] * away_x[pair] + dz[i] * away_z[pair]) / apart
        if into > 0:
            dx[i] -= into * away_x[pair] / apart
            dz[i] -= into * away_z[pair] / apart
    touching = too_near()
    later = np.maximum(one[touching], other[touching])  # one of the two goes first, or both would wait for ever
    dx[later] = dz[later] = 0.0
    while len(touching := too_near()):  # who stands still stays as far away as before: this ends
        dx[one[touching]] = dz[one[touching]] = 0.0
        dx[other[touching]] = dz[other[touching]] = 0.0
    return dx, dz
