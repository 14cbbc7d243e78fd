"""`python -m consult.reporting.rules.printing`: an HTML document in, a tagged PDF out.

Reads the standard input and writes the standard output. Fetches nothing: of all addresses in the
document only `data:` is read. The same document gives the same pages (the names of table headers
inside the file differ from run to run). The process limits itself before it loads the libraries,
so that a monstrous document ends here and not in the server.
"""

from __future__ import annotations

import hashlib
import logging
import resource
import sys

from consult.reporting.rules.printing import CPU_SECONDS, MEMORY_BYTES

LIMITS = (
    (resource.RLIMIT_AS, MEMORY_BYTES),
    (resource.RLIMIT_CPU, CPU_SECONDS),
    (resource.RLIMIT_CORE, 0),
)


def limit_this_process() -> None:
    """Lower each limit for good. A system that lacks one (macOS and RLIMIT_AS) keeps the rest."""
    for which, limit in LIMITS:
        try:
            resource.setrlimit(which, (limit, limit))
        except (ValueError, OSError):
            continue


def printed(document: bytes) -> bytes:
    """Return the PDF of an HTML document, tagged after PDF/UA-1, with bookmarks."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    # What a style sheet says to browsers alone is no fault to report.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    fetcher = URLFetcher(allowed_protocols=["data"], allow_redirects=False)
    page = HTML(string=document.decode(), url_fetcher=fetcher)
    pdf: bytes = page.write_pdf(
        pdf_variant="pdf/ua-1",
        pdf_identifier=hashlib.sha256(document).hexdigest()[:32].encode(),
        custom_metadata=False,
    )
    return pdf


def main() -> None:
    """Read, print, leave."""
    limit_this_process()
    sys.stdout.buffer.write(printed(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
