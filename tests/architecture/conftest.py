"""The world that the table of routes is tried on: a visitor of each kind and something to visit."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from consult.accounts.rules.roles import Role
from tests.architecture.routes import ANONYMOUS, OTHER_STAFF
from tests.comments.scene import case_of, publish_code_of
from tests.comments.word_sent import sent_word_words

TEXT = "# Highlights\n\nAnyland planted four million trees.\n\nHalf of them stand in towns.\n"
SIMPLE_MAJORITY = {
    "v": 1,
    "choices": ["approve", "reject", "abstain"],
    "passes": {
        "count": "yes",
        "unit": "heads",
        "compare": "more_than",
        "share": "1/2",
        "base": "yes_no",
    },
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
    unconfirmed = send_as_guest(
        name="Gita Guest", email="gita@example.org", body="And water?", key=uuid.uuid4(), **sent
    )
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
    }


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


def _council(secretary: Any, member: Any, review: Any, version: Any) -> dict[str, Any]:
    """Put a motion to a council of one seat; return the words for it."""
    from django.utils import timezone

    from consult.council.actions import (
        add_institution,
        announce_sitting,
        put_motion,
        set_seat,
    )

    institution = add_institution(
        actor=secretary, review=review, slug="health", name={"en": "Ministry of Health"}
    )
    seat = set_seat(
        actor=secretary,
        review=review,
        institution=institution,
        position=1,
        weight=1,
        people=[member],
    )
    motion = put_motion(
        actor=secretary,
        review=review,
        title={"en": "Adopt the highlights"},
        explanation={"en": "The text as published."},
        versions=[version],
        authentic_language="en",
        rules=SIMPLE_MAJORITY,
        opens_at=None,
        closes_at=timezone.now() + timedelta(days=2),
        key=uuid.uuid4(),
    )
    sitting = announce_sitting(
        actor=secretary,
        review=review,
        title="First session",
        starts_at=timezone.now(),
        video_link="",
        agenda=[("Adopt the highlights", motion)],
        key=uuid.uuid4(),
    )
    return {"motion": motion.pk, "seat": seat.pk, "sitting": sitting.pk}


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
            "nothing": "",
            "key": uuid.uuid4(),
            **text,
            **_talk(people, review, chapter),
            **_doubt(administrator, people[Role.PARTICIPANT], review, chapter),
            **_council(
                people[Role.COUNCIL_SECRETARY], people[Role.COUNCIL_MEMBER], review, version
            ),
        },
    )
