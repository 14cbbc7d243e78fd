"""The world that the table of routes is tried on: a visitor of each kind and something to visit."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from consult.accounts.rules.roles import Role
from tests.architecture.council import council_words
from tests.architecture.measured import measure_words
from tests.architecture.outside import outside_words
from tests.architecture.routes import ANONYMOUS, OTHER_STAFF
from tests.comments.scene import case_of, publish_code_of
from tests.comments.word_sent import sent_word_words
from tests.moderation.campaign_scene import campaign_words

TEXT = "# Highlights\n\nAnyland planted four million trees.\n\nHalf of them stand in towns.\n"


# The same in every address and form.
FIXED: dict[str, Any] = {
    "number": 1,
    "goal": 4,
    "language": "en",
    "english": "en",
    "zero": 0,
    "merge_first": "merge 1",
    "translation": "fr",
    "easy": "en",
    "unknown": "unknown",
    "approve": "approve",
    "reject": "reject",
    "shipped_name": "harmful",
    "shipped_answer": "harmful:en:1",
    "nothing": "",
    "no_hash": "0" * 64,
    "typed": "A witness is named.",
}


@dataclass(frozen=True)
class World:
    """Who comes, and the words that addresses and forms are filled with, by the name rows use."""

    visitors: Mapping[str, Any]
    words: Mapping[str, Any]


def _text(administrator: Any, review: Any) -> dict[str, Any]:
    """Publish a chapter, and leave a draft of its next version; return the words for them."""
    from consult.drafts.actions import (
        add_chapter,
        import_markdown,
        publish_easy_text,
        write_easy_text,
    )
    from consult.drafts.models import Block
    from consult.portal.actions import publish_version

    chapter = add_chapter(
        actor=administrator,
        review=review,
        slug="highlights",
        position=1,
        title={"en": "Highlights"},
        source_language="en",
    )
    given = {"actor": administrator, "chapter": chapter, "language": "en"}
    import_markdown(**given, text=TEXT, source_name="highlights.md")
    version = publish_version(actor=administrator, chapter=chapter)
    write_easy_text(**given, text="# In short\n\nTrees were planted.\n", seen_revision=0)
    publish_easy_text(**given)
    french = import_markdown(**{**given, "language": "fr"}, text=TEXT, source_name="next.fr.md")
    draft = import_markdown(**given, text=TEXT + "\nMore will follow.\n", source_name="next.md")
    block = Block.objects.filter(version=version).order_by("position").first()
    assert block is not None
    return {
        "chapter": chapter,
        "version": version,
        "draft": draft.pk,
        "translated_draft": french.pk,
        "block": block.key,
        "picture": _unpublished_picture(chapter),
    }


def _unpublished_picture(chapter: Any) -> str:
    """Keep a picture that an import of the chapter brought; return its hash."""
    from consult.core.transactions import command
    from consult.drafts.actions.keep_pictures import keep_pictures_step
    from consult.drafts.rules.pictures import re_encode
    from tests.drafts.picture_files import png

    picture = re_encode(png())
    command(keep_pictures_step)(chapter=chapter, pictures=[picture])
    return picture.sha256


def _talk(people: Mapping[str, Any], review: Any, chapter: Any) -> dict[str, Any]:
    """Post a comment that is published, one that waits, and a guest's; return words for them."""
    from consult.comments.actions import post_comment, send_as_guest
    from consult.comments.permissions import confirmation_token
    from moderation.actions import decide_case, file_report
    from moderation.rules.states import Verdict

    code = publish_code_of(review, people[Role.LEAD_MODERATOR])
    sent = {
        "chapter": chapter,
        "anchor_at": None,
        "language": "en",
        "accepted_code_version": code.version,
    }
    author = people[Role.PARTICIPANT]
    comment, waiting = (
        post_comment(actor=author, body=body, key=uuid.uuid4(), **sent)
        for body in ("Which towns were planted?", "Who counted the trees?")
    )
    decide_case(
        actor=people[Role.MODERATOR],
        case_id=case_of(comment).pk,
        seen_version=case_of(comment).version,
        verdict=Verdict.APPROVE,
        rule_code="",
        explanation="",
        key=uuid.uuid4(),
    )
    guest = {"name": "Gita Guest", "email": "gita@example.org"}
    unconfirmed = send_as_guest(**guest, body="And water?", key=uuid.uuid4(), **sent)
    report = file_report(
        actor=author,
        kind="comment",
        subject_id=comment.public_id,
        rule_code="R1",
        page_language="en",
        key=uuid.uuid4(),
    )
    return {
        "comment": comment.public_id,
        "comment_kind": "comment",
        "decided_case": report.case_id,
        "report_receipt": report.token,
        "receipt": comment.receipt_token,
        "case": case_of(waiting).pk,
        "case_version": case_of(waiting).version,
        "confirmation": confirmation_token(unconfirmed),
        **sent_word_words(chapter, "Half of them stand in towns.", code.version),
        **_erased(people[Role.ADMINISTRATOR], review, waiting, sent),
    }


