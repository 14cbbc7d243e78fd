"""The signing key is replaced without a break in what auditors can check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from consult.core.models import Entry, Log
from consult.core.rotation import announce_key, rotate_key
from consult.core.signing import make_key, public_key
from consult.ledger.canonical import parse_canonical
from consult.ledger.key import parse_verifier_key
from consult.reporting.exports import ledger_bundle
from consult.reviews.models import Review
from consult.verify.bundle import verify_bundle

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_key(settings: Any, tmp_path: Path) -> Path:
    """Give the test a key file of its own, since replacing it would disturb the other tests."""
    path = tmp_path / "ledger.pem"
    make_key(path)
    settings.LEDGER_KEY_FILE = path
    return path


def test_each_log_names_the_old_key_and_the_new(own_key: Path, review: Review) -> None:
    old = public_key()

    told = rotate_key()

    entry = Entry.objects.get(event="key.rotated.v1")
    assert told == 1
    assert public_key() != old
    assert parse_canonical(bytes(entry.leaf))["data"] == {"old_key": old, "new_key": public_key()}
    assert len(list(own_key.parent.glob("ledger.until-*.pem"))) == 1


def test_a_head_kept_from_before_is_still_accepted(own_key: Path, review: Review) -> None:
    before = Log.objects.get(pk=review.log_id).head
    rotate_key()

    report, _entries = verify_bundle(
        ledger_bundle(review), parse_verifier_key(public_key()), before
    )

    assert report.findings == []


def test_a_rotation_that_was_broken_off_is_finished_once(own_key: Path, review: Review) -> None:
    old = public_key()
    rotate_key()

    assert announce_key(old_key=old) == 0
    assert Entry.objects.filter(event="key.rotated.v1").count() == 1


def test_the_command_prints_the_new_public_part(
    own_key: Path, review: Review, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("ledger_key", "--rotate")

    assert capsys.readouterr().out.strip() == public_key()
    assert Entry.objects.filter(event="key.rotated.v1").count() == 1
