"""Hostile strings as comments, guests' names, reasons and answers come back as text.

Every string goes the whole way by the real pages once: form, mail, confirmation, queue, decision,
answer, chapter. `tests/comments/test_hostile.py` posts all of them and reads the discussion.
"""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from consult.comments.models import Comment, Unconfirmed
from consult.core.models import OutgoingMail
from consult.core.text import clean_line
from tests.portal.conversation import NAME_MAX, REFUSED, SINGLE, Conversation, converse
from tests.portal.hostile import HARMLESS, OWN, parsed, shared, skeleton

pytestmark = pytest.mark.django_db

# Of the shared strings every so many goes the whole way.
STEP = 25


def sayable(strings: list[str]) -> list[str]:
    """Return the strings that can be kept as text and as name."""
    return [each for each in strings if "\x00" not in each and clean_line(each[:NAME_MAX])]


def test_no_page_and_no_mail_has_more_than_its_template_put_there(
    administrator: Any, person: Any, signed_in: Any
) -> None:
    texts = sayable([*OWN, *shared()[::STEP]])
    assert len(texts) >= len(OWN)
    hostile = converse("hostile", texts, administrator, person, signed_in)
    harmless = converse("harmless", [HARMLESS] * len(texts), administrator, person, signed_in)
    _require_names(hostile, texts)
    assert hostile.pages.keys() == harmless.pages.keys()
    for name, pages in hostile.pages.items():
        assert len(pages) == len(harmless.pages[name]) > 0, name
        for number, page in enumerate(pages):
            expected = skeleton(harmless.pages[name][number])
            assert skeleton(page) == expected, (name, number)
    assert len(hostile.pages["mail"]) == 4 * len(texts) - len(texts[::REFUSED])


def _require_names(said: Conversation, texts: list[str]) -> None:
    """Hold the names shown on the pages to those that were typed, letter by letter."""
    names = [clean_line(text[:NAME_MAX]) for text in texts]
    path = "//*[@class='comment-by']//bdi"
    [chapter] = said.pages["chapter"]
    shown = [element.text_content() for element in chapter.xpath(path)]
    assert shown == [name for number, name in enumerate(names) if number % REFUSED]
    listed = [
        page.xpath("//dl//dt[text()='From']/following-sibling::dd[1]/bdi")[0].text_content()
        for page in said.pages["case"]
    ]
    assert listed == names[:SINGLE]


@pytest.mark.parametrize("field", ["body", "name"])
def test_a_null_character_is_refused_with_a_reason_and_the_text_is_kept(
    client: Client, chapter: Any, code: Any, field: str
) -> None:
    address = "/en/reviews/vnr-2026/introduction/comment/"
    page = parsed(client.get(address).content)
    hidden = page.xpath("//form[@novalidate]//input[@type='hidden']")
    typed = {
        **{element.name: element.value for element in hidden},
        "key": str(uuid.uuid4()),
        "body": "Both words stay.",
        "name": "Gita",
        "email": "gita@example.org",
        "language": "en",
        "accept": "on",
    }
    refused = client.post(address, {**typed, field: f"{typed[field]}\x00"})
    tree = parsed(refused.content)
    assert refused.status_code == 400
    assert "Null characters are not allowed." in tree.xpath("//*[@role='alert']")[0].text_content()
    assert typed["name"] in tree.xpath("//input[@name='name']/@value")[0]
    assert "Both words stay." in tree.xpath("//textarea[@name='body']")[0].text_content()
    assert not Unconfirmed.objects.exists()
    assert not Comment.objects.exists()
    assert not OutgoingMail.objects.exists()
