"""How alike authorities are by what their papers dwell on, and what makes them so."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.aggregate.grouping import Grouped
from pipeline.aggregate.shares import DIGITS, SMALL, rounded
from pipeline.aggregate.tables import empty, typed
from schemas.records import SimilarityRow

THEMES = 3
PRIORITIES = 5
"""How many themes, and how many groups of priorities, are named as what makes two authorities alike or different."""

_NAMES = ["key", "authority_id", "authority"]
Matrix = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]


def similarity(grouped: Grouped, cells: pd.DataFrame, alignment: pd.DataFrame) -> pd.DataFrame:
    """Cosine of the theme profiles of every two named authorities, one taxonomy at a time.

    A profile is the number of priorities and actions that carry each theme, so that the length of the papers
    plays no part. An authority none of whose records carries a theme of the taxonomy has no profile and no rows.
    1 is the same emphasis, 0 no theme in common; on few records it says little (`small_sample`).

    Args:
        cells: counts by authority and theme, as `pipeline.aggregate.themed.Themed` has them.
        alignment: columns of `AlignmentRow`; priorities that mean the same.

    Returns:
        Columns of `SimilarityRow`, each pair once, the one earlier in `cells` first.
    """
    frames = []
    named = cells[cells["authority"].notna()]
    everybody = named["key"].drop_duplicates()
    priorities = _priorities(everybody, _groups(grouped, alignment))
    for taxonomy, own in named.groupby("taxonomy", sort=True):
        themes = own["theme"].drop_duplicates().to_list()  # every authority has a row for each, in one order
        profiles = (own["priorities"] + own["actions"]).to_numpy(dtype=float).reshape(-1, len(themes))
        some = profiles.sum(axis=1) > 0
        bodies = own[_NAMES].iloc[:: len(themes)][some].reset_index(drop=True)
        pairs = _pairs(bodies, profiles[some], themes)
        one, two = (np.flatnonzero(some)[own] for own in np.triu_indices(len(bodies), 1))
        among_all = one * (2 * len(everybody) - one - 1) // 2 + two - one - 1
        pairs = pd.concat([pairs, priorities.iloc[among_all].reset_index(drop=True)], axis=1)
        frames.append(pairs.assign(taxonomy=str(taxonomy)))
    if not frames:
        return empty(SimilarityRow)
    frame = pd.concat(frames, ignore_index=True)
    return typed(frame, SimilarityRow)


def _pairs(bodies: pd.DataFrame, profiles: Matrix, themes: Sequence[str]) -> pd.DataFrame:
    one, two = np.triu_indices(len(bodies), 1)
    records = profiles.sum(axis=1)
    unit = profiles / np.linalg.norm(profiles, axis=1, keepdims=True)
    shares = profiles / records[:, None]
    parts = unit[one] * unit[two]
    apart = (shares[one] - shares[two]).round(2 * DIGITS)
    cosines = np.clip(parts.sum(axis=1), 0.0, 1.0)
    alike = _first(parts.round(2 * DIGITS), THEMES)
    named = np.take_along_axis(parts, alike, axis=1).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        alike_part = np.minimum(np.where(cosines > 0, named / cosines, np.nan), 1.0)
    frame = pd.DataFrame(
        {
            "authority": bodies["authority"].iloc[one].array,
            "authority_id": bodies["authority_id"].iloc[one].array,
            "other": bodies["authority"].iloc[two].array,
            "other_id": bodies["authority_id"].iloc[two].array,
            "shared_themes": _all_of(parts > 0, themes),
            "alike_themes": _named(parts, alike, themes),
            "more_themes": _named(apart, _first(apart, THEMES), themes),
            "less_themes": _named(-apart, _first(-apart, THEMES), themes),
        }
    )
    frame["similarity"] = rounded(cosines, frame.index)
    frame["alike_part"] = rounded(alike_part, frame.index)
    frame["records"] = pd.array(records[one].astype(int), dtype="Int64")
    frame["other_records"] = pd.array(records[two].astype(int), dtype="Int64")
    frame["small_sample"] = pd.array(np.minimum(records[one], records[two]) < SMALL, dtype="boolean")
    return frame


def _first(weights: Matrix, n: int) -> Indices:
    """Columns of the n greatest of each row, the greatest first; equal ones in the order of the columns."""
    left = weights.copy()
    rows = np.arange(len(weights))
    chosen = np.zeros((len(weights), min(n, weights.shape[1])), dtype=np.intp)
    for place in range(chosen.shape[1]):
        chosen[:, place] = left.argmax(axis=1)
        left[rows, chosen[:, place]] = -np.inf
    return chosen


def _named(weights: Matrix, chosen: Indices, names: Sequence[str]) -> list[str | None]:
    """Names of the chosen columns whose weight is above 0, joined, by row; each that occurs is put together once."""
    held = np.where(np.take_along_axis(weights, chosen, axis=1) > 0, chosen, -1)
    number = (held + 1) @ (weights.shape[1] + 1) ** np.arange(chosen.shape[1])
    _, first, which = np.unique(number, return_index=True, return_inverse=True)
    texts = [";".join([names[i] for i in row if i >= 0]) or None for row in held[first].tolist()]
    return [texts[i] for i in which.tolist()]


def _all_of(held: npt.NDArray[np.bool_], names: Sequence[str]) -> list[str | None]:
    """Names of the columns that hold, joined, by row; the few patterns that occur are put together once."""
    patterns = [row.tobytes() for row in np.packbits(held, axis=1)]
    rows = {pattern: i for i, pattern in enumerate(patterns)}
    texts = {p: ";".join(n for n, has in zip(names, held[i].tolist(), strict=True) if has) for p, i in rows.items()}
    return [texts[pattern] or None for pattern in patterns]


def _groups(grouped: Grouped, alignment: pd.DataFrame) -> pd.DataFrame:
    """Bodies by groups of like priorities: who has one of the group."""
    key = alignment["paper_id"].map(grouped.papers.set_index("paper_id")["key"])
    members = alignment.assign(key=key)[["key", "group_id"]].dropna().drop_duplicates()
    return members.assign(has=1.0).pivot(index="key", columns="group_id", values="has").fillna(0)


def _priorities(bodies: "pd.Series[str]", groups: pd.DataFrame) -> pd.DataFrame:
    """Groups that both of a pair have, or one of them alone: a row for each two bodies."""
    one, two = np.triu_indices(len(bodies), 1)
    has = groups.reindex(bodies, fill_value=0).to_numpy(dtype=float)
    held = has.sum(axis=1)
    common = (has @ has.T)[one, two]
    spread = groups.sum(axis=0).to_numpy(dtype=float)
    wide = np.argsort(-spread, kind="stable")
    wide = wide[spread[wide] > 1]  # what one authority alone has is no difference between these two
    rare = wide[np.argsort(spread[wide], kind="stable")]
    ids = groups.columns.to_numpy(dtype=object)
    both, either = [], []
    by_rarity, by_spread = has[:, rare] > 0, has[:, wide] > 0
    for i in range(len(bodies) - 1):  # the pairs of one with those after it, as `one` and `two` have them
        both += _joined(by_rarity[i] & by_rarity[i + 1 :], ids[rare])
        either += _joined(by_spread[i] != by_spread[i + 1 :], ids[wide])
    counts = {"common_groups": common, "own_groups": held[one] - common, "other_groups": held[two] - common}
    frame = pd.DataFrame({name: pd.array(values.astype(int), dtype="Int64") for name, values in counts.items()})
    return frame.assign(
        alike_priorities=pd.array(both, dtype="string"), different_priorities=pd.array(either, dtype="string")
    )


def _joined(held: npt.NDArray[np.bool_], names: npt.NDArray[np.object_]) -> list[str | None]:
    """By row the first names that it holds, `PRIORITIES` at most, joined."""
    rows, columns = np.nonzero(held & (held.cumsum(axis=1, dtype=np.int32) <= PRIORITIES))
    ends = np.searchsorted(rows, np.arange(len(held)), side="right").tolist()
    chosen = names[columns].tolist()
    return [";".join(chosen[start:end]) or None for start, end in zip([0, *ends], ends, strict=False)]
