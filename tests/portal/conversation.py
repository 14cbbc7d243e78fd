"""A whole conversation about given strings: sent, confirmed, judged, answered, and read again."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from lxml import html

from consult.accounts.actions import grant_role
from consult.accounts.rules.roles import Role
from consult.comments.models import Comment
from consult.core.models import OutgoingMail
from consult.drafts.actions import add_chapter, import_markdown
from consult.drafts.selectors import blocks_of
from consult.portal.actions import publish_version
from consult.responses.actions import answer_comment
from consult.responses.rules.dispositions import Disposition
from consult.reviews.actions import open_review, set_window
from moderation.actions import decide_case
from moderation.models import Case, Signal
from moderation.rules.states import Verdict
from tests.comments.scene import case_of, publish_code_of
from tests.portal.hostile import parsed

NAME_MAX = 120
# Of so many comments one is refused, with its own text as the explanation.
REFUSED = 4
# Pages of single comments are read for the first so many.
SINGLE = 45


@dataclass
class Conversation:
    """What was said in one review, and every page and mail that showed it, as trees by name."""

    slug: str
    client: Client
    staff: Any
    as_staff: Client
    pages: dict[str, list[Any]] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)

    def read(self, name: str, address: str, client: Client | None = None) -> Any:
        """Fetch a page and keep its tree under a name."""
        response = (client or self.client).get(address)
        assert response.status_code == 200, (name, address, response.status_code)
        tree = parsed(response.content)
        self.pages.setdefault(name, []).append(tree)
        return tree

    def read_all(self, name: str, address: str) -> None:
        """Fetch a list that goes on over several pages, as staff."""
        tree = self.read(name, address, self.as_staff)
        following = tree.xpath("//a[@rel='next']/@href")
        if following:
            self.read_all(name, f"{address.partition('?')[0]}{following[0]}")


def converse(
    slug: str, texts: list[str], administrator: Any, person: Any, sign_in: Callable[[Any], Client]
) -> Conversation:
    """Let a guest say each text, under it as a name too, and staff judge and answer with it."""
    staff = person(name="Edith Editor")
    said = Conversation(slug, Client(), staff, sign_in(staff))
    chapter = _published(slug, len(texts), administrator, staff)
    keys = [row.key for row in blocks_of(chapter.current, "en")][1:]
    address = f"/en/reviews/{slug}/chapter/comment/"
    fields = _fields(said.client.get(address).content)
    for number, text in enumerate(texts):
        _send(said, address, {**fields, "block": str(keys[number]), "lang": "en"}, number, text)
    # What signals say differs from text to text by design, and has tests of its own.
    Case.objects.update(priority=0)
    Signal.objects.all().delete()
    said.read_all("queue", f"/en/moderation/{slug}/")
    for comment in said.comments[:SINGLE]:
        said.read("case", f"/en/moderation/cases/{case_of(comment).pk}/", said.as_staff)
    for number, text in enumerate(texts):
        _judge(said, said.comments[number], text if number % REFUSED == 0 else "")
    said.read_all("unanswered", f"/en/answers/{slug}/")
    for number, text in enumerate(texts):
        if number % REFUSED:
            _answer(said, said.comments[number], text)
    said.read("chapter", f"/en/reviews/{slug}/chapter/")
    for number, comment in enumerate(said.comments[:SINGLE]):
        said.read("block", f"/en/reviews/{slug}/chapter/blocks/{keys[number]}/")
        said.read("receipt", comment.receipt_path)
    mails = OutgoingMail.objects.filter(to__endswith=f"@{slug}.example.org").order_by("created_at")
    said.pages["mail"] = [parsed(mail.html) for mail in mails]
    return said


def _published(slug: str, blocks: int, administrator: Any, staff: Any) -> Any:
    """Open a review in which one person does everything, and publish a chapter of many blocks."""
    review = open_review(
        actor=administrator,
        slug=slug,
        number_prefix=slug.upper(),
        timezone="UTC",
        languages=["en"],
        title={"en": "A review"},
        country={"en": "Anyland"},
        summary={"en": "It is about comments."},
    )
    for role in (Role.EDITOR, Role.LEAD_MODERATOR):
        grant_role(actor=administrator, review=review, user=staff, role=role)
    now = timezone.now()
    day = timedelta(days=1)
    set_window(actor=staff, review=review, opens_at=now - day, closes_at=now + day)
    publish_code_of(review, staff)
    chapter = add_chapter(
        actor=staff,
        review=review,
        slug="chapter",
        position=1,
        title={"en": "Chapter"},
        source_language="en",
    )
    paragraphs = [f"Paragraph {number} says something." for number in range(blocks)]
    text = "\n\n".join(["# Chapter", *paragraphs])
    import_markdown(actor=staff, chapter=chapter, language="en", text=text)
    publish_version(actor=staff, chapter=chapter)
    chapter.refresh_from_db()
    return chapter


def _fields(page: bytes) -> dict[str, str]:
    """Return what the form carries along unseen."""
    inputs = html.fromstring(page).xpath("//form[@novalidate]//input[@type='hidden']")
    return {element.name: element.value for element in inputs}


def _send(said: Conversation, address: str, fields: dict[str, str], number: int, text: str) -> None:
    """Send one text as a guest by the form, and confirm it by the link in the mail."""
    email = f"guest-{number:03d}@{said.slug}.example.org"
    typed = {
        **fields,
        "key": str(uuid.uuid4()),
        "body": text,
        "name": text[:NAME_MAX],
        "email": email,
        "language": "en",
        "accept": "on",
    }
    sent = said.client.post(address, typed)
    assert sent.status_code == 302, (text, parsed(sent.content).text_content())
    [link] = {
        href
        for href in html.fromstring(OutgoingMail.objects.get(to=email).html).xpath("//a/@href")
        if "/comments/confirm/" in href
    }
    path = "/" + link.split("/", 3)[3]
    said.read("confirm", path)
    receipt = said.client.post(path).headers["Location"]
    comment = Comment.objects.select_related("discussion__chapter").get(guest_email=email)
    assert receipt == comment.receipt_path
    said.comments.append(comment)
    if number < SINGLE:
        said.read("waiting receipt", receipt)


def _judge(said: Conversation, comment: Comment, explanation: str) -> None:
    case: Case = case_of(comment)
    decide_case(
        actor=said.staff,
        case_id=case.pk,
        seen_version=case.version,
        verdict=Verdict.REJECT if explanation else Verdict.APPROVE,
        rule_code="R1" if explanation else "",
        # A placeholder of a model answer that is still open is refused, and is no hostile string.
        explanation=explanation.replace("{number}", "{ number }"),
        key=uuid.uuid4(),
    )
    comment.refresh_from_db()


def _answer(said: Conversation, comment: Comment, reason: str) -> None:
    answer_comment(
        actor=said.staff,
        comment=comment,
        disposition=Disposition.NOTED,
        reason=reason,
        language="en",
        changed_at=None,
        key=uuid.uuid4(),
    )
