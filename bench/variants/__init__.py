"""The annotated papers in other forms: the same words, set as other authorities and other extractions set them."""
