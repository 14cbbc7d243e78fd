"""Publishing in two phases: what is checked between them, and what an editor sees of it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from consult.comments.models import Comment
from consult.core.models import Entry
from consult.drafts.actions import discard_draft, import_markdown
from consult.drafts.models import Chapter, Draft, Placement, Publication, Version
from consult.drafts.rules.publishing import PublicationOvertaken
from consult.drafts.rules.refusals import StructureDiffers
from consult.portal import tasks
from consult.portal.actions import ask_to_publish, publish_version
from tests.comments.scene import CHANGED, TEXT, passage_of, publish_text
from tests.portal.reading import page_at, words

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]
PUBLISHING = import_module("consult.portal.actions.publish_version")
WRITING = import_module("consult.drafts.actions.publish_version")
PUBLISH_PAGE = import_module("consult.portal.views.publish")


@pytest.fixture
def draft(chapter: Chapter, editor: Any) -> Draft:
    return import_markdown(actor=editor, chapter=chapter, language="en", text=CHANGED)


def between(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], Any]) -> None:
    """Let something happen once, when the next version is planned and not yet written."""
    plan = PUBLISHING.plan_publication

    def planned(**wanted: Any) -> Any:
        made = plan(**wanted)
        monkeypatch.setattr(PUBLISHING, "plan_publication", plan)
        happens()
        return made

    monkeypatch.setattr(PUBLISHING, "plan_publication", planned)


def texts_published(chapter: Chapter) -> list[str]:
    """Return how the last block of each version reads."""
    return [
        version.blocks.order_by("-position")[0].texts.get().text
        for version in chapter.versions.order_by("number")
    ]


LAST, LAST_CHANGED = (
    "Data for small islands are missing.",
    ("The review covers the years 2021 to 2025 in all regions."),
)


@pytest.mark.parametrize("checked", [True, False], ids=["checked", "check taken away"])
def test_a_draft_that_somebody_replaces_meanwhile_is_not_published_unseen(
    monkeypatch: pytest.MonkeyPatch, chapter: Chapter, editor: Any, draft: Draft, checked: bool
) -> None:
    between(
        monkeypatch,
        lambda: Draft.objects.filter(pk=draft.pk).update(blocks=draft.blocks[:2]),
    )
    if checked:
        with pytest.raises(PublicationOvertaken):
            publish_version(actor=editor, chapter=chapter)
        assert texts_published(chapter) == [LAST]
        draft.refresh_from_db()
        assert draft.state == "checking"
    else:
        monkeypatch.setattr(WRITING, "_still_stands", lambda _plan, _chapter: True)
        publish_version(actor=editor, chapter=chapter)
        draft.refresh_from_db()
        # What was published is not what the draft says, and the draft is gone from the desk.
        assert texts_published(chapter) == [LAST, LAST_CHANGED]
        assert (draft.state, len(draft.blocks)) == ("published", 2)


@pytest.mark.parametrize("checked", [True, False], ids=["checked", "check taken away"])
def test_a_version_that_somebody_publishes_meanwhile_is_not_overwritten(
    monkeypatch: pytest.MonkeyPatch, chapter: Chapter, editor: Any, draft: Draft, checked: bool
) -> None:
    between(monkeypatch, lambda: publish_version(actor=editor, chapter=chapter))
    if checked:
        with pytest.raises(PublicationOvertaken):
            publish_version(actor=editor, chapter=chapter)
        assert texts_published(chapter) == [LAST, LAST_CHANGED]
        assert Entry.objects.filter(event="version.published.v1").count() == 2
    else:
        monkeypatch.setattr(WRITING, "_still_stands", lambda _plan, _chapter: True)
        # Only the database's own constraint on version numbers is left to stop it.
        with pytest.raises(IntegrityError):
            publish_version(actor=editor, chapter=chapter)


def test_a_comment_made_meanwhile_is_carried_with_the_others(
    monkeypatch: pytest.MonkeyPatch,
    chapter: Chapter,
    editor: Any,
    post: Any,
    draft: Draft,
) -> None:
    early = post("Before", anchor_at=passage_of(chapter, 2, "minutes of five"))
    late: list[Comment] = []
    where = passage_of(chapter, 3)
    between(monkeypatch, lambda: late.append(post("Meanwhile", anchor_at=where)))

    version = publish_version(actor=editor, chapter=chapter)

    for comment in (early, *late):
        comment.refresh_from_db()
    placed = Placement.objects.filter(version=version).values_list("anchor", "outcome")
    assert dict(placed) == {early.anchor_id: "changed", late[0].anchor_id: "removed"}
    assert (late[0].block_key, late[0].placement) == (None, "removed")
    chapter.refresh_from_db()
    assert (early.unsettled_at, chapter.unsettled) == (None, 1)


@pytest.mark.parametrize("count", [2, 12])
def test_writing_takes_the_same_queries_for_any_number_of_comments(
    chapter: Chapter,
    editor: Any,
    post: Any,
    judge: Any,
    draft: Draft,
    django_assert_num_queries: Any,
    count: int,
) -> None:
    for number in range(count):
        judge(post(f"Comment {number}", anchor_at=passage_of(chapter, 1 + number % 3)))

    with django_assert_num_queries(57):
        publish_version(actor=editor, chapter=chapter)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count every publication as one that takes long."""
    monkeypatch.setattr(PUBLISH_PAGE, "AT_ONCE", 0)


