"""Older and other word processors' files (.doc, .rtf, .odt): LibreOffice makes them .docx where it is installed.

Nothing is imported here: `kinds` is needed where no reader is.
"""
