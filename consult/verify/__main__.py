"""`python -m consult.verify BUNDLE --key KEY [--head OLD_HEAD] [--receipt FILE] [--decision FILE]`.

Exit status 0 and "valid" where nothing is wrong; 1 with one line for each thing that is; 2 where
the command or a file cannot be read.
"""

from __future__ import annotations

import argparse
import gc
import io
import sys
from pathlib import Path

from consult.ledger.checkpoint import KeyMalformed, VerifierKey, parse_verifier_key
from consult.verify.bundle import verify_bundle
from consult.verify.decision import verify_decision
from consult.verify.log import Entry
from consult.verify.receipt import verify_receipt
from consult.verify.report import Report

_NO_KEY = (
    "A bundle cannot vouch for itself: give --key, the public key that you trust, as text or as "
    "a file. Take it from somewhere other than the bundle, such as a printed record."
)


def read_key(text: str) -> VerifierKey:
    """Return the key that a text is, or that the file of this name holds."""
    path = Path(text)
    return parse_verifier_key(path.read_text("utf-8").strip() if path.is_file() else text)


def verify(arguments: argparse.Namespace) -> Report:
    """Return one report over everything asked for; raises OSError and KeyMalformed."""
    key = read_key(arguments.key)
    report = Report()
    entries: list[Entry] | None = None
    if arguments.bundle:
        old_head = Path(arguments.head).read_text("utf-8") if arguments.head else None
        report, entries = verify_bundle(Path(arguments.bundle).read_bytes(), key, old_head)
    for name, check in ((arguments.receipt, verify_receipt), (arguments.decision, verify_decision)):
        if name:
            found = check(Path(name).read_bytes(), key, entries)
            report.add(found.findings)
            report.summary += found.summary
            report.notes += found.notes
    return report


def main(arguments: list[str]) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m consult.verify", description=__doc__)
    parser.add_argument("bundle", nargs="?", help="the bundle of a review's log")
    parser.add_argument("--key", help="the trusted public key: name+id+key, or a file with it")
    parser.add_argument("--head", help="a signed head kept from before, that the log must continue")
    parser.add_argument("--receipt", help="a receipt to check, against the bundle too if given")
    parser.add_argument("--decision", help="a decision to check, against the bundle too if given")
    parsed = parser.parse_args(arguments)
    if not parsed.bundle and not parsed.receipt and not parsed.decision:
        parser.error("give a bundle, a receipt, a decision, or several of them")
    if parsed.head and not parsed.bundle:
        parser.error("--head needs a bundle to hold the head against")
    if not parsed.key:
        parser.error(_NO_KEY)
    # The process ends with the report, and millions of live values would be searched for garbage
    # again and again: without the collector a large log takes two thirds of the time.
    gc.disable()
    try:
        report = verify(parsed)
    except (OSError, UnicodeDecodeError) as error:
        parser.error(f"a file cannot be read: {error}")
    except KeyMalformed as error:
        parser.error(f"--key is neither a key nor a file with one: {error}")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    print("\n".join(report.lines()))
    return 0 if report.valid else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
