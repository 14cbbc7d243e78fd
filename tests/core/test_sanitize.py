"""Nothing but allow-listed markup leaves the sanitiser, and no text is lost in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.core.errors import TextRefused
from consult.core.sanitize import (
    BLOCK_TAGS,
    INLINE_TAGS,
    render_markdown,
    sanitize,
    sanitize_inline,
)
from tests.core.markup import outside_the_list, text_of

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "hostile-text"
RICH = INLINE_TAGS | BLOCK_TAGS

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)' onclick=alert(1) style='color:red'>x</a>",
    "<a href='java&#1;script:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='&#1;javascript:alert(1)'>x</a>",
    "<a href=' data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<?php echo 1 ?><![CDATA[x]]><!DOCTYPE html>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<p id=x class=y dir=rtl>text</p>",
    "<table><tr><td background='javascript:alert(1)'>x</td></tr></table>",
    "<p<p<p<<<>>>&&&lt;script&gt;",
    "[x](javascript:alert(1)) ![x](https://e.org/pixel.png) <https://e.org> [y](data:text/html,x)",
    "&#0;&#1;&#x80;&#xD800;&#x110000;",
]

SAMPLES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *("<p>", "</p>", "<pre>", "</pre>", "<code>", "<ul>", "<li>", "</ul>", "<em>"),
                *("<a href='https://e.org/?a=1&b'>", "<a href='javascript:x'>", "</a>", "<td>"),
                *("<!--", "-->", "<svg>", "<math>", "<style>", "</style>", "<template>"),
                *("<textarea>", "<title>", "<plaintext>", "<script>", "<br>", "&amp;", "&lt;"),
                *("&#13;", "&#x0;", "&#1;", "&#x338;", "&nbsp;", "\u0338", "\n", " ", "<", ">"),
            ]
        ),
        st.text(max_size=3),
    ),
    max_size=12,
).map("".join)


def all_forms(text: str) -> list[tuple[str, frozenset[str]]] | None:
    """Return the text through each way in, with what is allowed there; None where refused."""
    try:
        return [
            (sanitize(text), RICH),
            (sanitize_inline(text), INLINE_TAGS),
            (render_markdown(text), RICH),
        ]
    except TextRefused:
        return None


def unsafe(texts: list[str]) -> list[object]:
    found: list[object] = []
    for text in texts:
        for html, allowed in all_forms(text) or []:
            found += [(text, fault) for fault in outside_the_list(html, allowed)]
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markup_leaves_allow_listed_markup_only(text: str) -> None:
    assert unsafe([text]) == []


def test_the_checker_finds_what_it_is_there_for() -> None:
    bad = '<a href="java\tscript:x" onclick="x">y</a><img src=x><!-- z -->'
    assert len(outside_the_list(bad, RICH)) >= 6


@pytest.mark.parametrize("name", ["naughty-strings.json", "xss-payloads.txt"])
def test_lists_of_hostile_texts_leave_allow_listed_markup_only(name: str) -> None:
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"{name} of the shared data is not here.")
    text = path.read_text(encoding="utf-8")
    texts = json.loads(text) if name.endswith(".json") else text.split("\n")
    assert len(texts) > 500
    assert unsafe(texts) == []


@settings(max_examples=150, deadline=None)
@given(SAMPLES)
def test_any_mixture_is_safe_and_a_second_cleaning_changes_nothing(text: str) -> None:
    assert unsafe([text]) == []
    forms = all_forms(text)
    if forms is not None:
        rich, inline, rendered = (html for html, _allowed in forms)
        assert sanitize(rich) == rich
        assert sanitize_inline(inline) == inline
        assert sanitize(rendered) == rendered


@pytest.mark.parametrize(("text", "character"), [("a\x00b", "U+0000"), ("a\ud800b", "U+D800")])
@pytest.mark.parametrize("clean", [sanitize, sanitize_inline, render_markdown])
def test_what_no_database_keeps_is_refused(clean: object, text: str, character: str) -> None:
    assert callable(clean)
    with pytest.raises(TextRefused) as refusal:
        clean(text)
    assert refusal.value.params == {"character": character}
    assert character in str(refusal.value)


def test_allowed_markup_stays_and_the_rest_leaves_its_text() -> None:
    html = "<h1>Title</h1><p>One <strong>two</strong> <u>three</u><sup>4</sup></p><ol><li>a</ol>"
    assert sanitize(html) == (
        "Title<p>One <strong>two</strong> three<sup>4</sup></p><ol><li>a</li></ol>"
    )
    assert sanitize_inline(html) == ("Title\nOne <strong>two</strong> three<sup>4</sup>\n\na")


def test_links_keep_three_schemes_and_say_that_we_do_not_vouch_for_them() -> None:
    rel = 'rel="nofollow ugc noopener noreferrer"'
    assert sanitize('<a href="https://e.org/?a=1&amp;b=2" target=_top>x</a>') == (
        f'<a href="https://e.org/?a=1&amp;b=2" {rel}>x</a>'
    )
    assert sanitize('<a href="mailto:a@e.org">x</a>') == f'<a href="mailto:a@e.org" {rel}>x</a>'
    assert sanitize('<a href="ftp://e.org">x</a>') == f"<a {rel}>x</a>"


def test_markdown_has_neither_markup_nor_images_of_its_own() -> None:
    assert render_markdown("<b>bold</b> & *em*") == (
        "<p>&lt;b&gt;bold&lt;/b&gt; &amp; <em>em</em></p>"
    )
    rendered = render_markdown("![a pixel](https://e.org/p.png)")
    assert "<img" not in rendered
    assert text_of(rendered) == "!a pixel"


def test_markdown_becomes_paragraphs_lists_quotes_and_code() -> None:
    text = "> Quoted\n\nFirst  \nline\n\n1. one\n2. two\n\n```\n<code>\n```"
    assert render_markdown(text) == (
        "<blockquote>\n<p>Quoted</p>\n</blockquote>\n<p>First<br>\nline</p>\n<ol>\n"
        "<li>one</li>\n<li>two</li>\n</ol>\n<pre><code>&lt;code&gt;\n</code></pre>"
    )


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("\u0338Not this", "\u0338Not this"),
        ("x\n\n\u0338y", "x\n\u0338y"),
        ("a < b > c", "a < b > c"),
        ("<b\u0338>", "<b\u0338>"),
        ("1 &lt; 2", "1 < 2"),
        ("\u202eabc", "\u202eabc"),
    ],
)
def test_no_word_is_lost_on_the_way(typed: str, seen: str) -> None:
    assert text_of(render_markdown(typed)) == seen
