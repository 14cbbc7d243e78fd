"""Where one text repeats another, verbatim and at length."""

from __future__ import annotations

from typing import Final

LEAST: Final = 40
"""So many characters in a row are a quotation; fewer may be the words of anybody."""

_STEP: Final = LEAST // 2
_AROUND: Final = 60


def plain(text: str) -> str:
    """Return a text as it is compared: one space for any white space, capitals as small ones."""
    return " ".join(text.split()).casefold()


class Quoted:
    """Finds quotations of one text in others, in time that grows with their length alone."""

    def __init__(self, text: str) -> None:
        said = plain(text)
        self._halves = _windows(said, _STEP)
        self._whole = _windows(said, LEAST)

    def places(self, text: str) -> list[tuple[int, int]]:
        """Return the stretches of a text, as `plain` gives it, that repeat `LEAST` or more.

        Any such stretch holds a whole half at a multiple of its length, so only those are looked
        up; where one is known, the stretches that can hold it are compared.
        """
        found: list[tuple[int, int]] = []
        said = plain(text)
        for at in range(0, len(said) - _STEP + 1, _STEP):
            if said[at : at + _STEP] not in self._halves:
                continue
            for start in range(max(0, at - _STEP), at + 1):
                if said[start : start + LEAST] in self._whole:
                    _add(found, start, start + LEAST)
        return found

    def excerpt(self, text: str) -> str:
        """Return the first quotation with some words around it; empty where there is none."""
        places = self.places(text)
        if not places:
            return ""
        start, end = places[0]
        said = " ".join(text.split())
        if len(said) != len(plain(text)):
            said = plain(text)
        before = "…" if start > _AROUND else ""
        after = "…" if end + _AROUND < len(said) else ""
        return f"{before}{said[max(0, start - _AROUND) : end + _AROUND]}{after}"


def _windows(text: str, length: int) -> frozenset[str]:
    return frozenset(text[at : at + length] for at in range(len(text) - length + 1))


def _add(found: list[tuple[int, int]], start: int, end: int) -> None:
    """Join a stretch to the one before it where they touch."""
    if found and start <= found[-1][1]:
        found[-1] = (found[-1][0], max(found[-1][1], end))
    else:
        found.append((start, end))
