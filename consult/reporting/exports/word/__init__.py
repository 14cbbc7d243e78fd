"""Chapters with comments in the margin, and minutes, as Word documents (ISO/IEC 29500)."""

from consult.reporting.exports.word.document import word_file
from consult.reporting.exports.word.minutes import minutes_file

__all__ = ["minutes_file", "word_file"]
