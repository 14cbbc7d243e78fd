"""What the process that makes a PDF may use, and the libraries that it needs."""

from __future__ import annotations

MEBIBYTE = 1024 * 1024

MEMORY_BYTES = 4096 * MEBIBYTE
"""Address space. A federal act of 1,233 paragraphs takes a tenth; a report has a dozen such."""

CPU_SECONDS = 480
"""That act takes ten seconds."""

WALL_SECONDS = 600
"""Less than the quarter of an hour after which a task counts as abandoned."""

LIBRARIES = (
    ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
)
"""The system's libraries that WeasyPrint loads, each under the names it has on the systems."""
