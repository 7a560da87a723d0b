"""Many papers: the inputs and their ledger, the manifest, worker processes, the output folder."""

from pipeline.batch.inputs import Input, InputError, find_inputs
from pipeline.batch.manifest import Manifest, ManifestError, read_manifest
from pipeline.batch.pool import StartError
from pipeline.batch.run import Summary, run

__all__ = [
    "Input",
    "InputError",
    "Manifest",
    "ManifestError",
    "StartError",
    "Summary",
    "find_inputs",
    "read_manifest",
    "run",
]
