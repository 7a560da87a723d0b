"""What a run is asked to read: files, folders, patterns, lists, zip archives and addresses; each as a local file."""

from pipeline.batch.inputs.find import find_inputs
from pipeline.batch.inputs.lists import read_list
from pipeline.batch.inputs.model import Fault, Input, InputError
from pipeline.batch.inputs.stage import Stage, Taken

__all__ = ["Fault", "Input", "InputError", "Stage", "Taken", "find_inputs", "read_list"]
