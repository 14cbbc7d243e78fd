"""Strings that try to be more than text, and trees that show whether they were.

A page with hostile text must have the tree of the same page with harmless text: the same elements
with the same attributes in the same places. Where markup may be typed, what stands inside must be
on the list, and is then cut out before the trees are compared.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from lxml import html

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "hostile-text"

OWN = [
    "<script>alert(document.domain)</script>",
    "</title><script>alert(1)</script>",
    "</h1></header></main><h1>Taken over</h1>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "` onmouseover=`alert(1)",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><script>alert&#40;1&#41;</script></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'></iframe>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "<base href='https://example.org/'>",
    "<link rel=stylesheet href='https://example.org/x.css'>",
    "<style>body{display:none}</style>",
    "<form action='https://example.org/'><button>Send</button></form>",
    "<input type=hidden name=verdict value=approve>",
    "<a href='javascript:alert(1)'>click</a>",
    "[click](javascript:alert(1))",
    "[click](  java\tscript:alert(1))",
    "[click](vbscript:msgbox)",
    "[click](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[click](//example.org/%0ajavascript:alert(1))",
    "![pixel](https://example.org/pixel.png)",
    "<javascript:alert(1)>",
    "<https://example.org/?q=1&amp;r=%22%3e%3cscript%3e>",
    "[a]: javascript:alert(1)",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e;",
    "{{ request.user.email }} {% debug %} {# #}",
    "{% csrf_token %}",
    "%(number)s %s %% {0} {number}",
    "\u202ereversed\u202c and \u2066isolated\u2069",
    "zero\u200bwidth\u200djoined\ufeff",
    "\u0338<\u0338>\u0338 combining strokes",
    "\U0001f1e6\U0001f1fa \U0001f468\u200d\U0001f469\u200d\U0001f467 \u0995\u09cd\u09b7",
    '=HYPERLINK("https://example.org","x")',
    "Robert'); DROP TABLE comments_comment;--",
    "../../../../etc/passwd",
]
HARMLESS = "Seven councils met."

LISTED = {
    "a", "blockquote", "br", "code", "em", "li", "ol", "p", "pre", "strong", "sub", "sup", "ul",
}  # fmt: skip
SCHEMES = ("http://", "https://", "mailto:")
# Where a page shows text that may hold markup: comments, answers, and both in mails and receipts.
TYPED = (
    "//*[contains(concat(' ', @class, ' '), ' comment-text ')]",
    "//*[@class='answer']/div",
    "//div[@class='answer' and not(p[@class='answer-head'])]",
    "//blockquote[not(@class)]",
)


def shared() -> list[str]:
    """Return every string of the shared collections, none where they are not beside the project."""
    if not SHARED.is_dir():
        return []
    naughty = json.loads((SHARED / "naughty-strings.json").read_text(encoding="utf-8"))
    payloads = (SHARED / "xss-payloads.txt").read_text(encoding="utf-8").splitlines()
    return [*naughty, *payloads]


def parsed(markup: str | bytes) -> Any:
    """Return the tree of a page or mail whose addresses have been held to the listed schemes."""
    tree = html.fromstring(markup)
    for element in tree.iter():
        if isinstance(element.tag, str):
            for name in ("href", "src", "action", "formaction"):
                if name in element.attrib:
                    _require_scheme(element.attrib[name])
    return tree


def _require_scheme(address: str) -> None:
    """Hold an address to the listed schemes, as a browser reads it on a page of this site."""
    read = re.sub(r"[\x00-\x20]", "", address)
    assert urljoin("https://consult.example/en/", read).startswith(SCHEMES), address


def skeleton(tree: Any) -> list[tuple[int, str, tuple[str, ...]]]:
    """Return every element with its depth and the names of its attributes, in order.

    What was typed with markup is held to the list of elements and then left out.
    """
    for path in TYPED:
        for area in tree.xpath(path):
            _cut_typed(area)
    return [
        (
            sum(1 for _ in element.iterancestors()),
            element.tag if isinstance(element.tag, str) else "comment",
            tuple(sorted(element.attrib)),
        )
        for element in tree.iter()
    ]


def _cut_typed(area: Any) -> None:
    for element in area.iterdescendants():
        assert element.tag in LISTED, html.tostring(area)
        assert set(element.attrib) <= ({"href", "rel"} if element.tag == "a" else set())
    for child in list(area):
        area.remove(child)
