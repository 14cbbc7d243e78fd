"""A published chapter, a code of conduct, and short ways to post, judge and publish again."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from consult.accounts.models import Organisation, User
    from consult.comments.models import Comment
    from consult.comments.rules.passage import Passage
    from consult.drafts.models import Chapter, Version
    from consult.reviews.models import Review
    from moderation.models import Case, CodeOfConduct, Decision
    from tests.conftest import MakePerson

TEXT = """# Introduction

The review covers the years 2021 to 2025 in all regions.

Seven councils met, and the minutes of five are public.

Data for small islands are missing.
"""

CHANGED = """# Introduction

Seven councils met, and the minutes of all seven are public.

The review covers the years 2021 to 2025 in all regions.
"""


@pytest.fixture
def editor(person: MakePerson) -> User:
    from consult.accounts.rules.roles import Role

    return person(Role.EDITOR, name="Edith Editor", email="editor@consult.example")


@pytest.fixture
def moderator(person: MakePerson) -> User:
    from consult.accounts.rules.roles import Role

    return person(Role.LEAD_MODERATOR, name="Mona Moderator", email="mona@consult.example")


@pytest.fixture
def participant(person: MakePerson) -> User:
    return person(name="Paul Participant", email="paul@consult.example")


@pytest.fixture
def organisation(administrator: User) -> Organisation:
    from consult.accounts.actions import register_organisation
    from consult.accounts.rules.groups import StakeholderGroup

    return register_organisation(
        actor=administrator,
        slug="island-women",
        name={"en": "Island Women", "fr": "Femmes des îles"},
        group=StakeholderGroup.WOMEN,
    )


@pytest.fixture
def code(review: Review, moderator: User) -> CodeOfConduct:
    return publish_code_of(review, moderator)


def publish_code_of(review: Review, moderator: User) -> CodeOfConduct:
    """Publish a version of two rules."""
    from moderation.actions import publish_code
    from moderation.rules.conduct import RuleText

    return publish_code(
        actor=moderator,
        review=review,
        sentence={"en": "Say what you think; insult nobody.", "fr": "N’insultez personne."},
        rules=[
            RuleText(
                code="R1",
                title={"en": "No insults", "fr": "Pas d’insultes"},
                text={"en": "Do not ridicule a person.", "fr": "Ne ridiculisez personne."},
            ),
            RuleText(
                code="R2",
                title={"en": "No advertising"},
                text={"en": "Do not offer goods for sale."},
            ),
        ],
        promise={"en": "Criticism of the government is never refused."},
    )


@pytest.fixture
def chapter(review: Review, editor: User) -> Chapter:
    """Return a chapter with version 1 published: a heading and three paragraphs."""
    from consult.drafts.actions import add_chapter

    added = add_chapter(
        actor=editor,
        review=review,
        slug="introduction",
        position=1,
        title={"en": "Introduction", "fr": "L’introduction"},
        source_language="en",
    )
    publish_text(editor, added, TEXT)
    return added


def publish_text(editor: User, chapter: Chapter, text: str) -> Version:
    """Publish a text as the chapter's next version; the comments follow it."""
    from consult.drafts.actions import import_markdown
    from consult.portal.actions import publish_version

    import_markdown(actor=editor, chapter=chapter, language="en", text=text)
    version = publish_version(actor=editor, chapter=chapter)
    chapter.refresh_from_db()
    return version


def passage_of(chapter: Chapter, block: int, words: str = "") -> Passage:
    """Return the block at a place of the current version, or words of it."""
    from consult.comments.rules.passage import Passage
    from consult.drafts.selectors import blocks_of

    chapter.refresh_from_db()
    assert chapter.current is not None
    row = blocks_of(chapter.current, "en")[block]
    if not words:
        return Passage(row.key, "en")
    start = row.text.index(words)
    return Passage(row.key, "en", start, start + len(words), words)


@pytest.fixture
def post(chapter: Chapter, code: CodeOfConduct, participant: User) -> Callable[..., Comment]:
    """Return a poster of comments by the participant, on the whole chapter unless told."""
    from consult.comments.actions import post_comment

    def run(body: str = "Which minutes are missing?", **changes: Any) -> Comment:
        arguments: dict[str, Any] = {
            "actor": participant,
            "chapter": chapter,
            "anchor_at": None,
            "language": "en",
            "body": body,
            "accepted_code_version": code.version,
            "key": uuid.uuid4(),
        }
        return post_comment(**{**arguments, **changes})

    return run


def case_of(comment: Comment) -> Case:
    """Return the case of a comment as it is now."""
    from moderation.models import Case

    return Case.objects.get(kind="comment", subject_id=comment.public_id)


@pytest.fixture
def judge(moderator: User) -> Callable[..., Decision]:
    """Return a judge of comments: approves, or rejects where a rule is given."""
    from moderation.actions import decide_case
    from moderation.rules.states import Verdict

    def run(comment: Comment, rule: str = "", explanation: str = "", **changes: Any) -> Decision:
        case = case_of(comment)
        arguments: dict[str, Any] = {
            "actor": moderator,
            "case_id": case.pk,
            "seen_version": case.version,
            "verdict": Verdict.REJECT if rule else Verdict.APPROVE,
            "rule_code": rule,
            "explanation": explanation,
            "key": uuid.uuid4(),
        }
        return decide_case(**{**arguments, **changes})

    return run


@contextmanager
def nothing_happens() -> Iterator[None]:
    """Hold the block to leaving no row in any table that a submission or decision writes."""
    before = _counts()
    yield
    assert _counts() == before


def _counts() -> dict[str, int]:
    from consult.comments.models import BlockTally, Comment, Unconfirmed
    from consult.core.models import Entry, Opening, OutgoingMail, RequestKey
    from consult.drafts.models import Anchor
    from consult.responses.models import Answer
    from moderation.models import Case, Decision

    models = (
        Anchor, Answer, BlockTally, Case, Comment, Decision, Entry, Opening, OutgoingMail,
        RequestKey, Unconfirmed,
    )  # fmt: skip
    return {model.__name__: model.objects.count() for model in models}


def last_leaf(review: Review) -> dict[str, Any]:
    """Return the latest entry of the review's log, decoded."""
    from consult.core.models import Entry
    from consult.ledger.canonical import parse_canonical

    entry = Entry.objects.filter(log_id=review.log_id).order_by("-index")[0]
    leaf: dict[str, Any] = parse_canonical(bytes(entry.leaf))
    return leaf


def openings(review: Review, index: int) -> dict[str, tuple[Any, bool]]:
    """Return what stands behind the commitments of an entry, and whether everybody sees it."""
    from consult.core.models import Opening

    rows = Opening.objects.filter(entry__log_id=review.log_id, entry__index=index)
    return {row.field: (row.value, row.public) for row in rows}


def require_errors(tree: Any, *sentences: str) -> None:
    """Hold a page's error summary to these sentences in order; a field's name may stand before."""
    shown = [item.text_content().strip() for item in tree.xpath("//*[@data-error-summary]//li")]
    assert len(shown) == len(sentences), shown
    for line, sentence in zip(shown, sentences, strict=True):
        assert line.endswith(sentence), (line, sentence)