def test_a_large_publication_runs_as_a_task_that_its_page_follows(
    chapter: Chapter,
    editor: Any,
    draft: Draft,
    large: None,
    signed_in: SignIn,
    work_off_tasks: Callable[[], int],
) -> None:
    client = signed_in(editor)
    asking = reverse("portal:publish", args=["vnr-2026", "introduction"])
    watching = client.post(asking).headers["Location"]
    assert client.post(asking).headers["Location"] == watching
    waiting = page_at(client, watching)
    assert words(waiting, "//*[@class='state state-pending']") == ["Waiting to begin"]
    assert waiting.xpath("//progress/@max") == ["3"]
    assert words(page_at(client, asking), "//main//a[@class='button']") == ["See how far it is"]
    assert Version.objects.count() == 1

    assert work_off_tasks() == 1

    done = page_at(client, watching)
    assert "Version 2 is published" in done.text_content()
    [publication] = Publication.objects.all()
    chapter.refresh_from_db()
    assert (publication.state, publication.version) == ("published", chapter.current)
    assert (publication.done, publication.total) == (3, 3)


def test_a_task_that_runs_again_publishes_nothing_more(
    chapter: Chapter, editor: Any, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    publication = ask_to_publish(actor=editor, chapter=chapter)
    run = tasks.publish.func
    # The same task is taken up by another worker while the first is between its two phases.
    between(monkeypatch, lambda: run(str(publication.pk)))
    run(str(publication.pk))
    run(str(publication.pk))

    publication.refresh_from_db()
    assert publication.state == "published"
    assert [version.number for version in chapter.versions.order_by("number")] == [1, 2]
    assert Entry.objects.filter(event="version.published.v1").count() == 2


def test_a_failure_keeps_the_drafts_and_says_why_and_may_be_tried_again(
    chapter: Chapter, editor: Any, draft: Draft, large: None, signed_in: SignIn
) -> None:
    french = import_markdown(actor=editor, chapter=chapter, language="fr", text="# Un titre seul")
    publication = ask_to_publish(actor=editor, chapter=chapter)
    tasks.publish.func(str(publication.pk))

    publication.refresh_from_db()
    assert (publication.state, publication.reason["code"]) == ("failed", StructureDiffers.code)
    client = signed_in(editor)
    page = page_at(client, reverse("portal:publication", args=[publication.pk]))
    assert "They first differ at block 2" in page.text_content()
    again = reverse("portal:publish", args=["vnr-2026", "introduction"])
    assert "They first differ at block 2" in page_at(client, again).text_content()
    assert Draft.objects.filter(state="checking").count() == 2
    discard_draft(actor=editor, draft=french)
    second = ask_to_publish(actor=editor, chapter=chapter)
    assert second.pk != publication.pk
    tasks.publish.func(str(second.pk))
    second.refresh_from_db()
    assert second.state == "published"
    assert "They first differ" not in page_at(client, again).text_content()


def test_drafts_changed_after_the_button_was_pressed_are_not_published(
    chapter: Chapter, editor: Any, draft: Draft
) -> None:
    publication = ask_to_publish(actor=editor, chapter=chapter)
    import_markdown(actor=editor, chapter=chapter, language="en", text=TEXT + "\nUnseen.\n")
    tasks.publish.func(str(publication.pk))

    publication.refresh_from_db()
    assert (publication.state, publication.reason["code"]) == ("failed", "publication_overtaken")
    assert chapter.versions.count() == 1


def test_a_fault_is_kept_in_plain_words(
    chapter: Chapter, editor: Any, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault() -> None:
        raise RuntimeError("disk on fire")

    publication = ask_to_publish(actor=editor, chapter=chapter)
    between(monkeypatch, fault)
    tasks.publish.func(str(publication.pk))

    publication.refresh_from_db()
    assert (publication.state, publication.reason["code"]) == ("failed", "publication_broken")
    assert "disk" not in str(publication.reason)


def test_ranks_and_counts_are_those_of_a_single_reader(
    chapter: Chapter, editor: Any, post: Any, judge: Any
) -> None:
    first = post("On the years", anchor_at=passage_of(chapter, 1))
    judge(first)
    reply = post("A reply", replied_to=first)
    judge(reply)
    islands = [post(f"Islands {n}", anchor_at=passage_of(chapter, 3)) for n in range(2)]
    whole = post("All of it")
    for comment in (whole, *islands):
        judge(comment)
    publish_text(editor, chapter, CHANGED)

    rows = Comment.objects.order_by("path").values_list("number", "rank", "block_key")
    years = passage_of(chapter, 2).block_key
    assert list(rows) == [
        (first.number, 1, years),
        (reply.number, 1, years),
        (islands[0].number, 1, None),
        (islands[1].number, 2, None),
        (whole.number, 3, None),
    ]
