"""Translations beside a text: typed or made by the operator's own machine, labelled, and never in
place of the original."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from lxml import html

from consult.accounts.rules.roles import Role
from consult.core.errors import NotPermitted
from consult.reviews.models import Review
from moderation.actions import take_translation, translate_case
from moderation.models import CaseTranslation
from moderation.rules.judging import OwnSubmission
from moderation.rules.translating import (
    MachineFailed,
    NoMachine,
    TranslationLanguageWrong,
    TranslationMissing,
)
from tests.comments.scene import case_of, last_leaf, nothing_happens
from tests.drafts import providers

QUEUE = "/en/moderation/vnr-2026/"


@pytest.fixture(autouse=True)
def _nothing_sent() -> Iterator[None]:
    providers.SENT.clear()
    yield
    providers.SENT.clear()


@pytest.fixture
def translate(moderator: Any) -> Any:
    def run(comment: Any, **changes: Any) -> CaseTranslation:
        given: dict[str, Any] = {
            "actor": moderator,
            "case_id": case_of(comment).pk,
            "language": "en",
            "text": "Which minutes are <missing>?",
            "key": uuid.uuid4(),
        }
        return translate_case(**{**given, **changes})

    return run


def labels(response: Any) -> list[str]:
    tree = html.fromstring(response.content.decode())
    found = tree.xpath("//main//p[@class='translation-label'][contains(., 'Translation')]")
    return [" ".join(label.text_content().split()) for label in found]


def test_a_typed_translation_stands_beside_the_text_with_its_author(
    post: Any, translate: Any, signed_in: Any, moderator: Any, review: Review
) -> None:
    comment = post("რომელი ოქმები აკლია?", language="ka")
    made = translate(comment)
    leaf = last_leaf(review)
    assert (leaf["event"], leaf["data"]) == (
        "case.translated.v1",
        {
            "case": case_of(comment).reference,
            "number": comment.number,
            "language": "en",
            "by": "person",
        },
    )
    client = signed_in(moderator)
    page = client.get(f"/en/moderation/cases/{case_of(comment).pk}/")
    assert labels(page)[0].startswith("Translation into English by Mona Moderator ")
    tree = html.fromstring(page.content.decode())
    beside = tree.xpath("//div[@class='translation']")[0]
    assert beside[1].text_content().strip() == "Which minutes are <missing>?"
    original = tree.xpath("//div[contains(@class, 'case-text')]")[0].text_content()
    assert original.strip() == "რომელი ოქმები აკლია?"
    assert labels(client.get(QUEUE)) == ["Translation into English by Mona Moderator"]
    comment.refresh_from_db()
    assert "minutes" not in comment.body + comment.html
    assert (made.provider, case_of(comment).language) == ("", "ka")


def test_the_latest_counts_and_one_of_an_earlier_wording_is_marked(
    post: Any, translate: Any, signed_in: Any, moderator: Any
) -> None:
    comment = post("რა?", language="ka")
    translate(comment, text="First try")
    translate(comment, text="Second try")
    translate(comment, language="fr", text="Quoi ?")
    type(comment).objects.update(body="სხვა?")
    page = signed_in(moderator).get(f"/en/moderation/cases/{case_of(comment).pk}/")
    assert [label.split(" by ")[0] for label in labels(page)] == [
        "Translation into Français",
        "Translation into English",
    ]
    content = page.content.decode()
    assert ("First try" in content, "Second try" in content) == (False, True)
    assert content.count("Of an earlier wording of the text") == 2


def test_the_queue_prefers_a_language_that_the_moderator_reads(
    post: Any, translate: Any, signed_in: Any, moderator: Any
) -> None:
    comment = post("რა?", language="ka")
    translate(comment, language="fr", text="Quoi ?")
    translate(comment, language="en", text="What?")
    moderator.reads = ["fr"]
    moderator.save()
    content = signed_in(moderator).get(f"{QUEUE}?language=ka").content.decode()
    assert ("Quoi ?" in content, "What?" in content) == (True, False)


def test_what_is_refused_leaves_nothing(
    post: Any, translate: Any, moderator: Any, person: Any
) -> None:
    comment, own = post(language="fr"), post(actor=moderator, language="fr")
    refusals = [
        (TranslationMissing, comment, {"text": " \n"}),
        (TranslationLanguageWrong, comment, {"language": "fr"}),
        (TranslationLanguageWrong, comment, {"language": "tlh"}),
        (OwnSubmission, own, {}),
        (NotPermitted, comment, {"actor": person(Role.EDITOR)}),
    ]
    for error, about, changes in refusals:
        with nothing_happens(), pytest.raises(error):
            translate(about, **changes)
    assert not CaseTranslation.objects.exists()


def test_a_waiting_text_reaches_the_operators_own_machine_and_no_other(
    post: Any, moderator: Any, settings: Any, signed_in: Any
) -> None:
    comment = post("secret plan")
    given = {"actor": moderator, "case_id": case_of(comment).pk, "language": "ar"}
    address = f"/en/moderation/cases/{case_of(comment).pk}/translate/"
    client = signed_in(moderator)
    settings.TRANSLATION_PROVIDER = "tests.drafts.providers.Reverser"
    with pytest.raises(NoMachine):
        take_translation(**given)
    assert client.post(address, {"machine": "ar"}).status_code == 409
    assert "by machine" not in client.get(address).content.decode()
    assert providers.SENT == []
    settings.TRANSLATION_PROVIDER_OWN = True
    with pytest.raises(NoMachine):
        take_translation(**{**given, "language": "ka"})
    assert "Translate into العربية by machine" in client.get(address).content.decode()
    assert client.post(address, {"machine": "ar"}).status_code == 302
    assert providers.SENT == ["secret plan"]
    made = CaseTranslation.objects.get()
    assert (made.text, made.provider, made.author) == ("plan secret", "Reverser 1", None)
    page = client.get(f"/en/moderation/cases/{case_of(comment).pk}/")
    assert labels(page)[0].startswith(
        "Translation into العربية by machine (Reverser 1), not checked"
    )
    settings.TRANSLATION_PROVIDER = "tests.drafts.providers.Failer"
    with pytest.raises(MachineFailed):
        take_translation(**given)


def test_the_page_takes_a_translation_and_keeps_what_was_typed(
    post: Any, signed_in: Any, moderator: Any, person: Any
) -> None:
    comment = post("Quoi ?", language="fr")
    address = f"/en/moderation/cases/{case_of(comment).pk}/translate/"
    client = signed_in(moderator)
    form = html.fromstring(client.get(address).content.decode()).forms[-1]
    said = dict(form.fields)
    assert said["language"] == "en"
    refused = client.post(address, {**said, "text": "Kept words", "language": "fr"})
    assert (refused.status_code, "Kept words" in refused.content.decode()) == (400, True)
    assert client.post(address, {**said, "text": "What?"}).url == address[: -len("translate/")]
    assert CaseTranslation.objects.get().text == "What?"
    assert signed_in(person(Role.EDITOR)).get(address).status_code == 404


def test_a_translation_is_only_erased_and_then_shown_no_more(
    post: Any, translate: Any, signed_in: Any, moderator: Any
) -> None:
    comment = post("Quoi ?", language="fr")
    made = CaseTranslation.objects.filter(pk=translate(comment).pk)
    for change in ({"provider": "Machine"}, {"language": "ar"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            made.update(**change)
    made.update(text="")
    client = signed_in(moderator)
    assert labels(client.get(f"/en/moderation/cases/{case_of(comment).pk}/")) == []
    assert labels(client.get(QUEUE)) == []
