"""The register of local authorities, and the resolver of their written names."""

from pipeline.authorities.records import Authority
from pipeline.authorities.register import Register, RegisterError, Resolution, load_register

__all__ = ["Authority", "Register", "RegisterError", "Resolution", "load_register"]
