from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consult.ledger.checkpoint import (
    Checkpoint,
    CheckpointMalformed,
    KeyMalformed,
    NoteMalformed,
    NoteUnsigned,
    SignatureWrong,
    open_checkpoint,
    parse_verifier_key,
    read_checkpoint,
    sign_checkpoint,
    verifier_key,
)
from consult.ledger.note import open_note, sign_note

NAME = "ledger.example.org/vnr"
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = parse_verifier_key(verifier_key(PRIVATE, NAME))
HEAD = Checkpoint(NAME, 42, bytes(32))

# The worked example in the documentation of Go's note package.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_SECRET = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
PETER_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
PETER_NOTE = (
    PETER_TEXT + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2"
    "pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_the_known_note_opens_and_is_made_again_to_the_byte() -> None:
    assert open_note(PETER_NOTE, parse_verifier_key(PETER)) == PETER_TEXT
    private = Ed25519PrivateKey.from_private_bytes(PETER_SECRET)
    assert verifier_key(private, "PeterNeumann") == PETER
    assert sign_note(PETER_TEXT, private, "PeterNeumann") == PETER_NOTE


def test_a_signed_head_opens_to_what_was_signed() -> None:
    note = sign_checkpoint(HEAD, PRIVATE, NAME)
    assert note.split("\n")[:4] == [NAME, "42", base64.b64encode(bytes(32)).decode(), ""]
    assert open_checkpoint(note, KEY) == HEAD
    assert sign_checkpoint(HEAD, PRIVATE, NAME) == note


def test_a_witness_may_add_a_signature() -> None:
    witness = Ed25519PrivateKey.generate()
    note = sign_checkpoint(HEAD, PRIVATE, NAME)
    added = sign_checkpoint(HEAD, witness, "witness.example.net").split("\n\n")[1]
    assert open_checkpoint(note + added, KEY) == HEAD
    both = parse_verifier_key(verifier_key(witness, "witness.example.net"))
    assert open_checkpoint(note + added, both) == HEAD


@pytest.mark.parametrize("place", range(len(sign_checkpoint(HEAD, PRIVATE, NAME))))
def test_no_character_of_a_head_can_be_changed(place: int) -> None:
    note = sign_checkpoint(HEAD, PRIVATE, NAME)
    other = "B" if note[place] != "B" else "C"
    with pytest.raises((NoteMalformed, NoteUnsigned, SignatureWrong)):
        open_checkpoint(note[:place] + other + note[place + 1 :], KEY)


def test_a_head_by_another_key_of_the_same_name_is_unsigned() -> None:
    note = sign_checkpoint(HEAD, Ed25519PrivateKey.generate(), NAME)
    with pytest.raises(NoteUnsigned):
        open_checkpoint(note, KEY)
    assert read_checkpoint(note) == HEAD


def test_a_size_that_was_raised_is_told_as_a_wrong_signature() -> None:
    note = sign_checkpoint(HEAD, PRIVATE, NAME).replace("\n42\n", "\n43\n")
    with pytest.raises(SignatureWrong):
        open_checkpoint(note, KEY)


@pytest.mark.parametrize(
    "text",
    [
        "origin\n042\n" + base64.b64encode(bytes(32)).decode() + "\n",
        "origin\n-1\n" + base64.b64encode(bytes(32)).decode() + "\n",
        "origin\n1\nAAAA\n",
        "origin\n1\n!\n",
        "origin\n1\n",
        "\n1\n" + base64.b64encode(bytes(32)).decode() + "\n",
    ],
)
def test_signed_texts_that_are_no_checkpoint_are_refused(text: str) -> None:
    with pytest.raises(CheckpointMalformed):
        open_checkpoint(sign_note(text, PRIVATE, NAME), KEY)


@pytest.mark.parametrize(
    "text",
    [
        "no newline at the end",
        "control\x07\n",
        "lone surrogate \ud800\n",
    ],
)
def test_texts_that_cannot_be_signed_are_refused(text: str) -> None:
    with pytest.raises(NoteMalformed):
        sign_note(text, PRIVATE, NAME)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        PETER.replace("c74f20a3", "c74f20a4"),
        PETER.replace("PeterNeumann", "Peter Neumann"),
        PETER.replace("+ARpc", "+AhpcA"),
        PETER[:-4],
        PETER + "\n",
        "name+00000000+!!!!",
    ],
)
def test_texts_that_are_no_key_are_refused(text: str) -> None:
    with pytest.raises(KeyMalformed):
        parse_verifier_key(text)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb"])
def test_names_that_cannot_stand_in_a_signature_line_are_refused(name: str) -> None:
    with pytest.raises(KeyMalformed):
        verifier_key(PRIVATE, name)
