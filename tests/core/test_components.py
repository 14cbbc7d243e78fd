"""The components say what they are given, and say it to everybody."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.utils import translation

from consult.responses.rules.dispositions import DISPOSITION_NAMES
from tests.core.page import component, one, words


class Letter(forms.Form):
    name = forms.CharField(label="Your name", help_text="As you want it shown.")
    group = forms.ChoiceField(
        label="Group", choices=[("w", "Women"), ("y", "Youth")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    agree = forms.BooleanField(label="I accept the code of conduct")
    key = forms.UUIDField(widget=forms.HiddenInput)


def a_comment(**changed: Any) -> SimpleNamespace:
    given = {
        "public_id": uuid.UUID(int=7),
        "number": "VNR26-000007",
        "author_name": "Nadia <b>Belkourt</b>",
        "organisation_name": "Confederation of Labour",
        "language": "fr",
        "html": "<p>Le Conseil pouvait siéger.</p>",
        "state": "published",
        "depth": 2,
        "posted_at": datetime(2026, 5, 3, 20, 30, tzinfo=UTC),
        "refused_rule": "",
    }
    return SimpleNamespace(**{**given, **changed})


def test_a_field_is_named_by_its_label_and_described_by_its_hint() -> None:
    tree = component("field", field=Letter()["name"])

    box = one(tree, "//input")
    assert words(one(tree, f"//label[@for='{box.get('id')}']")) == "Your name"
    assert words(one(tree, f"//*[@id='{box.get('aria-describedby')}']")) == "As you want it shown."
    assert box.get("aria-invalid") is None


def test_a_refused_field_is_marked_and_described_by_hint_and_error() -> None:
    form = Letter({"name": ""})
    tree = component("field", field=form["name"])

    box = one(tree, "//input")
    described = [words(one(tree, f"//*[@id='{i}']")) for i in box.get("aria-describedby").split()]
    assert described == ["As you want it shown.", "Error: This field is required."]
    assert box.get("aria-invalid") == "true"


def test_a_group_of_choices_is_a_fieldset_with_a_label_for_each() -> None:
    tree = component("field", field=Letter({"name": "x"})["group"], cards=True)

    group = one(tree, "//fieldset")
    assert words(one(group, "legend")) == "Group"
    assert "cards" in group.get("class").split()
    named = {label.get("for"): words(label) for label in group.xpath(".//label")}
    boxes = {box.get("id") for box in group.xpath(".//input[@type='radio']")}
    assert named == {"id_group_0": "Women", "id_group_1": "Youth"}
    assert boxes == set(named)
    assert words(one(tree, f"//*[@id='{group.get('aria-describedby')}']")).startswith("Error:")


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert words(one(component("field", field=Letter()["note"]), "//label")) == "Note (optional)"


def test_a_single_box_has_its_label_after_it_and_no_fieldset() -> None:
    tree = component("field", field=Letter()["agree"])

    assert tree.xpath("//fieldset") == []
    assert words(one(tree, "//label[@for='id_agree']")) == "I accept the code of conduct"


def test_a_hidden_field_is_the_input_alone() -> None:
    tree = component("field", field=Letter()["key"])

    assert [element.tag for element in tree] == ["input"]


def test_the_error_summary_links_to_each_refused_field_of_the_form() -> None:
    form = Letter({"name": "", "key": "no"})
    form.add_error(None, "The consultation is closed.")
    summary = component("error_summary", form=form)
    page = summary.xpath("//div") + [
        element for field in form for element in component("field", field=field).iter()
    ]
    ids = {element.get("id") for element in page}

    assert [words(item) for item in summary.xpath("//li")] == [
        "The consultation is closed.",
        "Your name: This field is required.",
        "Group: This field is required.",
        "I accept the code of conduct: This field is required.",
        "Enter a valid UUID.",
    ]
    targets = [link.get("href") for link in summary.xpath("//li/a")]
    assert targets == ["#id_name", "#id_group_0", "#id_agree"]
    assert {target[1:] for target in targets} <= ids
    assert one(summary, "//*[@data-error-summary]").get("tabindex") == "-1"


def test_the_error_summary_of_a_form_without_errors_is_nothing() -> None:
    assert words(component("error_summary", form=Letter())) == ""


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("info", "Information"),
        ("success", "Done"),
        ("warning", "Please note"),
        ("error", "There is a problem"),
    ],
)
def test_a_notice_says_its_kind_in_words(kind: str, word: str) -> None:
    tree = component("notice", kind=kind, text="A <i>sentence</i>.")

    assert words(tree) == f"{word} A <i>sentence</i>."


def test_a_comment_shows_who_said_what_when_and_in_which_language() -> None:
    with translation.override("ar"):
        tree = component("comment", comment=a_comment(), zone="Asia/Tbilisi", reply="/reply")

    article = one(tree, "//article")
    by = one(tree, f"//*[@id='{article.get('aria-labelledby')}']")
    text = one(tree, "//*[contains(@class, 'comment-text')]")
    assert words(by) == "Nadia <b>Belkourt</b> Confederation of Labour"
    assert words(one(tree, "//a[contains(@class, 'number')]")) == "VNR26-000007"
    assert one(tree, "//time").get("datetime") == "2026-05-03T20:30:00+00:00"
    assert one(tree, "//time").text.endswith("2026 00:30")
    assert (text.get("lang"), text.get("dir")) == ("fr", "ltr")
    assert words(text) == "Le Conseil pouvait siéger."
    assert one(tree, "//a[@href='/reply']") is not None
    assert "depth-2" in article.get("class").split()


def test_a_refused_comment_gives_way_to_a_note_that_names_the_rule() -> None:
    comment = a_comment(state="refused", refused_rule="R2", html="<p>An insult.</p>")
    tree = component("comment", comment=comment, rule="Respect people", conduct="/conduct")

    assert words(tree) == (
        "VNR26-000007 This comment is not shown. It breaks rule R2 of the code of conduct: "
        "Respect people Read the code of conduct"
    )


@pytest.mark.parametrize(
    ("outcome", "sentence", "is_open"),
    [
        ("changed", "This comment was made on an earlier wording.", False),
        ("removed", "This comment was made on words that are no longer in the text.", True),
    ],
)
def test_a_comment_on_an_earlier_wording_unfolds_it_then_and_now(
    outcome: str, sentence: str, is_open: bool
) -> None:
    passage = {"before": "It is ", "after": " this year.", "language": "en", "is_passage": True}
    wording = SimpleNamespace(
        outcome=outcome,
        made_on=1,
        then=SimpleNamespace(**passage, words="very <low>"),
        now=None if is_open else SimpleNamespace(**passage, words="low"),
    )
    tree = component(
        "comment", comment=a_comment(), zone="UTC", wording=wording, earlier="/versions/1/"
    )

    note = one(tree, "//details[@class='earlier-wording']")
    assert words(one(note, "summary")) == sentence
    assert (note.get("open") is not None) == is_open
    quoted = [words(quote) for quote in note.xpath(".//blockquote")]
    assert quoted == ["It is very <low> this year.", "It is low this year."][: 2 - is_open]
    assert words(one(note, ".//dd[1]//mark")) == "very <low>"
    assert one(note, "p/a").get("href") == "/versions/1/"


def test_a_comment_whose_words_still_stand_says_nothing_of_earlier_ones() -> None:
    tree = component("comment", comment=a_comment(), zone="UTC", wording=None)

    assert tree.xpath("//details") == []


@pytest.mark.parametrize("disposition", list(DISPOSITION_NAMES))
def test_an_answer_says_what_became_of_the_comment_and_why(disposition: str) -> None:
    answer = SimpleNamespace(
        disposition=disposition,
        html="<p>Because of <em>this</em>.</p>",
        language="en",
        answered_at=datetime(2026, 6, 1, 9, 0, tzinfo=UTC),
    )
    tree = component("comment", comment=a_comment(), answer=answer, zone="UTC")

    said = one(tree, "//*[@class='answer']")
    name = DISPOSITION_NAMES[disposition]
    assert words(one(said, ".//*[contains(@class, 'state-')]")) == name
    assert words(said) == f"Answer {name} 1 Jun 2026 09:00 Because of this."


def test_a_pager_links_to_the_pages_on_either_side() -> None:
    tree = component("pager", page=Paginator(range(60), 20).page(2), address="?state=open&")

    assert [link.get("href") for link in tree.xpath("//a")] == [
        "?state=open&page=1",
        "?state=open&page=3",
    ]
    assert "Page 2 of 3" in words(tree)


def test_a_pager_of_one_page_is_nothing() -> None:
    assert words(component("pager", page=Paginator(range(3), 20).page(1))) == ""


def test_a_list_that_goes_on_from_a_key_has_its_neighbours() -> None:
    tree = component("pager", next="?after=0009", position="Comments 1 to 20 of 33")

    assert words(tree) == "Comments 1 to 20 of 33 Next page"
    assert one(tree, "//a").get("rel") == "next"
