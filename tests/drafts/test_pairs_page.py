"""A translated file with other blocks than the source is paired, and what is right taken over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.drafts.actions import write_translation
from consult.drafts.models import BlockTranslation, Draft, FormerTranslation, Version
from consult.drafts.selectors import blocks_of
from tests.conftest import MakePerson
from tests.drafts.conftest import text_of

pytestmark = pytest.mark.django_db

SOURCE = """# Water

In 2021 every village had one well, and most had two.[^2]

In 2025 there were 40 wells in all of the seven regions.

- Nobody pays for water.

[^2]: Survey of households.
"""
FRENCH = """# Eau

En 2021 chaque village avait un puits, et la plupart deux.[^7]

- Personne ne paie l’eau.

Une note du traducteur qui ne se trouve pas dans la source.

[^7]: Enquête auprès des ménages.
"""


def _version(draft: Draft) -> dict[str, str]:
    draft.chapter.refresh_from_db()
    return {"version": str(draft.chapter.current_id)}


def test_confirmed_pairs_become_drafts_and_the_file_waits_no_longer(
    client: Client, draft_of: Callable[..., Draft], publish: Callable[..., Version]
) -> None:
    draft_of(SOURCE)
    version = publish()
    draft = draft_of(FRENCH, "fr")
    address = reverse("drafts:pairs", args=[draft.pk])
    assert address in text_of(client.get(reverse("drafts:draft", args=[draft.pk])))

    page = text_of(client.get(address))
    assert "2 blocks have no counterpart." in page
    assert page.count("only in the source") == 1
    assert page.count("only in the file") == 1
    assert page.count(' checked><label for="pair-') == 4

    done = client.post(address, {**_version(draft), "pair": ["1", "2", "5", "no"]})

    assert done["Location"].endswith("/introduction/translations/fr/")
    keys = [row.key for row in blocks_of(version, "en")]
    saved = {row.block_key: row for row in BlockTranslation.objects.all()}
    assert set(saved) == {keys[0], keys[1]}
    assert {row.state for row in saved.values()} == {"draft"}
    assert "[^2]" not in saved[keys[1]].html
    assert 'href="#note-2"' in saved[keys[1]].html
    draft.refresh_from_db()
    assert draft.state == "paired"
    again = client.post(address, _version(draft))
    assert again.status_code == 409
    assert "taken over as translations" in text_of(
        client.get(reverse("drafts:draft", args=[draft.pk]))
    )


def test_what_is_reviewed_and_the_same_stays_and_what_differs_is_kept_as_former(
    client: Client,
    editor: User,
    draft_of: Callable[..., Draft],
    publish: Callable[..., Version],
) -> None:
    draft_of("# Water\n\nNobody pays.")
    version = publish()
    keys = [row.key for row in blocks_of(version, "en")]
    for key, text in zip(keys, ("Eau", "Nul ne paie."), strict=True):
        write_translation(
            actor=editor,
            chapter=version.chapter,
            language="fr",
            key=key,
            typed=[text],
            seen_revision=0,
            reviewed=True,
        )
    former = FormerTranslation.objects.count()
    draft = draft_of("# Eau\n\nPersonne ne paie.", "fr")
    address = reverse("drafts:pairs", args=[draft.pk])
    assert "The translation already says this." in text_of(client.get(address))

    client.post(address, {**_version(draft), "pair": ["1", "2"]})

    states = dict(BlockTranslation.objects.values_list("html", "state"))
    assert states == {"Eau": "reviewed", "Personne ne paie.": "draft"}
    assert FormerTranslation.objects.count() == former + 1


def test_a_pair_whose_links_differ_says_so_and_is_not_taken(
    client: Client, draft_of: Callable[..., Draft], publish: Callable[..., Version]
) -> None:
    draft_of("See [the law](https://law.example.org/).")
    publish()
    draft = draft_of("Voir [la loi](https://loi.example.org/).", "fr")
    address = reverse("drafts:pairs", args=[draft.pk])
    assert "must hold the same links as the source" in text_of(client.get(address))
    client.post(address, {**_version(draft), "pair": ["1"]})
    assert not BlockTranslation.objects.exists()


def test_a_newer_source_is_paired_anew(
    client: Client, draft_of: Callable[..., Draft], publish: Callable[..., Version]
) -> None:
    draft_of("# Water")
    publish()
    draft = draft_of("# Eau", "fr")
    seen = _version(draft)
    draft_of("# Waters")
    publish(languages=["en"])

    refused = client.post(reverse("drafts:pairs", args=[draft.pk]), {**seen, "pair": ["1"]})

    assert refused.status_code == 409
    assert "A newer version of the source was published" in text_of(refused)
    assert not BlockTranslation.objects.exists()


def test_others_find_nothing_and_a_source_draft_has_no_pairs(
    client: Client,
    draft_of: Callable[..., Draft],
    person: MakePerson,
    signed_in: Callable[[User], Client],
) -> None:
    address = reverse("drafts:pairs", args=[draft_of("# Eau", "fr").pk])
    assert "This chapter is not published yet." in text_of(client.get(address))
    assert signed_in(person(Role.MODERATOR)).get(address).status_code == 404
    assert client.get(reverse("drafts:pairs", args=[draft_of("# A").pk])).status_code == 404
