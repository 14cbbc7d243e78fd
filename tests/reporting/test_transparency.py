"""What the pages say is counted again from the bundle, number by number."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from lxml import html

from consult.comments.models import Comment
from moderation.actions import keep_figures
from tests.reporting.judged import FILES, LIST, PAGE, leaves, table


def facts(page: str) -> dict[str, str]:
    (listed,) = html.fromstring(page).xpath("//dl[preceding-sibling::h2[@id='overview']]")
    words = [" ".join(one.text_content().split()) for one in listed.xpath("dt|dd")]
    return dict(zip(words[::2], words[1::2], strict=True))


def said(counts: Counter[Any]) -> list[list[str]]:
    return sorted([*map(str, key), str(count)] for key, count in counts.items())


@pytest.mark.parametrize("keeps", [True, False])
def test_every_number_of_the_page_is_that_of_the_bundle(
    happened: list[Comment], client: Any, review: Any, keeps: bool
) -> None:
    if keeps:
        keep_figures(review=review)
    page = client.get(PAGE).content.decode()
    posted, decided = leaves(client, "comment.posted.v1"), leaves(client, "case.decided.v1")
    first = {leaf["data"]["number"] for leaf in decided}
    shown = facts(page)
    assert shown["Texts sent in"] == str(len(posted)) == "8"
    assert shown["Texts with a decision"] == str(len(first)) == "7"
    assert shown["Decisions"] == str(len(decided)) == "14"
    assert shown["Half of them were decided"] == "within 1 hour"
    assert table(page, "languages") == [["English", str(len(posted))]]
    words = {
        "approve": "Published",
        "reject": "Not published, or no longer",
        "uphold": "Upheld on appeal",
        "overturn": "Overturned on appeal",
    }
    verdicts = Counter((words[leaf["data"]["decision"]],) for leaf in decided)
    assert sorted(table(page, "verdicts")) == said(verdicts)
    titles = {"R1": "R1 No insults", "R2": "R2 No advertising"}
    rules = Counter(
        (titles[leaf["data"]["rule"]], leaf["data"]["code_version"])
        for leaf in decided
        if leaf["data"]["rule"]
    )
    assert sorted(table(page, "rules")) == said(rules)
    sources = {
        "own_initiative": "Own initiative: moderators read every text",
        "report": "A report",
        "appeal": "An appeal",
    }
    assert sorted(table(page, "sources")) == said(
        Counter((sources[leaf["data"]["source"]],) for leaf in decided)
    )
    detections = {
        "none": "None: people",
        "signals": "Automatic checks had pointed something out",
    }
    automation = Counter(leaf["data"]["automation"]["detection"] for leaf in decided)
    assert {leaf["data"]["automation"]["decision"] for leaf in decided} == {"none"}
    assert sorted(table(page, "automation")) == sorted(
        [detections[detection], "None: people", str(count)]
        for detection, count in automation.items()
    )


def test_appeals_and_reports_are_those_of_the_bundle(happened: list[Comment], client: Any) -> None:
    page = client.get(PAGE).content.decode()
    lodged = Counter(leaf["data"]["party"] for leaf in leaves(client, "case.appealed.v1"))
    assert lodged == {"author": 2, "reporter": 1}
    assert table(page, "appeals") == [
        ["Authors of the text", str(lodged["author"]), "1", "1", "0", "within 1 hour"],
        ["People who had reported it", str(lodged["reporter"]), "0", "1", "0", "within 1 hour"],
    ]
    filed = leaves(client, "case.reported.v1")
    muted = [leaf for leaf in filed if leaf["data"]["muted"]]
    assert (len(filed), len(muted)) == (4, 1)
    assert table(page, "reports") == [
        ["R1 No insults", "2", "0", "1", "1", "0"],
        ["R2 No advertising", "1", "0", "1", "0", "0"],
        ["Somebody is at risk", "1", "1", "0", "0", "0"],
    ]


def test_the_list_names_every_act_without_a_word_of_it(
    happened: list[Comment], client: Any, review: Any
) -> None:
    keep_figures(review=review)
    page = client.get(LIST).content.decode()
    expected = []
    public: dict[str, bool] = {}
    for leaf in leaves(client, "case.decided.v1"):
        data = leaf["data"]
        before = public.get(data["number"])
        if data["effect"] == "withhold" and data["decision"] != "uphold":
            kind = "No longer published" if before else "Not published"
            expected.append((leaf["index"], data["number"], kind, data["rule"] or "–"))
        public[data["number"]] = data["effect"] == "publish"
        if data["decision"] == "overturn":
            kind = "Decision overturned on appeal"
        elif before is not None and before != public[data["number"]]:
            kind = "Decision superseded"
        else:
            continue
        expected.append((leaf["index"], data["number"], kind, data["rule"] or "–"))
    for leaf in leaves(client, "case.safeguarded.v1"):
        if leaf["data"]["act"] == "hide":
            kind = "Hidden for somebody’s safety"
            expected.append((leaf["index"], leaf["data"]["number"], kind, "–"))
    expected.sort(key=lambda act: act[0])
    shown = [(int(row[5]), row[0], row[1], row[3 - 1]) for row in table(page, "list")]
    assert shown == list(reversed(expected))
    assert len(shown) == 11
    for sealed in ("Fool", "ridicules", "Looked at again", "Mona", "Otto", "Paul"):
        assert sealed not in page
    counted = Counter(kind for _, _, kind, _ in shown)
    assert {row[0]: int(row[1]) for row in table(client.get(PAGE).content.decode(), "listed")} == (
        counted
    )
    narrowed = client.get(LIST, {"kind": "withdrawn"}).content.decode()
    assert {row[1] for row in table(narrowed, "list")} == {"No longer published"}
    assert "Nothing here." in client.get(LIST, {"kind": "erased"}).content.decode()
    for nonsense in ({"kind": "x", "before": "y"}, {"before": "9" * 40}):
        assert client.get(LIST, nonsense).status_code == 200


def test_a_review_without_anything_has_its_pages(client: Any, review: Any) -> None:
    page = client.get(PAGE).content.decode()
    for nothing in ("Nothing has been decided yet.", "Nobody has appealed yet.", "None so far."):
        assert nothing in page
    for address in (PAGE, LIST):
        assert client.post(address).status_code == 405


def test_the_pages_are_found_from_where_people_look(client: Any, code: Any) -> None:
    for address in ("/en/reviews/vnr-2026/", "/en/reviews/vnr-2026/code-of-conduct/"):
        tree = html.fromstring(client.get(address).content.decode())
        for place in ("//main", "//footer"):
            assert tree.xpath(f"{place}//a[@href='{PAGE}']"), (address, place)


@pytest.mark.parametrize("address", [PAGE, LIST, f"{FILES}.json"])
def test_a_page_costs_the_same_however_much_happened(
    happened: list[Comment],
    post: Any,
    judge: Any,
    client: Any,
    review: Any,
    address: str,
    django_assert_num_queries: Any,
) -> None:
    keep_figures(review=review)
    client.get(address)
    expected = {PAGE: 5, LIST: 6, f"{FILES}.json": 4}[address]
    for times in (0, 6):
        for _ in range(times):
            judge(post(), "R1", "No.")
        keep_figures(review=review)
        with django_assert_num_queries(expected):
            client.get(address)
