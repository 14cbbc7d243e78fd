"""How long reading a file of a draft takes, and how much memory it takes in which process.

`python -m benchmarks.import_draft FILE` reads a Word file (.docx) or a Markdown text (.md) as an
import does: the file is parsed in its limited process, and the blocks are cleaned as they are for
storing. A refused file is told as `refused` with the code of its refusal. Memory is in mebibytes:
`parent_growth_mb` is what the reading adds to the peak of this process, `child_peak_mb` the peak
of the process that parses, and `peak_memory_mb` the sum of both, the server's own share included.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.ground import lay

if TYPE_CHECKING:
    from consult.drafts.rules.blocks import ParsedDocument

MEBIBYTE = 1024 * 1024
STATUS = Path("/proc/self/status")
CLEAR_PEAK = Path("/proc/self/clear_refs")


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    file: Path = parser.parse_args().file
    lay()
    print(json.dumps({"file": file.name, **_measure(file.read_bytes(), file.name)}))


def _measure(data: bytes, name: str) -> dict[str, Any]:
    from consult.core.errors import DomainError
    from consult.drafts.rules.cleaning import clean_block

    _forget_peak()
    before = _resident("VmRSS")
    begun = time.perf_counter()
    found: dict[str, Any]
    try:
        document = _read(data, name)
        blocks = [clean_block(block) for block in document.blocks]
    except DomainError as refusal:
        found = {"refused": refusal.code}
    else:
        found = {
            "blocks": len(blocks),
            "kinds": dict(Counter(block.kind.value for block in blocks)),
            "dropped": dict(Counter(entry.what.value for entry in document.dropped)),
        }
    seconds = time.perf_counter() - begun
    peak = _resident("VmHWM")
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _unit()
    return {
        "seconds": round(seconds, 3),
        "parent_growth_mb": round((peak - before) / MEBIBYTE, 1),
        "parent_peak_mb": round(peak / MEBIBYTE, 1),
        "child_peak_mb": round(child / MEBIBYTE, 1),
        "peak_memory_mb": round((peak + child) / MEBIBYTE, 1),
        **found,
    }


def _read(data: bytes, name: str) -> ParsedDocument:
    from consult.drafts.actions.parse_upload import parse_upload
    from consult.drafts.rules.markdown import read_markdown
    from consult.drafts.rules.text_file import is_markdown, markdown_text

    if is_markdown(name):
        return read_markdown(markdown_text(data))
    return parse_upload(data, name)


def _forget_peak() -> None:
    """Let the peak begin anew here, where the system can (Linux)."""
    if CLEAR_PEAK.exists():
        CLEAR_PEAK.write_text("5", encoding="ascii")


def _resident(name: str) -> int:
    """Resident bytes of this process: VmRSS now, VmHWM at the peak; elsewhere the peak for both."""
    if STATUS.exists():
        for line in STATUS.read_text(encoding="ascii").splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _unit()


def _unit() -> int:
    """Bytes in one unit of `ru_maxrss`: a kibibyte on Linux, a byte on macOS."""
    return 1 if sys.platform == "darwin" else 1024


if __name__ == "__main__":
    main()
