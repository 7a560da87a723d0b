"""Many papers: the inputs and their ledger, the manifest, worker processes, the output folder."""

from pipeline.batch.inputs import Input, InputError, find_inputs, read_list
from pipeline.batch.ledger import LedgerError
from pipeline.batch.manifest import Manifest, ManifestError, read_manifest
from pipeline.batch.pool import StartError
from pipeline.batch.run import Reuse, Summary, run
from pipeline.batch.store import StoreError
from pipeline.batch.unfinished import RunningError

__all__ = [
    "Input",
    "InputError",
    "LedgerError",
    "Manifest",
    "ManifestError",
    "Reuse",
    "RunningError",
    "StartError",
    "StoreError",
    "Summary",
    "find_inputs",
    "read_list",
    "read_manifest",
    "run",
]
