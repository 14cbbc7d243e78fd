"""The minutes of a council as a Word document: agenda, results, and who voted how."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import docx
from django.utils.translation import gettext, override
from docx.oxml.ns import qn

from consult.core.languages import Shown, direction, name_of, shown
from consult.core.templatetags.consult import moment_in_words
from consult.council.selectors.decision import Decision
from consult.council.selectors.minutes import minutes_on
from consult.council.selectors.reading import Comparison, Reading, Said, reading_of
from consult.council.selectors.words import ROLLUP_RULE_WORDS
from consult.reporting.exports.word.parts import element, fit
from consult.reporting.exports.word.runs import (
    RunWriter,
    language_mark,
    paragraph_element,
    word_language,
)
from consult.reporting.exports.word.tables import TableRow, table_element
from consult.reporting.rules.pieces import Piece, PieceCell
from consult.reviews.models import Review


def minutes_file(review: Review, decisions: Sequence[Decision], language: str) -> bytes:
    """Return the bytes of the minutes of these decisions, in the order given.

    Words, numbers and reasons are those of the decisions' documents: a reason is there only where
    it is public. What was written down in live sessions follows once that is fixed. The language of
    all words is set, and Arabic runs from right to left.
    """
    with override(language):
        readings = [reading_of(each) for each in decisions]
        said = minutes_on(each.motion for each in decisions)
        return _Minutes(review, readings, language, said).written()


class _Minutes:
    def __init__(
        self,
        review: Review,
        readings: list[Reading],
        language: str,
        said: Mapping[UUID, list[str]],
    ) -> None:
        self._review, self._readings, self._language = review, readings, language
        self._written_down = said
        self._document: Any = docx.Document()
        self._body: Any = self._document.element.body
        self._runs = RunWriter(self._document.part, language)

    def written(self) -> bytes:
        title = shown(self._review, "title")
        self._set_properties(f"{gettext('Minutes of the council')} – {title}")
        self._say("Title", gettext("Minutes of the council"))
        self._shown("", title)
        self._say("Heading1", gettext("Agenda"))
        for place, reading in enumerate(self._readings, 1):
            self._say("", f"{place}. {reading.motion.number}: {reading.title}")
        for place, reading in enumerate(self._readings, 1):
            self._decision(place, reading)
        buffer = io.BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()

    def _set_properties(self, title: str) -> None:
        properties = self._document.core_properties
        properties.title = fit(title)[:255]
        properties.language = word_language(self._language)
        properties.author = properties.comments = ""
        defaults = self._document.styles.element.find(qn("w:docDefaults"))
        run_defaults = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
        for known in run_defaults.findall(qn("w:lang")):
            run_defaults.remove(known)
        run_defaults.append(language_mark(self._language))
        if direction(self._language) == "rtl":
            self._body.find(qn("w:sectPr")).find(qn("w:docGrid")).addprevious(element("bidi"))

    # One decision ------------------------------------------------------------------------------

    def _decision(self, place: int, reading: Reading) -> None:
        self._say("Heading1", f"{place}. {reading.motion.number}: {reading.title}")
        self._fact(gettext("Result"), reading.result)
        if reading.rollup:
            self._fact(gettext("Vote chapter by chapter"), _of_rollup(reading.rollup))
        if reading.session:
            self._fact(gettext("Live session"), reading.session)
        self._fact(gettext("Rule"), str(reading.rule))
        zone = self._review.timezone
        for name, at in (
            (gettext("Put to the council"), reading.times["noticed_at"]),
            (gettext("Opened"), reading.times["opens_at"]),
            (gettext("Deadline"), reading.times["closes_at"]),
            (gettext("Closed"), reading.times["closed_at"]),
            (gettext("Certified"), reading.certified_at),
        ):
            if at is not None:
                self._fact(name, moment_in_words(at, zone))
        for move in reading.extensions:
            after = moment_in_words(move["after"], zone)
            self._fact(gettext("Deadline since"), f"{after}. {move['reason']}")
        self._texts(reading)
        self._amendment(reading)
        self._numbers(reading)
        self._seats(reading)
        self._reservations(reading)
        self._session(reading)

    def _session(self, reading: Reading) -> None:
        """Add what was written down in the session; each paragraph as it was typed."""
        texts = self._written_down.get(reading.motion.pk, [])
        if not texts:
            return
        self._say("Heading2", gettext("Minutes of the session"))
        for text in texts:
            for paragraph in filter(None, text.split("\n")):
                self._say("", paragraph)

    def _texts(self, reading: Reading) -> None:
        self._say("Heading2", gettext("What the council voted on"))
        for text, title in reading.texts:
            version = gettext("version %(number)s") % {"number": text["version"]}
            authentic = f" {gettext('(authentic)')}" if text["authentic"] else ""
            words = f"{title}, {version}, {name_of(text['language'])}{authentic}"
            self._say("", f"{words}\nSHA-256 {text['sha256']}")
        for asked in reading.words:
            authentic = f" {gettext('(authentic)')}" if asked["authentic"] else ""
            self._say("", f"{name_of(asked['language'])}{authentic}")
            for words in (asked["title"], asked["explanation"]):
                self._shown("", Shown(words, asked["language"]))
            self._say("", f"SHA-256 {asked['sha256']}")

    def _amendment(self, reading: Reading) -> None:
        if reading.amendment is None:
            return
        self._say("Heading2", gettext("What the amendment changes"))
        signs = {"-": gettext("removed:"), "+": gettext("added:")}
        for sign, line in reading.amendment["lines"]:
            if sign in signs:
                self._fact(signs[sign].rstrip(":"), line)
        self._say("", f"SHA-256 {reading.amendment['difference_sha256']}")

    def _numbers(self, reading: Reading) -> None:
        self._say("Heading2", gettext("Numbers"))
        if reading.silence is not None:
            stood, withdrawn = reading.silence
            self._fact(gettext("Objections that stood"), str(stood))
            self._fact(gettext("Objections withdrawn"), str(withdrawn))
        if reading.sums:
            self._table(
                [gettext("Vote"), gettext("Seats"), gettext("Weight")],
                [[each.word, str(each.heads), str(each.weight)] for each in reading.sums],
            )
        for caption, lines in reading.parts:
            self._say("Caption", caption)
            head = [gettext("Asked"), gettext("Counted"), gettext("Out of"), gettext("Bound")]
            self._table([*head, gettext("Held")], [_compared(line) for line in lines])

    def _seats(self, reading: Reading) -> None:
        self._say("Heading2", gettext("How each seat voted"))
        head = [gettext("Institution"), gettext("Weight")]
        if reading.silence is not None:
            head.append(gettext("In silence"))
        if not reading.silent:
            head.append(gettext("Vote"))
        rows = []
        for row in reading.rows:
            cells = [str(row.institution), str(row.weight)]
            if reading.silence is not None:
                cells.append(_said(row.silence, gettext("No objection")))
            if not reading.silent:
                absent = gettext("Not present when voting opened")
                cells.append(_said(row.vote, absent if row.absent else gettext("Did not vote")))
            rows.append(cells)
        self._table(head, rows)

    def _reservations(self, reading: Reading) -> None:
        if not reading.reservations:
            return
        self._say("Heading2", gettext("Reservations"))
        for row in reading.reservations:
            reason = row.vote.reason if row.vote else ""
            self._fact(str(row.institution), reason or gettext("The reason is for the council."))
        for each in reading.published:
            for passage, title in each.passages:
                self._fact(f"{each.institution}, {title}", passage["beginning"])
            said_to = gettext("Reply to %(institution)s") % {"institution": each.institution}
            for reply in each.replies:
                self._fact(said_to, reply["text"])

    # Paragraphs and tables -----------------------------------------------------------------------

    def _add(self, content: Any) -> None:
        self._body.find(qn("w:sectPr")).addprevious(content)

    def _say(self, style: str, text: str) -> None:
        self._shown(style, Shown(text, self._language))

    def _shown(self, style: str, text: Shown) -> None:
        paragraph = paragraph_element(style, self._language)
        self._runs.write(paragraph, [Piece(0, text.text)], text.language)
        self._add(paragraph)

    def _fact(self, name: str, value: str) -> None:
        paragraph = paragraph_element("", self._language)
        pieces = [Piece(0, f"{name}: ", strong=True), Piece(len(name) + 2, value)]
        self._runs.write(paragraph, pieces, self._language)
        self._add(paragraph)

    def _table(self, head: list[str], rows: list[list[str]]) -> None:
        written = [_row(head, self._fill, header=True)]
        written += [_row(cells, self._fill, header=False) for cells in rows]
        self._add(table_element(written, rtl=direction(self._language) == "rtl"))
        self._add(paragraph_element("", self._language))

    def _fill(self, paragraph: Any, cell: PieceCell) -> None:
        if direction(self._language) == "rtl":
            properties = element("pPr")
            properties.append(element("bidi"))
            paragraph.append(properties)
        self._runs.write(paragraph, cell.pieces, self._language)


def _of_rollup(rollup: dict[str, Any]) -> str:
    words = f"{rollup['number']}: {rollup['title']}"
    if rollup["part"] == "whole":
        words += f" ({gettext('vote on the whole')})"
    return f"{words}. {ROLLUP_RULE_WORDS[rollup['rule']]}"


def _row(cells: list[str], fill: Any, *, header: bool) -> TableRow:
    pieces = [PieceCell((Piece(0, text, strong=header),), header=header) for text in cells]
    return TableRow(pieces, header, fill)


def _compared(line: Comparison) -> list[str]:
    held = gettext("Yes") if line.passed else gettext("No")
    if line.empty:
        held = gettext("No: nobody was there to be counted")
    asked = f"{line.asked} ({line.block})" if line.block else str(line.asked)
    return [asked, str(line.value), str(line.of), line.needed, held]


def _said(said: Said | None, otherwise: str) -> str:
    if said is None:
        return otherwise
    words = f"{said.word} ({said.cast_by})"
    return f"{words}\n{said.reason}" if said.reason else words
