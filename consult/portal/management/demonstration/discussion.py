"""What participants say, how moderators decide, and how the team answers."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.utils.timezone import now

from consult.accounts.models import User
from consult.comments.actions import confirm_comment, post_comment, send_as_guest
from consult.comments.models import Comment
from consult.comments.permissions import confirmation_token
from consult.comments.rules.confirmation import LinkExpired
from consult.comments.rules.passage import Passage
from consult.drafts.models import Chapter, Version
from consult.drafts.selectors import BlockRow, blocks_of
from consult.portal.management.demonstration.texts import key_for, read
from consult.responses.actions import answer_comment
from consult.responses.rules.dispositions import Disposition
from moderation.actions import claim_case, decide_case
from moderation.models import Case, CodeOfConduct
from moderation.rules.states import CaseState, Verdict


class Discussion:
    """The comments of one run, by their keys in the demonstration's texts."""

    def __init__(
        self, people: dict[str, User], chapters: dict[str, Chapter], code: CodeOfConduct
    ) -> None:
        self.people = people
        self.chapters = chapters
        self.code = code
        self.comments: dict[str, Comment] = {}
        self._blocks: dict[tuple[Any, str], list[BlockRow]] = {}

    def build(self, number: int) -> None:
        """Post and decide the comments made on version `number` of their chapters."""
        for row in read("comments"):
            if row["version"] == number:
                self._post(row)
                self._decide(row)

    def answer(self, number: int) -> None:
        """Give the answers that could be given once version `number` was published."""
        for row in read("answers"):
            comment = self.comments.get(row["comment"])
            if comment is None or max(row.get("changed_version") or 1, _version(row)) != number:
                continue
            changed = None
            if row.get("changed_quote"):
                version = comment.discussion.chapter.versions.get(number=row["changed_version"])
                changed = self._passage(version, row["changed_language"], row["changed_quote"])
            answer_comment(
                actor=self.people[row["by"]],
                comment=comment,
                disposition=Disposition(row["disposition"]),
                reason=row["reason"],
                language=row["language"],
                changed_at=changed,
                key=key_for("answer", row["comment"]),
            )

    def _post(self, row: dict[str, Any]) -> None:
        chapter = self.chapters[row["chapter"]]
        parent = self.comments.get(row["parent"] or "")
        content = {
            "chapter": chapter,
            "anchor_at": self._where(chapter, row) if parent is None else None,
            "language": row["language"],
            "body": row["text"],
            "accepted_code_version": self.code.version,
            "replied_to": parent,
            "key": key_for("comment", row["key"]),
        }
        author = row["author"]
        if isinstance(author, str):
            self.comments[row["key"]] = post_comment(actor=self.people[author], **content)
            return
        guest = {"name": author["guest"], "email": author["email"]}
        if row["state"] == "unconfirmed":
            # A later call may come when the text was deleted, as every text that nobody confirms.
            with suppress(LinkExpired):
                send_as_guest(**guest, **content)
            return
        waiting = send_as_guest(**guest, **content)
        self.comments[row["key"]] = confirm_comment(token=confirmation_token(waiting))

    def _decide(self, row: dict[str, Any]) -> None:
        if row["state"] not in {"approved", "rejected", "claimed"}:
            return
        comment = self.comments[row["key"]]
        case = Case.objects.get(kind="comment", subject_id=comment.public_id)
        moderator = self.people[row["moderator"]]
        held = case.claimed_until is not None and case.claimed_until > now()
        # A case that is held though it should be decided was left by a build that broke off.
        if case.state != CaseState.PENDING or (held and row["state"] == "claimed"):
            return
        claim_case(actor=moderator, case_id=case.pk)
        case.refresh_from_db()
        if row["state"] == "claimed":
            return
        rejection = row.get("rejection") or {"rule": "", "explanation": ""}
        decide_case(
            actor=moderator,
            case_id=case.pk,
            seen_version=case.version,
            verdict=Verdict.REJECT if row["state"] == "rejected" else Verdict.APPROVE,
            rule_code=rejection["rule"],
            explanation=rejection["explanation"],
            key=key_for("decision", row["key"]),
        )
        comment.refresh_from_db()

    def _where(self, chapter: Chapter, row: dict[str, Any]) -> Passage | None:
        if not row["quote"]:
            return None
        version = chapter.versions.get(number=row["version"])
        return self._passage(
            version, row["quote_language"], row["quote"], whole=bool(row["whole_block"])
        )

    def _passage(
        self, version: Version, language: str, quote: str, *, whole: bool = False
    ) -> Passage:
        block = _holding(self._text(version, language), quote)
        if whole:
            return Passage(block_key=block.key, language=language)
        start = block.text.index(quote)
        return Passage(block.key, language, start, start + len(quote), quote)

    def _text(self, version: Version, language: str) -> list[BlockRow]:
        place = (version.pk, language)
        if place not in self._blocks:
            self._blocks[place] = blocks_of(version, language)
        return self._blocks[place]


def _holding(blocks: Iterable[BlockRow], quote: str) -> BlockRow:
    """Return the block that holds the quoted words; the texts' own tests see that one does."""
    return next(block for block in blocks if quote in block.text)


def _version(answer: dict[str, Any]) -> int:
    """Return the version on which the answered comment was made."""
    return next(row["version"] for row in read("comments") if row["key"] == answer["comment"])
