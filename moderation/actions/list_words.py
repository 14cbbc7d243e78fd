"""A lead sets the words that the queue marks in one language."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.journal import record
from consult.core.languages import NAMES
from consult.core.transactions import command, step
from consult.reviews.models import Review
from moderation.models import WordList
from moderation.rules.word_list import LanguageNotListed, checked_words


@step
def list_words_step(*, actor: Any, review: Review, language: str, words: str) -> WordList:
    """Set the list of a language, one entry a line; it holds for texts that come in from now on.

    Guarantees a ledger entry that says how many, and holds the words as a commitment. The same
    list again changes nothing. Raises `LanguageNotListed` or `WordListWrong`.
    """
    require(actor, "moderation.list_words", review)
    if language not in NAMES:
        raise LanguageNotListed()
    entries = checked_words(words)
    Review.objects.select_for_update(no_key=True).get(pk=review.pk)
    found = WordList.objects.filter(review=review, language=language).first()
    listed = found or WordList(review=review, language=language)
    if found is not None and listed.words == entries:
        return listed
    listed.words, listed.set_by, listed.set_at = entries, actor, timezone.now()
    listed.save()
    record(
        review.log_id,
        "moderation.words_set.v1",
        actor=actor.reference,
        subject=f"words:{review.slug}:{language}",
        data={"language": language, "count": len(entries)},
        committed={"words": {"entries": entries}},
    )
    return listed


@command
def list_words(**arguments: Any) -> WordList:
    """Set the list of a language: see `list_words_step`."""
    return list_words_step(**arguments)
