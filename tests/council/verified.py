"""What the verifier says of what the council wrote into the ledger."""

from __future__ import annotations

from consult.ledger.bundle import parse_bundle
from consult.ledger.canonical import parse_canonical
from consult.reporting.exports import ledger_bundle
from consult.reviews.models import Review
from consult.verify.log import read_entries
from consult.verify.motions import replay_motions


def found_wrong(review: Review) -> list[str]:
    """Return what the verifier says of the motions in the public bundle, documents included."""
    bundle = parse_bundle(parse_canonical(ledger_bundle(review)))
    entries, _troubles = read_entries(bundle)
    _motions, _rollups, findings = replay_motions(entries, bundle.documents)
    return [str(finding) for finding in findings]
