"""The pages on which a draft is mended: buttons, forms, refusals, and their cost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consult.accounts.models import User
from consult.drafts import actions
from consult.drafts.models import Chapter, Draft, Version
from consult.drafts.rules.blocks import BlockKind, Dropped, DroppedKind, ParsedBlock
from consult.drafts.rules.editing.acts import Merge, Remove, Reword
from consult.drafts.rules.markdown import parse_markdown
from consult.drafts.rules.tally import Tally, tally
from consult.drafts.views.words import DROPPED, TOLD
from tests.drafts.conftest import text_of

pytestmark = pytest.mark.django_db

SOURCE = "# Water\n\n### Wells\n\nOne. Two.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nSee [here](https://a.example)."


def words() -> list[str]:
    return [block["html"] for block in Draft.objects.get(state="checking").blocks]


def test_a_button_acts_and_leads_back_to_the_block(
    client: Client, draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of(SOURCE)
    page, change = (reverse(f"drafts:{name}", args=[draft.pk]) for name in ("draft", "change"))
    sent = client.post(change, {"act": "down 1", "revision": 0})
    assert sent["Location"] == f"{page}?page=1#n-2"
    shown = text_of(client.get(page))
    assert "The block now stands at number 2." in shown
    assert "Block 2: moved" in shown
    assert "Edith Editor" in shown
    client.post(change, {"act": "remove 1", "revision": 1})
    assert "Removed blocks" in text_of(client.get(page))
    client.post(change, {"act": "undo", "revision": 2})
    client.post(change, {"act": "undo", "revision": 3})
    assert words()[:2] == ["Water", "Wells"]
    for wrong in ({"act": "burn 1", "revision": 4}, {"act": "merge 1"}, {}):
        refused = client.post(change, wrong)
        assert (refused.status_code, "There is a problem" in text_of(refused)) == (400, True)
    assert client.post(change, {"act": "up 1", "revision": 4}).status_code == 409
    stale = client.post(change, {"act": "merge 1", "revision": 2})
    assert stale.status_code == 409
    assert "Changed since you opened the page" in text_of(stale)
    assert 'name="revision" value="4"' in text_of(stale)


@pytest.mark.parametrize(
    ("number", "sent", "expected"),
    [
        (
            3,
            {"act": "words", "words": "One **two**\r\nthree"},
            "One <strong>two</strong><br>\nthree",
        ),
        (2, {"act": "retype", "shape": "heading-2"}, "Wells"),
        (3, {"act": "split", "place": "5"}, "One."),
        (3, {"act": "split", "begins": "Two"}, "One."),
        (5, {"act": "words", "cell_1": "x", "cell_2": "_y_"}, "<td>x</td>\t<td><em>y</em></td>"),
        (1, {"act": "move", "to": "2"}, "Wells"),
    ],
)
def test_each_form_of_a_block(
    client: Client, draft_of: Callable[..., Draft], number: int, sent: dict[str, str], expected: str
) -> None:
    draft = draft_of(SOURCE)
    address = reverse("drafts:block", args=[draft.pk, number])
    assert client.get(address).status_code == 200
    assert client.post(address, sent | {"revision": "0"}).status_code == 302
    assert words()[number - 1] == expected


@pytest.mark.parametrize(
    ("number", "sent", "status", "sentence"),
    [
        (3, {"act": "words", "words": " "}, 400, "Nothing would be left."),
        (3, {"act": "words", "words": "[x](javascript:1)"}, 400, "cannot be linked to"),
        (3, {"act": "split"}, 400, "Choose a place with words before and after it."),
        (3, {"act": "split", "begins": "Six"}, 400, "These words are not in the block."),
        (3, {"act": "split", "begins": "."}, 400, "more than once"),
        (3, {"act": "move", "to": "0"}, 400, "greater than or equal to 1"),
        (3, {"act": "move", "to": "99"}, 409, "This draft has no block number 99."),
        (3, {"act": "retype", "shape": "burnt"}, 400, "Select a valid choice."),
        (3, {"act": "burn"}, 400, ""),
    ],
)
def test_a_refused_form_says_so_and_keeps_what_was_typed(
    client: Client,
    draft_of: Callable[..., Draft],
    number: int,
    sent: dict[str, str],
    status: int,
    sentence: str,
) -> None:
    address = reverse("drafts:block", args=[draft_of(SOURCE).pk, number])
    refused = client.post(address, sent | {"revision": "0"})
    page = text_of(refused)
    assert refused.status_code == status
    assert sentence in page
    typed = sent.get("words", sent.get("begins", "")).strip()
    assert typed in page


def test_a_stale_form_keeps_what_was_typed_and_follows_its_block(
    client: Client, editor: User, draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of(SOURCE)
    address = reverse("drafts:block", args=[draft.pk, 3])
    actions.change_draft(actor=editor, draft=draft, revision=0, act=Merge(1))
    actions.change_draft(actor=editor, draft=draft, revision=1, act=Reword(2, ("One. Two!",)))
    sent = {"act": "words", "words": "My own words", "revision": "0"}
    page = client.post(address, sent)
    assert page.status_code == 409
    assert page.context["number"] == 2
    shown = text_of(page)
    assert "My own words" in shown
    assert "One. Two!" in shown
    assert "Block 2: words edited" in shown
    again = {**sent, "revision": str(page.context["form"]["revision"].value())}
    client.post(reverse("drafts:block", args=[draft.pk, 2]), again)
    assert words()[1] == "My own words"

    actions.change_draft(actor=editor, draft=draft, revision=3, act=Remove(2))
    gone = client.post(reverse("drafts:block", args=[draft.pk, 2]), again)
    assert gone.status_code == 409
    assert "The block that you worked on was removed." in text_of(gone)
    assert "My own words" in text_of(gone)
    assert client.get(reverse("drafts:block", args=[draft.pk, 99])).status_code == 404


def test_what_bars_readers_stands_at_its_block_and_leads_to_what_mends_it(
    client: Client, draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of(SOURCE)
    page = text_of(client.get(reverse("drafts:draft", args=[draft.pk])))
    assert "This heading skips a level" in page
    assert "WCAG 2.2, criterion 1.3.1" in page
    assert f"{reverse('drafts:block', args=[draft.pk, 2])}#retype" in page
    assert f"{reverse('drafts:block', args=[draft.pk, 6])}#words" in page
    told = reverse("drafts:told", args=[draft.pk])
    assert "Skipped heading level (1)" in text_of(client.get(told))
    one = text_of(client.get(told, {"kind": "link_says_nothing"}))
    assert f"{reverse('drafts:draft', args=[draft.pk])}?page=1#n-6" in one
    assert "This heading skips a level" not in one


def test_everything_dropped_is_listed_by_kind(
    client: Client, chapter: Chapter, editor: User
) -> None:
    assert set(DROPPED) == set(DroppedKind)
    assert set(TOLD) >= {str(kind) for kind in DroppedKind}
    draft = actions.import_blocks(
        actor=editor,
        chapter=chapter,
        language="en",
        blocks=[ParsedBlock(BlockKind.HEADING, 1, str(n), str(n)) for n in range(150)],
        source_name="a.docx",
        source_sha256="0" * 64,
        dropped=[Dropped(140, DroppedKind.IMAGE, "A map"), Dropped(None, DroppedKind.CHART)],
    )
    told = reverse("drafts:told", args=[draft.pk])
    page = text_of(client.get(told, {"kind": "image"}))
    assert f"{reverse('drafts:draft', args=[draft.pk])}?page=2#n-141" in page
    assert "A picture was left out" in page
    assert "A picture was left out (1)" in page
    assert "A chart was left out (1)" in page


def test_pages_of_a_long_draft_cost_the_same_and_are_bounded(
    client: Client,
    draft_of: Callable[..., Draft],
    publish: Callable[..., Version],
    django_assert_num_queries: Any,
) -> None:
    draft_of("# Water")
    publish()
    sizes = []
    for paragraphs in (150, 900):
        draft = draft_of("# Water\n\n" + "\n\n".join(f"Words {n}." for n in range(paragraphs)))
        page = reverse("drafts:draft", args=[draft.pk])
        with django_assert_num_queries(15):
            first = client.get(page)
        sizes.append(len(first.content))
        with django_assert_num_queries(13):
            assert "Words 120." in text_of(client.get(page, {"page": 2}))
        with django_assert_num_queries(5):
            client.get(reverse("drafts:block", args=[draft.pk, 101]))
        assert "Blocks kept: 1." in text_of(first)
    assert abs(sizes[0] - sizes[1]) < 200


def test_a_discarded_draft_is_brought_back(client: Client, draft_of: Callable[..., Draft]) -> None:
    draft = draft_of("# Water")
    client.post(reverse("drafts:discard", args=[draft.pk]))
    restore = reverse("drafts:restore", args=[draft.pk])
    assert restore in text_of(client.get(reverse("drafts:draft", args=[draft.pk])))
    assert client.get(reverse("drafts:block", args=[draft.pk, 1])).status_code == 409
    newer = draft_of("# Waters")
    refused = client.post(restore)
    assert refused.status_code == 409
    assert "Another draft of this chapter" in text_of(refused)
    client.post(reverse("drafts:discard", args=[newer.pk]))
    assert client.post(restore).status_code == 302
    assert Draft.objects.get(state="checking").pk == draft.pk


def test_the_tally_counts_every_block_once_and_pairs_nothing_unlike() -> None:
    old = parse_markdown("# A\n\nb\n\nNine wells were drilled in the hills.\n\nd\n\ne")
    new = parse_markdown("# A\n\nd\n\nb\n\nTen wells were drilled in the hills.\n\nX\n\ne\n\nf")
    assert tally(old, new) == Tally(kept=3, moved=1, changed=1, added=2, removed=0)
    other = parse_markdown("# Schools\n\nEvery village has a teacher.\n\nBuses run twice a day.")
    assert tally(old, other) == Tally(kept=0, moved=0, changed=0, added=3, removed=5)
