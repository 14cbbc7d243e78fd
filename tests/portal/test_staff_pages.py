"""Publishing, and who finds nothing on the pages of staff."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consult.accounts.actions import grant_role
from consult.accounts.rules.roles import Role
from consult.council.actions import add_institution, put_motion, set_seat
from consult.council.rules.presets import PRESETS
from consult.drafts.actions import import_markdown
from consult.drafts.models import Chapter, Draft, Version
from consult.reviews.actions import open_review
from consult.reviews.models import Review
from tests.comments.scene import CHANGED, case_of, passage_of
from tests.portal.reading import page_at

pytestmark = pytest.mark.django_db

PLACE = ["vnr-2026", "introduction"]
SignIn = Callable[[Any], Client]


def test_publishing_is_confirmed_on_a_page_of_its_own(
    signed_in: SignIn, chapter: Chapter, editor: Any
) -> None:
    client = signed_in(editor)
    address = reverse("portal:publish", args=PLACE)
    empty = page_at(client, address)
    assert "There is no draft in checking" in empty.text_content()
    refused = client.post(address)
    assert refused.status_code == 409
    assert "There is no draft of this chapter to publish." in refused.content.decode()
    import_markdown(actor=editor, chapter=chapter, language="en", text=CHANGED)
    assert "These drafts become version 2." in " ".join(
        page_at(client, address).text_content().split()
    )
    assert Version.objects.count() == 1
    done = client.post(address, follow=True)
    assert done.redirect_chain == [(reverse("portal:chapter", args=PLACE), 302)]
    assert "Version 2 is published." in done.content.decode()
    chapter.refresh_from_db()
    assert chapter.current == Version.objects.get(number=2)


def test_publishing_leads_on_to_the_passages_that_wait_to_be_settled(
    signed_in: SignIn, chapter: Chapter, editor: Any, post: Any, judge: Any
) -> None:
    judge(post("Which islands?", anchor_at=passage_of(chapter, 3)))
    import_markdown(actor=editor, chapter=chapter, language="en", text=CHANGED)
    done = signed_in(editor).post(reverse("portal:publish", args=PLACE), follow=True)
    assert done.redirect_chain == [(reverse("portal:placements", args=PLACE), 302)]
    assert "Version 2 is published." in done.content.decode()


@pytest.fixture
def elsewhere(administrator: Any, person: Any) -> Any:
    """Return somebody who holds every role, but in another review, with a second factor."""
    other = open_review(
        actor=administrator,
        slug="other",
        number_prefix="OTH",
        timezone="UTC",
        languages=["en"],
        title={"en": "Another review"},
        country={"en": "Otherland"},
        summary={"en": ""},
    )
    someone = person(name="Olga Elsewhere")
    for role in Role:
        grant_role(actor=administrator, review=other, user=someone, role=role)
    return someone


def test_anothers_draft_case_and_motion_are_not_there(
    elsewhere: Any,
    signed_in: SignIn,
    chapter: Chapter,
    editor: Any,
    post: Any,
    judge: Any,
    motion_id: str,
) -> None:
    draft = import_markdown(actor=editor, chapter=chapter, language="en", text=CHANGED)
    comment = post("Only moderators may read this.")
    published = post("Everybody may read this.")
    judge(published)
    case = case_of(comment)
    before = (case.version, Draft.objects.get(pk=draft.pk).state)
    reads = [
        reverse("drafts:desk", args=["vnr-2026"]),
        reverse("drafts:import", args=["vnr-2026"]),
        reverse("drafts:draft", args=[draft.pk]),
        reverse("drafts:discard", args=[draft.pk]),
        reverse("portal:publish", args=PLACE),
        reverse("moderation:queue", args=["vnr-2026"]),
        reverse("moderation:case", args=[case.pk]),
        reverse("responses:desk", args=["vnr-2026"]),
        reverse("responses:answer", args=[published.public_id]),
        reverse("council:room", args=["vnr-2026"]),
        reverse("council:put", args=["vnr-2026"]),
        *(reverse(f"council:{name}", args=[motion_id]) for name in ("motion", "state", "close")),
    ]
    writes = [
        *reads[3:5],
        *(reverse(f"moderation:{name}", args=[case.pk]) for name in ("claim", "release", "decide")),
        *(reverse(f"council:{name}", args=[motion_id]) for name in ("vote", "close")),
        reverse("responses:answer", args=[published.public_id]),
    ]
    client = signed_in(elsewhere)
    for address in reads:
        page = page_at(client, address, 404)
        assert "Only moderators" not in page.text_content(), address
    for address in writes:
        assert client.post(address).status_code == 404, address
    case.refresh_from_db()
    assert (case.version, Draft.objects.get(pk=draft.pk).state) == before


@pytest.fixture
def motion_id(review: Review, chapter: Chapter, person: Any) -> str:
    """Return the key of an open motion on the chapter."""
    secretary = person(Role.COUNCIL_SECRETARY)
    ministry = add_institution(
        actor=secretary, review=review, slug="water", name={"en": "Ministry of Water"}
    )
    set_seat(
        actor=secretary,
        review=review,
        institution=ministry,
        position=1,
        weight=1,
        people=[person(Role.COUNCIL_MEMBER)],
    )
    motion = put_motion(
        actor=secretary,
        review=review,
        title={"en": "Adopt the introduction"},
        explanation={},
        versions=[chapter.versions.get()],
        authentic_language="en",
        rules=dict(PRESETS["simple_majority"].data),
        opens_at=None,
        closes_at=timezone.now() + timedelta(hours=1),
        key=uuid.uuid4(),
    )
    return str(motion.pk)
