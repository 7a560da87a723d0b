"""A Dask cluster as the engine of a run: the same work on each paper, in supervised processes beside Dask's own."""

from pipeline.batch.cluster.engine import dask_engine

__all__ = ["dask_engine"]
