"""What a run is asked to read: files, folders, patterns, lists, zip archives and addresses; each as a local file."""

from pipeline.batch.inputs.find import find_inputs
from pipeline.batch.inputs.lists import read_list
from pipeline.batch.inputs.model import Fault, Input, InputError
from pipeline.batch.inputs.remote import address_name, is_address
from pipeline.batch.inputs.stage import KNOWN_FILE, Stage, Taken, check_file

__all__ = [
    "KNOWN_FILE",
    "Fault",
    "Input",
    "InputError",
    "Stage",
    "Taken",
    "address_name",
    "check_file",
    "find_inputs",
    "is_address",
    "read_list",
]
