"""How alike authorities are by what their papers dwell on."""

import numpy as np
import pandas as pd

from pipeline.aggregate.tables import to_frame
from schemas.records import SimilarityRow

_DIGITS = 4


def similarity(coverage: pd.DataFrame) -> pd.DataFrame:
    """Cosine of the theme profiles of every two named authorities, one taxonomy at a time.

    A profile is the number of priorities and actions that carry each theme, so that the length of the papers
    plays no part. An authority none of whose records carries a theme of the taxonomy has no profile and no rows.
    1 is the same emphasis, 0 no theme in common; on few records it says little (see `small_sample` in coverage).

    Returns:
        Columns of `SimilarityRow`, each pair once, the one earlier in `coverage` first.
    """
    rows: list[SimilarityRow] = []
    named = coverage[coverage["authority"].fillna("") != ""]
    for taxonomy, own in named.groupby("taxonomy", sort=True):
        body = own[["authority_id", "authority"]].fillna("")
        bodies = body.drop_duplicates().itertuples(index=False, name=None)
        carrying = (own["priorities"] + own["actions"]).to_numpy(dtype=float)
        themes = own["theme"].drop_duplicates().to_list()  # every authority has a row for each, in one order
        profiles = carrying.reshape(-1, len(themes))
        some = profiles.sum(axis=1) > 0
        named_bodies = [b for b, has in zip(bodies, some.tolist(), strict=True) if has]
        profiles = profiles[some]
        unit = profiles / np.linalg.norm(profiles, axis=1, keepdims=True)
        cosines = np.clip(unit @ unit.T, 0.0, 1.0)
        for i, (id_, name) in enumerate(named_bodies):
            for j in range(i + 1, len(named_bodies)):
                other_id, other = named_bodies[j]
                shared = [t for t, a, b in zip(themes, profiles[i], profiles[j], strict=True) if a and b]
                rows.append(
                    SimilarityRow(
                        authority=name,
                        other=other,
                        taxonomy=str(taxonomy),
                        similarity=round(float(cosines[i, j]), _DIGITS),
                        shared_themes=";".join(shared) or None,
                        authority_id=id_ or None,
                        other_id=other_id or None,
                    )
                )
    return to_frame(rows, SimilarityRow)
