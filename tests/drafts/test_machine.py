"""Translation by machine: asked for what is missing, marked, and never sent what is private."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consult.accounts.models import User
from consult.core.machine import NoProvider, NotSentElsewhere, Reach, ask
from consult.drafts.actions import (
    choose_published,
    suggest_translations,
    write_translation,
)
from consult.drafts.models import BlockTranslation, Chapter, Draft, MachineRun, Version
from consult.drafts.rules.machine import NothingOffered
from consult.drafts.rules.translating import Publishes
from consult.drafts.selectors import blocks_of
from consult.reviews.models import Review
from tests.drafts import providers
from tests.drafts.conftest import text_of

TEXT = "# Water for all\n\nEvery village has one well.[^1]\n\n[^1]: Survey of 2025.\n"


@pytest.fixture(autouse=True)
def _nothing_sent() -> Iterator[None]:
    providers.SENT.clear()
    yield
    providers.SENT.clear()


@pytest.fixture
def use(settings: Any) -> Callable[[str], None]:
    """Return a switch of the provider."""

    def switch(name: str) -> None:
        settings.TRANSLATION_PROVIDER = f"tests.drafts.providers.{name}"

    return switch


@pytest.mark.parametrize("reach", [Reach.UNPUBLISHED, Reach.PERSONAL])
def test_what_is_not_published_reaches_only_the_operators_own_provider(reach: Reach) -> None:
    provider = providers.Reverser()
    with pytest.raises(NotSentElsewhere):
        ask(provider, ["secret plan"], "en", "ar", reach=reach, own=False)
    assert providers.SENT == []
    assert ask(provider, ["secret plan"], "en", "ar", reach=reach, own=True) == ["plan secret"]
    assert ask(provider, ["a b"], "en", "ar", reach=Reach.PUBLISHED, own=False) == ["b a"]


def test_by_default_nothing_is_offered() -> None:
    assert not NoProvider().offers("en", "ar")
    assert NoProvider().translate(["a"], "en", "ar") == [""]


@pytest.mark.django_db
def test_without_a_provider_there_is_no_button_and_no_run(
    client: Client,
    review: Review,
    chapter: Chapter,
    editor: User,
    draft_of: Callable[..., Draft],
    publish: Callable[..., Version],
) -> None:
    draft_of(TEXT)
    publish()
    page = client.get(reverse("drafts:translations", args=[review.slug, chapter.slug, "ar"]))
    assert "Suggest by machine" not in text_of(page)
    with pytest.raises(NothingOffered):
        suggest_translations(actor=editor, chapter=chapter, language="ar")
    assert not MachineRun.objects.exists()


@pytest.mark.django_db
def test_a_machine_fills_what_is_missing_and_readers_are_told(
    client: Client,
    review: Review,
    chapter: Chapter,
    editor: User,
    draft_of: Callable[..., Draft],
    publish: Callable[..., Version],
    use: Callable[[str], None],
    work_off_tasks: Callable[[], int],
) -> None:
    use("Reverser")
    draft_of(TEXT + "\nMore and more.\n" * 20)
    keys = [row.key for row in blocks_of(publish(), "en")]
    given = {"actor": editor, "chapter": chapter, "language": "ar"}
    write_translation(**given, key=keys[0], typed=["ماء"], seen_revision=0)
    address = reverse("drafts:translations", args=[review.slug, chapter.slug, "ar"])
    assert "Suggest by machine for 22 missing blocks" in text_of(client.get(address))

    client.post(reverse("drafts:suggest", args=[review.slug, chapter.slug, "ar"]))
    assert suggest_translations(**given).pk == MachineRun.objects.get().pk
    assert "Reverser 1 is at work: 0 blocks of 23 gone through." in text_of(client.get(address))
    assert work_off_tasks() == 2

    run = MachineRun.objects.get()
    assert (run.state, run.passed, run.suggested, run.unusable) == ("done", 23, 22, 0)
    assert "Reverser 1 suggested 22 translations; 0 could not" in text_of(client.get(address))
    assert "Water for all" not in providers.SENT
    saved = {row.block_key: row for row in BlockTranslation.objects.all()}
    assert (saved[keys[0]].html, saved[keys[0]].state) == ("ماء", "draft")
    machine = saved[keys[1]]
    assert (machine.state, machine.provider) == ("machine", "Reverser 1")
    assert machine.html.endswith("one has village Every")

    choose_published(**given, publishes=Publishes.MACHINE)
    version = publish()
    assert [row.state for row in blocks_of(version, "ar")][:2] == ["draft", "machine"]
    shown = reverse("portal:chapter", args=[review.slug, chapter.slug]) + "?lang=ar"
    page = text_of(client.get(shown))
    assert page.count("Translated by machine, not reviewed yet") == 22
    assert page.count("Translation not reviewed yet") == 1

    write_translation(
        **given, key=keys[-1], typed=["2025 of Survey."], seen_revision=1, reviewed=True
    )
    assert BlockTranslation.objects.get(block_key=keys[-1]).provider == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("provider", "result"),
    [("Forgetter", ("done", 3, 2, 1)), ("Failer", ("failed", 0, 0, 0))],
)
def test_what_a_machine_breaks_is_not_taken(
    chapter: Chapter,
    editor: User,
    draft_of: Callable[..., Draft],
    publish: Callable[..., Version],
    use: Callable[[str], None],
    work_off_tasks: Callable[[], int],
    provider: str,
    result: tuple[str, int, int, int],
) -> None:
    use(provider)
    draft_of(TEXT)
    publish()
    chapter.refresh_from_db()
    suggest_translations(actor=editor, chapter=chapter, language="ar")

    assert work_off_tasks() == 1

    run = MachineRun.objects.get()
    assert (run.state, run.passed, run.suggested, run.unusable) == result
    assert BlockTranslation.objects.count() == run.suggested
