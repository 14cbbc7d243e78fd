"""`python -m consult.council.rules FILE`: recompute a decision from roll, ballots and rules.

FILE is JSON with the three keys `roll`, `ballots` and `rules`. The outcome goes to standard
output as JSON. Exit status 0 for a computed outcome, 1 for values that the rules refuse, 2 for a
file that cannot be read.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from consult.council.rules.ballot import parse_ballots
from consult.council.rules.errors import RuleRefusal
from consult.council.rules.reader import parse_rules
from consult.council.rules.roll import parse_roll
from consult.council.rules.tally import tally
from consult.council.rules.validation import validate_rules


def recompute(case: dict[str, Any]) -> dict[str, Any]:
    """Return the outcome of a case as plain values; raises the RuleRefusal of what is refused."""
    rules = parse_rules(case["rules"])
    validate_rules(rules)
    return tally(parse_roll(case["roll"]), parse_ballots(case["ballots"]), rules).as_data()


def main(arguments: list[str]) -> int:
    """Run the command and return its exit status."""
    if len(arguments) != 1:
        print("usage: python -m consult.council.rules FILE", file=sys.stderr)
        return 2
    try:
        case = json.loads(Path(arguments[0]).read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        print(f"{arguments[0]} cannot be read as JSON: {error}", file=sys.stderr)
        return 2
    if not isinstance(case, dict) or set(case) != {"roll", "ballots", "rules"}:
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
