"""A chapter as a Word document (ISO/IEC 29500), its comments in the margin."""

from consult.reporting.exports.word.document import word_file

__all__ = ["word_file"]
