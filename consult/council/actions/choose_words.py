"""The exact words of a question of procedure are fixed."""

from __future__ import annotations

from django.conf import settings

from consult.core.transactions import step
from consult.council.actions.read_proposal import require_words
from consult.council.models import Motion, QuestionWords
from consult.council.rules.question import question_sha256


@step
def choose_words_step(*, motion: Motion, authentic_language: str) -> None:
    """Keep title and explanation of a question in each language that has any, with their hash.

    Raises `QuestionUnworded` where the authentic language lacks one of the two.
    """
    found = {}
    for code in settings.MODELTRANSLATION_LANGUAGES:
        column = code.replace("-", "_")
        title = getattr(motion, f"title_{column}") or ""
        explanation = getattr(motion, f"explanation_{column}") or ""
        if title or explanation:
            found[code] = {"language": code, "title": title, "explanation": explanation}
    authentic = found.get(authentic_language, {"title": "", "explanation": ""})
    require_words(authentic["title"], authentic["explanation"])
    QuestionWords.objects.bulk_create(
        QuestionWords(
            motion=motion,
            sha256=question_sha256(**words),
            authentic=code == authentic_language,
            **words,
        )
        for code, words in found.items()
    )
