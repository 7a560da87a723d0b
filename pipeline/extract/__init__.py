"""A Paper to Records: one folder a component; `pipeline.extract.extractor.Extractor` runs them all.

Nothing is imported here, so that a vocabulary (the themes, say) can be read without loading spaCy.
"""
