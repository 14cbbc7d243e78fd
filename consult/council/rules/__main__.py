"""`python -m consult.council.rules FILE`: recompute a decision from roll, ballots and rules.

FILE is JSON with the keys `roll`, `ballots` and `rules`, and `motion` where times matter; `-`
reads standard input. The outcome goes to standard output as JSON. Both are UTF-8 on every machine.
Exit status 0 for a computed outcome, 1 for values that the rules refuse, 2 for a file that cannot
be read.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

from consult.council.rules.case import NEEDED, decide, read_case
from consult.council.rules.errors import RuleRefusal


def recompute(case: dict[str, Any]) -> dict[str, Any]:
    """Return the outcome of a case as plain values; raises the RuleRefusal of what is refused."""
    return decide(read_case(case))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse an object that names a key twice, of which JSON readers keep either."""
    if len(dict(pairs)) != len(pairs):
        raise ValueError("an object names a key twice")
    return dict(pairs)


def _no_number(name: str) -> float:
    """Refuse NaN and the infinities, which Python's reader takes and JSON does not have."""
    raise ValueError(f"{name} is no number of JSON")


def _read(name: str) -> Any:
    """Return the JSON of a file, or of standard input; raises OSError, ValueError, RecursionError.

    Half of a character (a lone surrogate) is refused: no text in UTF-8 could state it back.
    """
    text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8-sig")
    case = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    json.dumps(case, ensure_ascii=False).encode()
    return case


def main(arguments: list[str]) -> int:
    """Run the command and return its exit status."""
    if len(arguments) != 1:
        print("usage: python -m consult.council.rules FILE", file=sys.stderr)
        return 2
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="strict")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        case = _read(arguments[0])
    except (OSError, ValueError, RecursionError) as error:
        print(f"{arguments[0]} cannot be read as JSON: {error}", file=sys.stderr)
        return 2
    if not isinstance(case, dict) or not set(case) >= NEEDED:
        print("the file holds an object with the keys roll, ballots and rules", file=sys.stderr)
        return 2
    try:
        outcome = recompute(case)
    except RuleRefusal as error:
        print(f"{error.code}: {error}", file=sys.stderr)
        return 1
    print(json.dumps(outcome, indent=2, sort_keys=True, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
