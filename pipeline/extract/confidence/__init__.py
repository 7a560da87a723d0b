"""The probability that a record is right, calibrated against annotated papers."""

from pipeline.extract.confidence.logic import Calibration, Curve, Rate, confidence_of, load_calibration

__all__ = ["Calibration", "Curve", "Rate", "confidence_of", "load_calibration"]
