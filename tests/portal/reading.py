"""Fetching a page as a reader and looking at its tree."""

from __future__ import annotations

from typing import Any

from django.test import Client
from lxml import html


def page_at(client: Client, address: str, status: int = 200) -> Any:
    """Fetch a page; return its tree."""
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return html.fromstring(response.content)


def words(tree: Any, path: str) -> list[str]:
    """Return the text of each element that an expression finds, its white space folded."""
    return [" ".join(element.text_content().split()) for element in tree.xpath(path)]
