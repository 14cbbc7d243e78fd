"""The texts of a motion: published before, and what later versions did to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from consult.council.rules.wording import difference, difference_sha256, same_wording

Text = tuple[str, int, str, str]
Documents = Mapping[str, Any]


class Texts:
    """The texts of one motion as they hold now, by chapter and language.

    `overtaken` names the version, once published, that changed an authentic text, until the log
    says that the motion is void or the text corrected under a mandate.
    """

    def __init__(self, data: Mapping[str, Any], documents: Documents) -> None:
        self._documents = documents
        self._now = {(text["chapter"], text["language"]): text["sha256"] for text in data["texts"]}
        self._authentic = {
            (text["chapter"], text["language"]) for text in data["texts"] if text["authentic"]
        }
        self.overtaken: dict[str, int] = {}

    @staticmethod
    def put(data: Mapping[str, Any], published: set[Text]) -> Iterator[str]:
        """Check that every text was published before, and that one is authentic."""
        for text in data["texts"]:
            named = (text["chapter"], text["version"], text["language"], text["sha256"])
            if named not in published:
                yield (
                    f"its text {text['chapter']} version {text['version']} in "
                    f"{text['language']} was not published with this hash before"
                )
        if not any(text["authentic"] for text in data["texts"]):
            yield "none of its texts is authentic"

    def meet(self, data: Mapping[str, Any]) -> Iterator[str]:
        """Take note of a version published while the motion is not decided.

        Say so where an earlier one had changed an authentic text, and nothing came of it.
        """
        if data["chapter"] in self.overtaken:
            yield from self.still_overtaken()
        new = {each["language"]: each["sha256"] for each in data["renderings"]}
        for chapter, language in self._authentic:
            if chapter != data["chapter"]:
                continue
            if self._same(self._now[chapter, language], new.get(language)) is False:
                self.overtaken[chapter] = data["number"]

    def _same(self, old: str, new: str | None) -> bool | None:
        """Tell whether two texts say the same; None where a document is missing or no rendering."""
        if new is None:
            return False
        found = [self._documents.get(digest) for digest in (old, new)]
        if not all(isinstance(each, dict) and "blocks" in each for each in found):
            return None
        return same_wording(found[0], found[1])  # type: ignore[arg-type]

    def void(self, changed: Mapping[str, Any] | None, cause: str) -> Iterator[str]:
        """Check that the version named for a void motion did change an authentic text of it."""
        if cause != "text_changed":
            return
        if changed is None:
            yield "it does not say which version changed the authentic text"
        elif self.overtaken.get(changed["chapter"]) != changed["version"]:
            yield "the version named did not change an authentic text of the motion"

    def correct(
        self, data: Mapping[str, Any], published: set[Text], mandates: set[str]
    ) -> Iterator[str]:
        """Check one correction, and take the corrected text for the motion's own."""
        place = (data["chapter"], data["language"])
        named = (data["chapter"], data["version"], data["language"], data["to_sha256"])
        if named not in published:
            yield "the corrected text was not published with this hash before"
        if self._now.get(place) != data["from_sha256"]:
            yield "the text it corrects is not the one that the motion is about"
        if data["kind"] == "typographical":
            if place not in self._authentic:
                yield "a typographical correction is of the authentic text, and this is none"
            if data["mandate"] not in mandates:
                yield f"no mandate {data['mandate']} was adopted for {data['chapter']} before"
        elif place in self._authentic:
            yield "a corrigendum is to a translation, and this is the authentic text"
        yield from self._compare(data)
        self._now[place] = data["to_sha256"]
        if place in self._authentic:
            self.overtaken.pop(data["chapter"], None)

    def _compare(self, data: Mapping[str, Any]) -> Iterator[str]:
        old, new = (self._documents.get(data[name]) for name in ("from_sha256", "to_sha256"))
        if not all(isinstance(each, dict) and "blocks" in each for each in (old, new)):
            return
        if difference_sha256(difference(old, new)) != data["difference_sha256"]:  # type: ignore[arg-type]
            yield "the difference of the two texts has not the hash recorded"

    def hold(self, others: Texts) -> bool:
        """Tell whether each of the other texts, as it holds now, stands here with its wording."""
        return all(
            self._same(digest, self._now.get(place)) is not False
            and (place in self._authentic) == (place in others._authentic)
            for place, digest in others._now.items()
        )

    def still_overtaken(self) -> Iterator[str]:
        """Say of which chapters the authentic text was changed while the motion stood."""
        for chapter, number in sorted(self.overtaken.items()):
            yield (
                f"version {number} of {chapter} changed its authentic text, and it is neither "
                "void nor corrected under a mandate"
            )
