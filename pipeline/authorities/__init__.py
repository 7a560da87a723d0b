"""The register of local authorities, the resolver of their written names, and the finder of those names in text."""

from pipeline.authorities.check import check
from pipeline.authorities.command import describe
from pipeline.authorities.find import Mention
from pipeline.authorities.load import RegisterError, load_register
from pipeline.authorities.records import Authority
from pipeline.authorities.register import JOINT, Register, Resolution

__all__ = [
    "JOINT",
    "Authority",
    "Mention",
    "Register",
    "RegisterError",
    "Resolution",
    "check",
    "describe",
    "load_register",
]
