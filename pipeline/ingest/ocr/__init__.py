"""Pages without a text layer, read by OCR where the program `tesseract` is installed: `scans` reads them.

Nothing is imported here: who asks for the program's version does not pay for the layout code of PDFs.
"""