def _erased(administrator: Any, review: Any, kept: Any, sent: dict[str, Any]) -> dict[str, Any]:
    """Let a court keep a text, a guest have one erased and another wait; return the words."""
    from django.contrib.auth.models import AnonymousUser

    from consult.comments.actions import confirm_comment, send_as_guest
    from consult.comments.permissions import confirmation_token
    from consult.erasure.actions import erase_submission, set_hold
    from consult.erasure.models import ErasureRequest
    from consult.erasure.permissions import everything_token
    from consult.erasure.rules.asking import AskedBy

    stays, goes = (
        confirm_comment(
            token=confirmation_token(
                send_as_guest(
                    name="Erika Erased", email=email, body="Mine.", key=uuid.uuid4(), **sent
                )
            )
        )
        for email in ("erika@example.org", "other@example.org")
    )
    erase_submission(
        actor=AnonymousUser(),
        public_id=goes.public_id,
        asked_by=AskedBy.AUTHOR,
        token=goes.receipt_token,
    )
    hold = set_hold(actor=administrator, review=review, number=kept.number, source="Order 1/26")
    return {
        "erase_everything": everything_token(stays),
        "erase_request": ErasureRequest.objects.get().token,
        "hold": hold.pk,
    }


def _campaign(people: Mapping[str, Any], chapter: Any) -> dict[str, Any]:
    """Return the words for campaigns, under the code of conduct that is in force by now."""
    return campaign_words(chapter, people[Role.LEAD_MODERATOR], people[Role.PARTICIPANT], 1)


def _doubt(administrator: Any, author: Any, review: Any, chapter: Any) -> dict[str, Any]:
    """Let a passage go that somebody commented on, and a publication wait; return the words."""
    from consult.comments.actions import post_comment
    from consult.comments.rules.passage import Passage
    from consult.drafts.actions import add_chapter, import_markdown
    from consult.drafts.selectors import blocks_of
    from consult.portal.actions import ask_to_publish, publish_version

    revised = add_chapter(
        actor=administrator,
        review=review,
        slug="revised",
        position=2,
        title={"en": "Revised"},
        source_language="en",
    )
    given = {"actor": administrator, "chapter": revised, "language": "en"}
    import_markdown(**given, text=TEXT)
    version = publish_version(actor=administrator, chapter=revised)
    comment = post_comment(
        actor=author,
        chapter=revised,
        anchor_at=Passage(blocks_of(version, "en")[-1].key, "en"),
        language="en",
        body="Which half?",
        accepted_code_version=1,
        key=uuid.uuid4(),
    )
    import_markdown(**given, text=TEXT.partition("Half")[0])
    publish_version(actor=administrator, chapter=revised)
    return {
        "revised": revised.slug,
        "anchor": comment.anchor_id,
        "publication": ask_to_publish(actor=administrator, chapter=chapter).pk,
    }


@pytest.fixture
def world(administrator: Any, review: Any, person: Any) -> World:
    """Return a review with one person for each role, and staff of another review."""
    from consult.accounts.actions import grant_role
    from consult.reviews.actions import open_review

    other = open_review(
        actor=administrator,
        slug="elsewhere-2026",
        number_prefix="ELSE26",
        timezone="UTC",
        languages=["en"],
        title={"en": "Elsewhere 2026"},
        country={"en": "Elsewhere"},
        summary={"en": "Another country's review."},
    )
    stranger = person(name="Staff of another review")
    for role in Role:
        grant_role(actor=administrator, review=other, user=stranger, role=role)
    people = {str(role): person(role, name=f"The {role}") for role in Role}
    text = _text(administrator, review)
    chapter, version = text.pop("chapter"), text.pop("version")
    return World(
        visitors={ANONYMOUS: None, OTHER_STAFF: stranger, **people},
        words={
            "review": review.slug,
            "chapter": chapter.slug,
            **FIXED,
            "key": uuid.uuid4(),
            **text,
            **_talk(people, review, chapter),
            **outside_words(people, review, chapter),
            **_campaign(people, chapter),
            **measure_words(people, chapter),
            **_doubt(administrator, people[Role.PARTICIPANT], review, chapter),
            **council_words(
                people[Role.COUNCIL_SECRETARY],
                people[Role.COUNCIL_MEMBER],
                person(Role.COUNCIL_MEMBER, name="The deputy"),
                review,
                version,
            ),
        },
    )
