"""A copy as one HTML document: whole, sound, and in need of nothing outside itself."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from typing import Any
from uuid import uuid4

import pytest
from lxml import html

from consult.drafts.actions import add_chapter, import_markdown
from consult.drafts.models import Chapter
from consult.drafts.rules.blocks import AttrValue, BlockKind
from consult.drafts.selectors import BlockRow, blocks_of
from consult.portal.actions import publish_version
from consult.reporting.exports import copy_document
from consult.reporting.exports.text import copied_text
from consult.reporting.selectors import copy_of_chapter, copy_of_report
from tests.comments.scene import passage_of
from tests.portal.hostile import OWN

pytestmark = pytest.mark.django_db

REVIEW = "vnr-2026"


def tree_of(document: str) -> Any:
    return html.document_fromstring(document.encode())


def copied(language: str = "en", number: int = 2, **changes: Any) -> Any:
    """Return the tree of a copy of the chapter."""
    return tree_of(
        copy_document(copy_of_chapter(REVIEW, "introduction", number, language, **changes))
    )


def folded(element: Any) -> str:
    return " ".join(element.text_content().split())


def require_sound(tree: Any) -> None:
    """Hold a document to unique ids, links that lead somewhere, and nothing that would load."""
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//a/@href") if link[0] == "#"} <= set(ids)
    assert tree.xpath("//script | //link | //iframe | //object | //form | //base") == []
    assert tree.xpath("//@src[not(starts-with(., 'data:'))] | //@style") == []
    assert [name for name in tree.xpath("//@*/..") for key in name.attrib if key[:2] == "on"] == []
    [sheet] = tree.xpath("//style")
    assert not re.search(r"url\(|@import", sheet.text)
    digest = b64encode(hashlib.sha256(sheet.text.encode()).digest()).decode()
    [policy] = tree.xpath("//meta[@http-equiv]/@content")
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")


def test_a_copy_says_what_it_is(water: Chapter) -> None:
    tree = copied()
    assert (tree.get("lang"), tree.get("dir")) == ("en", "ltr")
    assert tree.findtext(".//title") == "Introduction, version 2 – VNR 2026"
    assert [folded(heading) for heading in tree.xpath("//h1")] == ["Introduction"]
    facts = {
        folded(row.find("dt")): folded(row.find("dd")) for row in tree.xpath("//header//dl/div")
    }
    assert water.current is not None
    sha256 = water.current.renderings.get(language="en").sha256
    published = facts.pop("Published")
    assert facts == {
        "Version": "2",
        "SHA-256": sha256,
        "Language": "English",
        "Where it stands": "http://127.0.0.1:8000/en/reviews/vnr-2026/introduction/versions/2/?lang=en",
    }
    assert "(Africa/Nairobi)" in published
    assert tree.xpath("//meta[@name='dcterms.identifier']/@content") == [f"sha256:{sha256}"]
    require_sound(tree)


@pytest.mark.parametrize("language", ["en", "ar", "ka"])
def test_every_block_stands_in_it_with_exactly_its_text(water: Chapter, language: str) -> None:
    tree = copied(language)
    assert water.current is not None
    rows = blocks_of(water.current, language)
    for row in rows:
        [element] = tree.xpath(f"//*[@id='b-{row.key}']")
        assert row.text in element.text_content()
    assert [folded(entry) for entry in tree.xpath("//nav//li")] == [
        re.sub(r"1$", "", row.text) for row in rows if row.kind is BlockKind.HEADING
    ]
    require_sound(tree)


def test_structure_is_kept(water: Chapter) -> None:
    tree = copied()
    assert [element.tag for element in tree.xpath("//main//*[self::h2 or self::h3]")] == [
        "h2",
        "h3",
    ]
    [deep] = tree.xpath("//main/ul/li/ul/li")
    assert folded(deep).endswith("Deep wells")
    [table] = tree.xpath("//table")
    assert [child.tag for child in table] == ["caption", "thead", "tbody"]
    assert table.xpath("thead/tr/th/@scope") == ["col", "col"]
    [frame] = tree.xpath("//div[@class='table-frame']")
    assert frame.get("aria-labelledby") in table.xpath("caption//@id")
    [cited] = tree.xpath("//h2/sup/a/@href")
    [back] = tree.xpath(f"//p[@id='{cited[1:]}']/a[@class='back']/@href")
    assert back == f"#{tree.xpath('//main//h2/@id')[0]}"


def test_the_same_copy_is_the_same_document(water: Chapter) -> None:
    first, second = (
        copy_document(copy_of_chapter(REVIEW, "introduction", 2, "ar")) for _time in range(2)
    )
    assert first == second


def test_another_language_is_marked_where_it_stands(water: Chapter) -> None:
    tree = copied("ar")
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    # The title of the chapter has no Arabic: the English one says so.
    assert tree.xpath("//h1/span/@lang") == ["en"]
    assert tree.xpath("//code[@class='hash']/@dir") == ["ltr"]


def test_a_text_in_a_language_that_pages_do_not_speak_has_labels_in_english(
    chapter: Chapter, editor: Any
) -> None:
    chapter.review.languages = ["en", "de"]
    chapter.review.save(update_fields=["languages"])
    import_markdown(actor=editor, chapter=chapter, language="de", text="# Wasser\n\nBrunnen.\n")
    import_markdown(actor=editor, chapter=chapter, language="en", text="# Water\n\nWells.\n")
    publish_version(actor=editor, chapter=chapter)
    tree = copied("de")
    assert tree.get("lang") == "de"
    assert tree.xpath("//h2[@id='contents']/span/@lang") == ["en"]
    assert tree.xpath("//dl/div/dt[1]/span/@lang") == ["en"] * 5


def figure(picture: str) -> BlockRow:
    attrs: dict[str, AttrValue] = {"picture": picture, "width": 3, "height": 2}
    return BlockRow(uuid4(), 1, BlockKind.FIGURE, 0, attrs, "A <em>river</em>", "A river", "en")


def test_a_figure_shows_its_picture_or_says_what_is_on_it() -> None:
    rows = [figure("ab"), figure("cd")]
    pictures = {"ab": "data:image/png;base64,AAAA"}
    text = copied_text(rows, around="en", labels="en", pictures=pictures)
    tree = html.fragment_fromstring(text, create_parent="div")
    [image] = tree.xpath("//img")
    assert (image.get("src"), image.get("alt")) == (pictures["ab"], "A river")
    assert folded(tree.xpath("//p")[1]) == "Picture, described: A river"


def test_comments_stand_behind_the_text_with_their_answers(
    water: Chapter, post: Any, judge: Any, editor: Any
) -> None:
    from consult.responses.actions import answer_comment
    from consult.responses.rules.dispositions import Disposition

    comment = post("Who **dug** them?", anchor_at=passage_of(water, 1, "Wells"))
    judge(comment)
    judge(post("كم بئرًا؟", language="ar"))
    judge(post("You fool!"), rule="R1", explanation="It insults.")
    post("This one waits.")
    comment.refresh_from_db()
    answer_comment(
        actor=editor,
        comment=comment,
        disposition=Disposition.ACCEPTED,
        reason="The diggers are named now.",
        language="en",
        changed_at=None,
        key=uuid4(),
    )
    tree = copied(comments=True)
    require_sound(tree)
    section = tree.xpath("//section[@class='comments']")[0]
    assert [folded(heading) for heading in section.xpath("h2 | h3")] == [
        "Comments",
        "On the whole chapter",
        "On paragraph 2",
    ]
    assert water.current is not None
    key = blocks_of(water.current, "en")[1].key
    assert section.xpath("h3/a/@href") == [f"#b-{key}"]
    arabic, refused, dug = section.xpath("article")
    assert arabic.xpath("div/@lang | div/@dir") == ["ar", "rtl"]
    assert folded(refused).endswith("It breaks rule R1 of the code of conduct: No insults")
    assert "fool" not in folded(section)
    assert "waits" not in folded(section)
    assert folded(dug.find("blockquote")) == "Wells"
    assert dug.xpath("div/p/strong/text()")[0] == "dug"
    assert folded(dug.xpath("div[@class='answer']/div")[0]) == "The diggers are named now."
    assert folded(dug.xpath("div[@class='answer']/p/strong")[0]) == "Answer: Accepted"


def test_a_report_holds_all_chapters_in_order(water: Chapter, editor: Any) -> None:
    land = add_chapter(
        actor=editor,
        review=water.review,
        slug="land",
        position=2,
        title={"en": "Land", "ar": "الأرض"},
        source_language="en",
    )
    import_markdown(
        actor=editor, chapter=land, language="en", text="# Land[^1]\n\nOf it.\n\n[^1]: A note.\n"
    )
    publish_version(actor=editor, chapter=land)
    tree = tree_of(copy_document(copy_of_report(REVIEW, "ar")))
    require_sound(tree)
    assert tree.findtext(".//title") == "VNR 2026"
    assert tree.xpath("//section[@class='chapter']/h2/@id") == ["introduction", "land"]
    assert tree.xpath("//p[contains(@id, 'note-')]/@id") == ["introduction-note-1", "land-note-1"]
    assert tree.xpath("//section[@class='chapter']/div[@lang]/@lang") == ["en"]
    assert tree.xpath("//section[@class='chapter']/div[@lang]/@dir") == ["ltr"]


def test_hostile_words_stay_words(
    chapter: Chapter, editor: Any, post: Any, judge: Any, participant: Any
) -> None:
    text = "\n\n".join(["# Text", *OWN])
    import_markdown(actor=editor, chapter=chapter, language="en", text=text)
    publish_version(actor=editor, chapter=chapter)
    for number, words in enumerate(OWN[:8]):
        participant.name = words
        participant.save()
        judge(post(words, anchor_at=passage_of(chapter, number + 1)))
    Chapter.objects.filter(pk=chapter.pk).update(title_en="</title><script>alert(1)</script>\"'")
    document = copy_document(copy_of_chapter(REVIEW, "introduction", 2, "en", comments=True))
    tree = tree_of(document)
    require_sound(tree)
    assert tree.findtext(".//title").startswith("</title><script>alert(1)</script>\"', version 2")
    assert len(tree.xpath("//h1")) == 1
    assert set(tree.xpath("//main//*/@*[name()='onerror' or name()='onfocus']")) == set()
    assert "javascript:" not in "".join(tree.xpath("//a/@href"))
