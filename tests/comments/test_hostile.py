"""Hostile strings come back as text, or are refused with a reason.

Besides the project's own list, the shared collections are used where they lie beside the project.
Every string is posted as text and as name; the page that shows them is parsed, and its tree may
hold only what is listed here.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from django.utils import timezone
from lxml import html

from consult.comments.models import Comment
from consult.comments.rules.markup import render_body
from consult.comments.rules.submission import checked_name
from consult.core.errors import DomainError, TextRefused

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "hostile-text"

TEXT_ELEMENTS = {
    "a", "blockquote", "br", "code", "em", "li", "ol", "p", "pre", "strong", "sub", "sup", "ul",
}  # fmt: skip
SCHEMES = ("http:", "https:", "mailto:")

OWN = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<svg/onload=alert(1)>",
    "[click](javascript:alert(1))",
    "[click](JaVaScRiPt&colon;alert(1))",
    "[click](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](https://example.org/pixel.png)",
    "<https://example.org/?a=1&b=%22onmouseover=alert(1)>",
    "[a](https://example.org 'onclick=\"alert(1)\"')",
    '"><iframe srcdoc="<script>alert(1)</script>">',
    "</textarea><script>alert(1)</script>",
    "{{ 7|add:7 }} {% load x %}",
    "%(name)s %s {0}",
    "\u202eevil\u202c \u200b\ufeff",
    "Z\u0351\u036b\u0343a\u0329\u0316lgo",
    "<!--><script>alert(1)</script-->",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "---",
    "[only]: https://example.org",
    "# # #",
    "`````",
    "> " * 200,
    "*" * 3000,
    "[" * 3000,
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "a\x00b",
    "lone \ud800 surrogate",
    "’ OR 1=1; DROP TABLE comments_comment; --",
]


def _shared() -> list[str]:
    naughty = json.loads((SHARED / "naughty-strings.json").read_text(encoding="utf-8"))
    payloads = (SHARED / "xss-payloads.txt").read_text(encoding="utf-8").splitlines()
    return [text for text in [*naughty, *payloads] if text.strip()]


def _require_listed(markup: str) -> Any:
    """Hold parsed markup to the listed elements, attributes and schemes; return the tree."""
    tree = html.fragment_fromstring(markup, create_parent="div")
    for element in tree.iterdescendants():
        assert element.tag in TEXT_ELEMENTS, (element.tag, markup)
        assert set(element.attrib) <= ({"href", "rel"} if element.tag == "a" else set()), markup
        _require_scheme(element.get("href", ""))
    return tree


def _require_scheme(address: str) -> None:
    """Hold an address to the listed schemes, as a browser reads it on a page of this site."""
    read = re.sub(r"[\x00-\x20]", "", address)
    assert urljoin("https://consult.example/en/", read).startswith(SCHEMES), address


def _sanitised(text: str) -> None:
    try:
        markup = render_body(text)
    except TextRefused as refused:
        assert refused.params["character"] in {"U+0000", "U+D800"}
        return
    tree = _require_listed(markup)
    assert tree.text_content().strip(), text


@pytest.mark.parametrize("text", OWN)
def test_own_list_is_shown_as_text_or_refused(text: str) -> None:
    _sanitised(text)


def test_shared_lists_are_shown_as_text_or_refused() -> None:
    if not SHARED.is_dir():
        pytest.skip("The shared collections of hostile text are not beside this project.")
    texts = _shared()
    assert len(texts) > 1_400
    for text in texts:
        _sanitised(text)


def _post_all(post: Any, participant: Any, texts: list[str]) -> int:
    """Post each text under its own name; return how many were taken."""
    taken = 0
    for text in texts:
        try:
            participant.name = checked_name(text[:120])
            post(text)
        except DomainError as refused:
            assert refused.code in {"text_refused", "text_missing", "name_missing"}, text
        else:
            taken += 1
    return taken


def _require_safe_page(page: str, originals: set[str]) -> None:
    """Hold a whole page to having nothing but its own scripts, and the texts to the list."""
    tree = html.fromstring(page)
    for script in tree.iter("script"):
        assert script.get("nonce")
        assert script.get("src", "").startswith("/static/")
        assert not (script.text or "").strip()
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in {"iframe", "object", "embed", "img", "base", "style"}
        for name, value in element.attrib.items():
            assert not name.startswith("on"), (element.tag, name)
            assert name not in {"style", "srcdoc"}, (element.tag, name)
            if name in {"href", "src", "action", "formaction"}:
                _require_scheme(value)
    for shown in tree.xpath("//*[contains(@class, 'comment-text')]"):
        inner = "".join(
            [html.tostring(child, encoding="unicode") for child in shown.iterchildren()]
        )
        _require_listed(inner)
    names = {bdi.text_content() for bdi in tree.xpath("//*[contains(@class, 'comment-by')]//bdi")}
    assert names <= originals


def _hostile_page(post: Any, participant: Any, client: Any, texts: list[str], least: int) -> None:
    """Post, publish all at once, since judging each is tested elsewhere, and read every page."""
    taken = _post_all(post, participant, texts)
    assert taken >= least
    Comment.objects.update(state="published", shown_at=timezone.now())
    originals = set(Comment.objects.values_list("author_name", flat=True))
    seen, after = 0, ""
    while True:
        address = f"/en/reviews/vnr-2026/introduction/comments/?after={after}"
        page = client.get(address).content.decode()
        _require_safe_page(page, originals)
        seen += page.count('class="comment-text"')
        following = html.fromstring(page).xpath("//a[@rel='next']/@href")
        if not following:
            break
        after = following[0].partition("after=")[2]
    assert seen == taken


def test_pages_hold_nothing_hostile(post: Any, participant: Any, client: Any) -> None:
    _hostile_page(post, participant, client, OWN, 20)


def test_pages_hold_nothing_hostile_of_the_shared_lists(
    post: Any, participant: Any, client: Any
) -> None:
    if not SHARED.is_dir():
        pytest.skip("The shared collections of hostile text are not beside this project.")
    _hostile_page(post, participant, client, _shared(), 1_400)


def test_queue_and_case_hold_nothing_hostile(
    post: Any, participant: Any, moderator: Any, signed_in: Any
) -> None:
    taken = _post_all(post, participant, OWN[:18])
    client = signed_in(moderator)
    page = client.get("/en/moderation/vnr-2026/").content.decode()
    assert page.count('class="comment-text"') == taken
    originals = set(Comment.objects.values_list("author_name", flat=True))
    _require_safe_page(page, originals)
    for address in set(html.fromstring(page).xpath("//main//h2/a/@href")):
        _require_safe_page(client.get(address).content.decode(), originals)


def test_mails_hold_nothing_hostile(post: Any, judge: Any, participant: Any) -> None:
    from consult.core.models import OutgoingMail

    _post_all(post, participant, OWN)
    for comment in list(Comment.objects.all()):
        judge(comment, "R1", '<script>alert("why")</script>')
    mails = list(OutgoingMail.objects.all())
    assert len(mails) == 2 * Comment.objects.count()
    for mail in mails:
        tree = html.fromstring(mail.html)
        tags = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
        assert tags.isdisjoint({"script", "img", "iframe", "svg", "style", "form", "input"})
        for link in tree.iter("a"):
            assert link.get("href", "").startswith(SCHEMES)
        assert "\n" not in mail.subject
