"""Goals and targets: the official list, what editors type, tags and their page."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consult.core.errors import NotPermitted
from consult.drafts.actions import tag_text
from consult.drafts.models import Chapter, Tag
from consult.drafts.rules.goals import GOALS, TARGETS, in_order, typed_codes
from consult.drafts.rules.refusals import BlockNotThere, GoalUnknown, NothingTagged
from consult.drafts.selectors import aims, blocks_of

# How many targets each Goal has, 1 to 17 (resolution 70/1).
TARGETS_OF = (7, 8, 13, 10, 9, 8, 5, 12, 8, 10, 10, 11, 5, 10, 12, 12, 19)


def test_the_list_is_that_of_the_agenda_in_every_interface_language() -> None:
    found = list(aims().values())
    goals = [aim for aim in found if aim.is_goal]
    assert [aim.code for aim in goals] == [str(number) for number in range(1, GOALS + 1)]
    assert len(found) - len(goals) == TARGETS == sum(TARGETS_OF)
    for goal, count in zip(goals, TARGETS_OF, strict=True):
        assert sum(aim.goal == goal.code for aim in found) == count + 1
    for language, _name in settings.LANGUAGES:
        assert all(aim.names[language].strip() for aim in found)
        assert len({aim.names[language] for aim in goals}) == GOALS


def test_codes_are_read_as_people_write_them_and_sorted_as_the_agenda_does() -> None:
    assert typed_codes("SDG 4, 4.A; goal 13.b and 4.10, 4") == ["4", "4.a", "13.b", "4.10"]
    assert typed_codes("4.1.2 v2.0x") == []
    assert sorted(["10", "4.a", "4.10", "4", "4.2"], key=in_order) == [
        "4", "4.2", "4.10", "4.a", "10",
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_tags_are_added_once_taken_away_and_refused(
    chapter: Chapter, draft_of: Any, publish: Any, editor: Any, person: Any
) -> None:
    draft_of("# Water\n\nPipes leak.\n\nWells run dry.")
    version = publish()
    chapter.refresh_from_db()
    keys = [row.key for row in blocks_of(version, "en")]
    tag = {"actor": editor, "chapter": chapter}
    assert tag_text(**tag, keys=[None, keys[1]], codes=["6", "6.1"]) == 4
    assert tag_text(**tag, keys=[keys[1], keys[2]], codes=["6.1"]) == 1
    assert tag_text(**tag, keys=keys, codes=["6.1"], remove=True) == 2
    assert sorted(Tag.objects.values_list("code", flat=True)) == ["6", "6", "6.1"]
    for refused, keys_, codes in (
        (GoalUnknown, [None], ["6", "18", "6.z"]),
        (NothingTagged, [], ["6"]),
        (NothingTagged, [None], []),
        (BlockNotThere, [chapter.pk], ["6"]),
    ):
        with pytest.raises(refused):
            tag_text(**tag, keys=keys_, codes=codes)
    with pytest.raises(NotPermitted):
        tag_text(actor=person(), chapter=chapter, keys=[None], codes=["6"])


@pytest.mark.django_db(transaction=True)
def test_the_page_keeps_what_was_typed_and_tags_follow_the_text(
    chapter: Chapter, draft_of: Any, publish: Any, client: Client
) -> None:
    draft_of("# Water\n\nPipes leak.\n\nWells run dry.")
    version = publish()
    chapter.refresh_from_db()
    key = str(blocks_of(version, "en")[1].key)
    address = f"/en/editing/{chapter.review.slug}/{chapter.slug}/goals/"
    refused = client.post(address, {"codes": "6, 99", "keys": [key], "add": ""})
    assert refused.status_code == 400
    page = refused.content.decode()
    assert 'value="6, 99"' in page
    assert f'id="key-{key}" checked' in page
    assert "These are no Goals or targets: 99." in page
    assert client.post(address, {"codes": "", "add": ""}).status_code == 400
    assert client.post(address, {"codes": "6.1", "keys": [key], "add": ""}).status_code == 302
    shown = Client().get(f"/en/reviews/{chapter.review.slug}/goals/6/")
    assert "Pipes leak." in shown.content.decode()
    assert "Wells run dry." not in shown.content.decode()
    draft_of("# Water\n\nWells run dry.\n\nPipes leak badly.")
    publish()
    assert "Pipes leak badly." in Client().get(shown.wsgi_request.path).content.decode()
    with CaptureQueriesContext(connection) as queries:
        Client().get(shown.wsgi_request.path)
    assert len(queries) == 7
    with CaptureQueriesContext(connection) as queries:
        Client().get(f"/en/reviews/{chapter.review.slug}/goals/")
    assert len(queries) == 3
    assert Client().get(f"/en/reviews/{chapter.review.slug}/goals/18/").status_code == 404
