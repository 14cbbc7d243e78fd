"""A reading copy as one HTML document: the file that is handed out, and what the PDF is made of."""

from __future__ import annotations

from datetime import UTC
from html import escape
from itertools import chain

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override

from consult.core.languages import direction, name_of, shown
from consult.core.templatetags.consult import moment
from consult.drafts.selectors import BlockRow, blocks_of, contents
from consult.reporting.exports.comments import copied_comments
from consult.reporting.exports.marked import attributes, phrase
from consult.reporting.exports.style import policy, style
from consult.reporting.exports.text import DEEPEST, copied_text
from consult.reporting.selectors import Copied, Copy, Talk, pictures_in, talk_of


def copy_document(copy: Copy) -> str:
    """Return the copy as a whole HTML document that needs nothing outside itself.

    The same copy gives the same text, byte for byte. Words round the text are in the text's
    language where pages speak it, else in English and marked so.
    """
    with override(copy.labels):
        return _Document(copy).markup()


class _Document:
    def __init__(self, copy: Copy) -> None:
        self._copy, self._language, self._labels = copy, copy.language, copy.labels
        self._zone = copy.review.timezone
        self._talks = (
            talk_of(copy.review, [copied.chapter for copied in copy.chapters])
            if copy.with_comments
            else {}
        )
        self._rows = {
            copied.chapter.pk: blocks_of(copied.version, copied.rendering.language)
            for copied in copy.chapters
        }
        self._pictures = pictures_in(chain.from_iterable(self._rows.values()))

    def markup(self) -> str:
        whole = self._copy.whole
        body = map(self._chapter_of_many, self._copy.chapters) if whole else [self._one_chapter()]
        return (
            f'<!doctype html>\n<html lang="{escape(self._language)}"'
            f' dir="{direction(self._language)}">\n<head>{self._head()}</head>\n'
            f'<body>\n<header class="cover">{self._cover()}</header>\n{self._contents()}\n'
            f"<main>\n{''.join(body)}\n</main>\n</body>\n</html>\n"
        )

    # Words round the text ----------------------------------------------------------------------

    def _said(self, sentence: str) -> str:
        return phrase(sentence, self._labels, self._language)

    def _short(self, instance: object, field: str) -> str:
        text = shown(instance, field)
        return phrase(text.text, text.language, self._language)

    def _title(self) -> str:
        review = shown(self._copy.review, "title").text
        if self._copy.whole:
            return review
        (copied,) = self._copy.chapters
        names = {"title": shown(copied.chapter, "title").text, "number": copied.version.number}
        return f"{gettext('%(title)s, version %(number)s') % names} – {review}"

    def _head(self) -> str:
        copy = self._copy
        latest = max(copied.version.published_at for copied in copy.chapters)
        meta = {
            "viewport": "width=device-width, initial-scale=1",
            "referrer": "no-referrer",
            "author": shown(copy.review, "country").text,
            "dcterms.created": latest.astimezone(UTC).isoformat(timespec="seconds"),
            "dcterms.modified": latest.astimezone(UTC).isoformat(timespec="seconds"),
            "dcterms.language": copy.language,
            "dcterms.isPartOf": shown(copy.review, "title").text,
            "dcterms.source": self._address(),
        }
        if not copy.whole:
            meta["dcterms.identifier"] = f"sha256:{copy.chapters[0].rendering.sha256}"
        named = "".join(
            f'<meta name="{name}" content="{escape(value)}">\n' for name, value in meta.items()
        )
        return (
            f'\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{escape(policy())}">\n'
            f"{named}<title>{escape(self._title())}</title>\n<style>{style()}</style>\n"
        )

    def _cover(self) -> str:
        copy = self._copy
        review = f"{self._short(copy.review, 'title')} · {self._short(copy.review, 'country')}"
        facts = [
            (gettext("Language"), phrase(name_of(copy.language), copy.language, self._language))
        ]
        if copy.whole:
            lead = self._said(gettext("The current version of every published chapter."))
            head = f"<h1>{self._short(copy.review, 'title')}</h1>\n<p>{lead}</p>"
            review = self._short(copy.review, "country")
        else:
            (copied,) = copy.chapters
            head = f"<h1>{self._short(copied.chapter, 'title')}</h1>"
            facts = [*self._version_facts(copied), *facts]
        facts.append((gettext("Where it stands"), self._link(self._address())))
        if copy.comments_as_of:
            facts.append((gettext("Comments"), self._comment_facts()))
        running = "" if copy.whole else self._running(copy.chapters[0])
        return f'\n<p class="review">{review}</p>\n{head}\n{self._facts(facts, running)}\n'

    def _running(self, copied: Copied) -> str:
        """Return the attributes from which paper takes what stands on every page."""
        version = gettext("Version %(number)s") % {"number": copied.version.number}
        digest = copied.rendering.sha256
        return f' data-version="{escape(version)}" data-hash="SHA-256 {digest}"'

    def _facts(self, facts: list[tuple[str, str]], running: str = "") -> str:
        rows = "".join(
            f"<div><dt>{self._said(name)}</dt><dd>{value}</dd></div>\n" for name, value in facts
        )
        return f'<dl class="facts"{running}>\n{rows}</dl>'

    def _version_facts(self, copied: Copied) -> list[tuple[str, str]]:
        published = moment(copied.version.published_at, self._zone)
        marked = attributes(self._labels, self._language)
        return [
            (gettext("Version"), str(copied.version.number)),
            (gettext("Published"), f"<span{marked}>{published}</span>"),
            ("SHA-256", f'<code class="hash" dir="ltr">{copied.rendering.sha256}</code>'),
        ]

    def _comment_facts(self) -> str:
        count = sum(talk.count for talk in self._talks.values())
        sentence = ngettext("%(count)s comment", "%(count)s comments", count) % {"count": count}
        if self._copy.comments_as_of is None:
            return self._said(sentence)
        last = moment(self._copy.comments_as_of[1], self._zone)
        marked = attributes(self._labels, self._language)
        changed = escape(gettext("last change:"))
        return f"<span{marked}>{escape(sentence)}; {changed} {last}</span>"

    def _address(self) -> str:
        """Return where the version and the comments stand, for whoever has a network."""
        review = self._copy.review.slug
        if self._copy.whole:
            return f"{settings.BASE_URL}{reverse('portal:review', args=[review])}"
        (copied,) = self._copy.chapters
        place = [review, copied.chapter.slug, copied.version.number]
        path = reverse("portal:version", args=place)
        return f"{settings.BASE_URL}{path}?lang={copied.rendering.language}"

    def _link(self, address: str) -> str:
        return f'<a dir="ltr" href="{escape(address)}">{escape(address)}</a>'

    # The text ----------------------------------------------------------------------------------

    def _contents(self) -> str:
        entries = "".join(
            self._entries(copied, self._rows[copied.chapter.pk]) for copied in self._copy.chapters
        )
        if not entries:
            return ""
        title = f'<h2 id="contents">{self._said(gettext("Contents"))}</h2>'
        return f'<nav aria-labelledby="contents">{title}\n<ol role="list">\n{entries}</ol></nav>'

    def _entries(self, copied: Copied, rows: list[BlockRow]) -> str:
        """Return the lines of the contents for one chapter: its headings, in a report its title."""
        headings = contents(rows)
        highest = min((row.level for row in headings), default=1)
        lines = []
        if self._copy.whole:
            title = self._short(copied.chapter, "title")
            lines.append(f'<li class="level-1"><a href="#{copied.chapter.slug}">{title}</a></li>\n')
        deeper = 2 if self._copy.whole else 1
        for row in headings:
            level = min(row.level - highest + deeper, DEEPEST)
            number = row.attrs.get("number")
            words = f"{number} {row.text}" if number else row.text
            name = phrase(words, row.language, self._language)
            lines.append(f'<li class="level-{level}"><a href="#b-{row.key}">{name}</a></li>\n')
        if copied.chapter.pk in self._talks and not self._copy.whole:
            link = f'<a href="#comments">{self._said(gettext("Comments"))}</a>'
            lines.append(f'<li class="level-1">{link}</li>\n')
        return "".join(lines)

    def _one_chapter(self) -> str:
        (copied,) = self._copy.chapters
        text = copied_text(
            self._rows[copied.chapter.pk],
            around=self._language,
            labels=self._labels,
            pictures=self._pictures,
        )
        return text + self._comments(copied, heading=2, name="comments")

    def _chapter_of_many(self, copied: Copied) -> str:
        slug = copied.chapter.slug
        language = copied.rendering.language
        text = copied_text(
            self._rows[copied.chapter.pk],
            around=language,
            labels=self._labels,
            top=3,
            prefix=f"{slug}-",
            pictures=self._pictures,
        )
        # Tables and lists of a chapter that is not translated run its own way.
        marked = attributes(language, self._language)
        text = f"<div{marked}>{text}</div>" if marked else text
        title = f'<h2 class="chapter-title" id="{slug}">{self._short(copied.chapter, "title")}</h2>'
        facts = self._facts(self._version_facts(copied), self._running(copied))
        comments = self._comments(copied, heading=3, name=f"{slug}-comments")
        return f'<section class="chapter">\n{title}\n{facts}\n{text}{comments}</section>\n'

    def _comments(self, copied: Copied, *, heading: int, name: str) -> str:
        talk: Talk | None = self._talks.get(copied.chapter.pk)
        if talk is None or not talk.count:
            return ""
        listed = copied_comments(
            talk,
            self._rows[copied.chapter.pk],
            around=self._labels,
            zone=self._zone,
            heading=heading + 1,
        )
        marked = attributes(self._labels, self._language)
        title = f'<h{heading} id="{name}">{escape(gettext("Comments"))}</h{heading}>'
        return f'\n<section class="comments"{marked}>\n{title}\n{listed}\n</section>\n'
