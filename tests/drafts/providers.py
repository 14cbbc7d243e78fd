"""Translation providers for tests."""

from __future__ import annotations

from collections.abc import Sequence

SENT: list[str] = []


class Reverser:
    """Turns the words of a text round, and keeps what it was sent."""

    name = "Reverser 1"

    def offers(self, source: str, target: str) -> bool:
        return (source, target) == ("en", "ar")

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        SENT.extend(texts)
        return [" ".join(reversed(text.split())) for text in texts]


class Forgetter(Reverser):
    """Loses every note."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        return [text.partition("[^")[0] for text in texts]


class Failer(Reverser):
    """Answers with nothing."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        return []
