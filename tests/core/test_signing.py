"""Keys and secrets in files."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from consult.core.secret_file import kept_secret, make_secret_file
from consult.core.signing import make_key, private_key, public_key
from consult.ledger.checkpoint import parse_verifier_key


def at_once(work: Any, count: int = 20) -> list[Any]:
    start, found = threading.Barrier(count), []

    def run() -> None:
        start.wait()
        found.append(work())

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_a_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "secret_key"
    first = kept_secret(path)
    assert len(first) > 80
    assert kept_secret(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [each.name for each in path.parent.iterdir()] == ["secret_key"]


def test_twenty_processes_that_start_at_once_read_one_secret(tmp_path: Path) -> None:
    found = at_once(lambda: kept_secret(tmp_path / "secret_key"))
    assert len(set(found)) == 1
    assert len(found[0]) > 80


def test_a_secret_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    made = at_once(lambda: make_secret_file(path, b"first"))
    assert sorted(made) == [False] * 19 + [True]
    assert not make_secret_file(path, b"second")
    assert path.read_bytes() == b"first"


def test_the_command_makes_a_key_once_and_prints_its_public_part(
    tmp_path: Path, settings: Any, capsys: Any
) -> None:
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.pem"
    with pytest.raises(ImproperlyConfigured, match="Make one with"):
        private_key()
    call_command("ledger_key")
    first = capsys.readouterr()
    assert parse_verifier_key(first.out.strip()).name == settings.LEDGER_ORIGIN
    assert "Keep a copy offline" in first.err
    call_command("ledger_key")
    second = capsys.readouterr()
    assert (second.out, second.err) == (first.out, "")


def test_a_key_of_another_kind_is_refused(tmp_path: Path, settings: Any) -> None:
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.pem"
    pem = generate_private_key(SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    settings.LEDGER_KEY_FILE.write_bytes(pem)
    with pytest.raises(ImproperlyConfigured, match="Ed25519"):
        public_key()


def test_a_key_that_was_replaced_is_read_anew(tmp_path: Path, settings: Any) -> None:
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.pem"
    assert make_key(settings.LEDGER_KEY_FILE)
    old = public_key()
    settings.LEDGER_KEY_FILE.rename(tmp_path / "old.pem")
    assert make_key(settings.LEDGER_KEY_FILE)
    assert public_key() != old
