"""What the addresses of the demonstration's pages are filled with, for each state of a thing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from tests.browser.amended import amended_words
from tests.browser.motions import living_motions, proposed, reserved_motion
from tests.browser.rolled import rolled_words
from tests.comments.word_sent import sent_word_words
from tests.drafts.picture_files import captioned, png, shown, with_media
from tests.drafts.word_files import pack, paragraph, run, styled

if TYPE_CHECKING:
    from consult.accounts.models import User
    from consult.council.models import Motion
    from consult.drafts.models import Chapter
    from consult.reviews.models import Review


def draft_words(editor: User, review: Review) -> dict[str, Any]:
    """Import a Word file with headings, a table and something left out; return words for it."""
    from consult.drafts.actions import import_draft
    from consult.drafts.models import Draft

    cell = "<w:tc>{}</w:tc>"
    row = "<w:tr>" + cell.format(paragraph("Region")) + cell.format(paragraph("Share")) + "</w:tr>"
    body = (
        styled("Heading1", "Methodology")
        + paragraph(run("Two workshops were held. ") + run("Three.", "<w:strike/>"))
        + f"<w:tbl>{row}{row}</w:tbl>"
        + paragraph(shown("hall", "People at tables in a village hall"))
        + captioned("Figure 1. The second workshop")
    )
    chapter = review.chapters.get(slug="methodology")
    draft = import_draft(
        actor=editor,
        chapter=chapter,
        language="en",
        data=pack(with_media(body, {"hall": png(480, 320)})),
        filename="methodology.docx",
    )
    published = Draft.objects.filter(state=Draft.State.PUBLISHED).first()
    return {
        "draft": draft.pk,
        "published_draft": published.pk,
        "drafted": chapter.slug,
        "words_number": 2,
        "row_number": 3,
        **_worked_on(editor, chapter),
    }


def _worked_on(editor: User, chapter: Chapter) -> dict[str, Any]:
    """Import two texts, change one and discard the other; return words for them."""
    from consult.drafts import actions
    from consult.drafts.rules.editing.acts import Merge, Move, Remove

    text = "# A\n\n### B\n\n**Bold**\n\nSee [here](https://example.org).\n\nWords.\n\nMore."
    discarded, changed = (
        actions.import_markdown(actor=editor, chapter=chapter, language=language, text=text)
        for language in ("ar", "fr")
    )
    for revision, act in enumerate((Merge(5), Remove(5), Move(4, 1))):
        actions.change_draft(actor=editor, draft=changed, revision=revision, act=act)
    actions.undo_change(actor=editor, draft=changed, revision=3)
    actions.discard_draft(actor=editor, draft=discarded)
    return {"changed_draft": changed.pk, "discarded_draft": discarded.pk}


def translation_words(editor: User, review: Review) -> dict[str, Any]:
    """Translate two blocks of a chapter, one of them from an earlier wording; return words."""
    from consult.drafts.actions import (
        import_markdown,
        publish_easy_text,
        write_easy_text,
        write_translation,
    )
    from consult.drafts.models import BlockTranslation
    from consult.drafts.selectors import blocks_of

    chapter = review.chapters.get(slug="introduction")
    assert chapter.current is not None
    first, second = blocks_of(chapter.current, "en")[:2]
    for row in (first, second):
        write_translation(
            actor=editor,
            chapter=chapter,
            language="ar",
            key=row.key,
            typed=["نص مترجم"],
            seen_revision=0,
        )
    saved = BlockTranslation.objects.filter(chapter=chapter, block_key=second.key)
    saved.update(source_html="An earlier wording of the introduction.")
    given = {"actor": editor, "chapter": chapter, "language": "ar"}
    write_easy_text(**given, text="# باختصار\n\n- نص سهل.\n", seen_revision=0)
    publish_easy_text(**given)
    draft = import_markdown(
        actor=editor,
        chapter=review.chapters.get(slug="highlights"),
        language="ar",
        text="# أبرز النقاط\n\nنص مترجم من الملف.\n",
        source_name="highlights.ar.md",
    )
    return {
        "translated_draft": draft.pk,
        "translated": chapter.slug,
        "translation": "ar",
        "translated_block": first.key,
        "stale_block": second.key,
    }


def publication_words(editor: User, review: Review) -> dict[str, Any]:
    """Let one publication wait, one fail and one be done; return the words for them."""
    from consult.drafts.actions import import_markdown
    from consult.portal import tasks
    from consult.portal.actions import ask_to_publish

    def ask(slug: str, *texts: tuple[str, str]) -> Any:
        chapter = review.chapters.get(slug=slug)
        for language, text in texts:
            import_markdown(actor=editor, chapter=chapter, language=language, text=text)
        return ask_to_publish(actor=editor, chapter=chapter)

    failed = ask("highlights", ("en", "# Highlights\n\nMore trees."), ("fr", "# Points forts"))
    done = ask("means-of-implementation", ("en", "# Means of implementation\n\nMoney."))
    for publication in (failed, done):
        tasks.publish.func(str(publication.pk))
    waiting = ask("conclusion-and-next-steps", ("en", "# Conclusion\n\nAnother one."))
    return {"waiting": waiting.pk, "done": done.pk, "failed": failed.pk}


def placement_words(editor: User, review: Review, slug: str) -> dict[str, Any]:
    """Settle one passage of a chapter and leave another in doubt; return the words for it."""
    from consult.comments.models import Comment
    from consult.drafts.rules.settling import Verdict
    from consult.portal.actions import settle_passage

    chapter = review.chapters.get(slug=slug)
    comments = Comment.objects.filter(discussion__chapter=chapter, depth=0)
    settled = comments.filter(placement="changed").first()
    settle_passage(
        actor=editor,
        chapter=chapter,
        anchor_id=settled.anchor_id,
        verdict=Verdict.ACCEPTED,
        version_number=2,
        seen=0,
    )
    gone = comments.filter(unsettled_at__isnull=False, block_key=None).first()
    return {"anchor": gone.anchor_id}


def motion_words(secretary: User, review: Review) -> dict[str, Any]:
    """Put one motion for tomorrow and one whose time is over; return the words for all."""
    from django.utils.timezone import now

    from consult.council.actions import put_motion
    from consult.council.models import Motion

    def put(title: str, **times: Any) -> Motion:
        return put_motion(**proposed(secretary, review, title, **times))

    of_demonstration = {motion.state: motion.pk for motion in Motion.objects.filter(review=review)}
    day = timedelta(days=1)
    coming = put("Adopt the introduction", opens_at=now() + day, closes_at=now() + 2 * day)
    ended = put("Adopt the introduction early", opens_at=None, closes_at=now() + day)
    Motion.objects.filter(pk=ended.pk).update(opens_at=now() - day, closes_at=now())
    return {
        **living_motions(secretary, review),
        **reserved_motion(secretary, review),
        **amended_words(secretary, review),
        **rolled_words(secretary, review),
        "motion": of_demonstration["open"],
        "closed_motion": of_demonstration["closed"],
        "decided_number": Motion.objects.get(pk=of_demonstration["closed"]).number,
        "coming_motion": coming.pk,
        "ended_motion": ended.pk,
    }


def case_words() -> tuple[dict[str, Any], User]:
    """Return the words for cases in every state, and who holds the claimed one."""
    from django.utils.timezone import now

    from moderation.models import Case

    cases = Case.objects.filter(review__slug__startswith="vnr").order_by("opened_at")
    waiting = cases.filter(state="pending")
    claimed = waiting.filter(claimed_until__gt=now()).select_related("claimed_by")[0]
    held_by = claimed.claimed_by
    assert held_by is not None
    return {
        "case": waiting.exclude(claimed_until__gt=now()).first().pk,
        "claimed_case": claimed.pk,
        "approved_case": cases.filter(state="approved").first().pk,
        "rejected_case": cases.filter(state="rejected").first().pk,
    }, held_by


def comment_words(chapter: str) -> dict[str, Any]:
    """Return the words for comments, receipts and confirmations in every state."""
    from django.core import signing

    from consult.comments.models import Comment, Unconfirmed
    from consult.comments.permissions import confirmation_token
    from consult.comments.rules.confirmation import CONFIRM_WITHIN

    published = Comment.objects.filter(state="published").order_by("posted_at")
    talked = published.filter(discussion__chapter__slug=chapter, answers__isnull=False)
    with_answer = published.filter(answers__isnull=False).first()
    without = published.filter(answers__isnull=True, depth=0).first()
    waiting = Unconfirmed.objects.filter(comment=None)[0]
    long_ago = signing.time.time() - CONFIRM_WITHIN.total_seconds() - 1
    with patch.object(signing.time, "time", lambda: long_ago):
        expired = confirmation_token(waiting)
    return {
        "block": talked.exclude(block_key=None).first().block_key,
        "comment": without.public_id,
        "answered_comment": with_answer.public_id,
        "receipt_pending": Comment.objects.filter(state="pending").first().receipt_token,
        "receipt_published": without.receipt_token,
        "receipt_answered": with_answer.receipt_token,
        "receipt_refused": Comment.objects.filter(state="refused").first().receipt_token,
        "confirmation": confirmation_token(waiting),
        "confirmed": confirmation_token(Unconfirmed.objects.exclude(comment=None)[0]),
        "expired": expired,
        **word_file_words(chapter),
        **erasure_words(),
    }


def erasure_words() -> dict[str, str]:
    """Return the words for what a guest may have erased, and for requests under way and done."""
    from django.utils.timezone import now

    from consult.comments.models import Comment
    from consult.erasure.models import ErasureRequest
    from consult.erasure.permissions import everything_token

    by_guest = Comment.objects.exclude(guest_email="")[0]
    said = {"scope": "all", "source_kind": "author", "total": 3, "asked_at": now()}
    under_way = ErasureRequest.objects.create(**said, done=1)
    over = ErasureRequest.objects.create(
        **said, done=2, held=1, state="done", finished_at=now(), closes_account=True
    )
    return {
        "receipt_guest": by_guest.receipt_token,
        "erase_everything": everything_token(by_guest),
        "erase_running": under_way.token,
        "erase_done": over.token,
    }


def word_file_words(chapter: str) -> dict[str, str]:
    """Return the words for Word files with comments in every state."""
    from consult.drafts.models import Chapter
    from consult.drafts.selectors import blocks_of
    from moderation.selectors import code_in_force

    found = Chapter.objects.select_related("current", "review").get(
        slug=chapter, review__slug="vnr-2026"
    )
    code = code_in_force(found.review)
    assert found.current is not None
    assert code is not None
    text = next(row.text for row in blocks_of(found.current, "en") if row.kind == "paragraph")
    return sent_word_words(found, text, code.version)


def reset_words(person: User) -> dict[str, str]:
    """Return the words for the address that somebody gets who forgot their password."""
    from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
    from allauth.account.utils import user_pk_to_url_str

    made = EmailAwarePasswordResetTokenGenerator().make_token(person)
    return {"reset_person": user_pk_to_url_str(person), "reset_key": made}
