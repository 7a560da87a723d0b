"""How firmly actions are promised."""

from pipeline.extract.commitment.logic import Commitment, commitment_of

__all__ = ["Commitment", "commitment_of"]
