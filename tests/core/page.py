"""A rendered page or component as a tree that a test can ask."""

from __future__ import annotations

from typing import Any

from django.template import engines
from lxml import html


def tree_of(markup: str) -> Any:
    """Return the parsed tree of a component, inside one element."""
    return html.fragment_fromstring(markup, create_parent="div")


def component(name: str, **context: Any) -> Any:
    """Return the parsed tree of one of the components, rendered as an `include … only` does."""
    return tree_of(rendered(f"core/components/{name}.html", **context))


def rendered(template: str, **context: Any) -> str:
    """Return a template's markup."""
    return str(engines["django"].get_template(template).render(context))


def words(element: Any) -> str:
    """Return the text of an element with its white space folded."""
    return " ".join(element.text_content().split())


def one(tree: Any, path: str) -> Any:
    """Return the only element that an XPath expression finds."""
    found = tree.xpath(path)
    assert len(found) == 1, f"{path}: {len(found)} found"
    return found[0]
