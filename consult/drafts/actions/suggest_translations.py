"""A machine is asked for the translations that are missing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.errors import DomainError
from consult.core.machine import Reach, ask, provider_is_own, translation_provider
from consult.core.tasks import ABANDONED_AFTER, MAX_RUNS, enqueue
from consult.core.transactions import command, step
from consult.drafts.actions.revise_translations import Wording, revise_translations_step
from consult.drafts.models import Chapter, MachineRun
from consult.drafts.rules.machine import BATCH, NothingOffered
from consult.drafts.rules.translating import Act, State, needs_translation, state_of
from consult.drafts.rules.typed import read_typed, shown_typed
from consult.drafts.selectors import Sources, check_language, sources_of, translations_of

TASK = "consult.drafts.tasks.suggest_next"

logger = logging.getLogger(__name__)


@step
def suggest_translations_step(*, actor: Any, chapter: Chapter, language: str) -> MachineRun:
    """Ask the provider for the blocks of the current version that have no translation yet.

    The texts are published, so any provider may see them. The work is done by tasks, a batch
    each; while it goes on, asking again returns the same run. Refuses where the provider offers
    nothing for these languages (`NothingOffered`), a chapter without a version too, and a language
    into which the chapter is not translated (`NotATranslationLanguage`).
    """
    require(actor, "drafts.translate", chapter.review)
    check_language(chapter, language)
    provider = translation_provider()
    # Lock the chapter so that two editors who ask at once get one run.
    chapter = Chapter.objects.select_for_update().get(pk=chapter.pk)
    if chapter.current_id is None or not provider.offers(chapter.source_language, language):
        raise NothingOffered()
    state = MachineRun.State.RUNNING
    running = chapter.machine_runs.filter(language=language, state=state).first()
    if running and running.moved_at > timezone.now() - MAX_RUNS * ABANDONED_AFTER:
        return running
    if running:
        # Its task was given up with its workers, so nothing would ever end it.
        running.state = MachineRun.State.FAILED
        running.save(update_fields=["state"])
    run = MachineRun.objects.create(
        chapter=chapter,
        version_id=chapter.current_id,
        language=language,
        provider=provider.name,
        asked_by=actor,
    )
    enqueue(TASK, run_id=str(run.pk))
    return run


@command
def suggest_translations(**arguments: Any) -> MachineRun:
    """Ask for suggestions: see `suggest_translations_step`."""
    return suggest_translations_step(**arguments)


def _ask_first(store: Callable[..., MachineRun]) -> Callable[..., MachineRun]:
    """Let the provider answer before `store` opens its transaction: it may take a minute."""

    @wraps(store)
    def asked(*, actor: Any, run: MachineRun) -> MachineRun:
        rows = _next_rows(run)
        try:
            answers: list[list[str]] | None = _answers(run, rows)
        except Exception:
            # The provider is a stranger's program: whatever it raises ends this run and no more.
            logger.exception("The translation provider failed in run %s.", run.pk)
            answers = None
        return store(actor=actor, run=run, rows=rows, answers=answers)

    return asked


@_ask_first
@command
def take_suggestions(
    *, actor: Any, run: MachineRun, rows: Sources, answers: Sequence[Sequence[str]] | None
) -> MachineRun:
    """Take the provider's answers for the next batch of a run as machine translations.

    Called with `actor` and `run`. Only blocks that are still without a translation get one; an
    answer with other notes, links or marks is counted as unusable and dropped. The next batch is
    a task of its own, in the same transaction. A repeat of a batch changes nothing. The run fails
    where the provider did, where a newer version was published, and where whoever asked may no
    longer translate.
    """
    chapter = (
        Chapter.objects.select_for_update(of=("self",))
        .select_related("review")
        .get(pk=run.chapter_id)
    )
    passed = run.passed
    run.refresh_from_db()
    if run.state != MachineRun.State.RUNNING or run.passed != passed:
        return run
    may = actor is not None and actor.has_perm("drafts.translate", chapter.review)
    if answers is None or not may or chapter.current_id != run.version_id:
        run.state = MachineRun.State.FAILED
        run.save(update_fields=["state"])
        return run
    known = translations_of(chapter, [run.language]).get(run.language, {})
    wordings, unusable = [], 0
    for (key, source), answer in zip(rows, answers, strict=True):
        if not answer or state_of(source, known.get(key)) is not State.MISSING:
            continue
        try:
            html = read_typed(source, answer)
        except DomainError:
            html = ""
        if html:
            wordings.append(Wording(key, source, html))
        else:
            unusable += 1
    given = {"actor": actor, "chapter": chapter, "language": run.language}
    revise_translations_step(**given, act=Act.SUGGEST, wordings=wordings, provider=run.provider)
    run.passed += len(rows)
    run.suggested += len(wordings)
    run.unusable += unusable
    if len(rows) < BATCH:
        run.state = MachineRun.State.DONE
    else:
        enqueue(TASK, run_id=str(run.pk))
    run.save(update_fields=["passed", "suggested", "unusable", "state", "moved_at"])
    return run


def _next_rows(run: MachineRun) -> Sources:
    return sources_of(run.chapter)[run.passed : run.passed + BATCH]


def _answers(run: MachineRun, rows: Sources) -> list[list[str]]:
    """Return the answer for each block, its cells apart; nothing for one that is not asked for."""
    known = translations_of(run.chapter, [run.language]).get(run.language, {})
    parts = [
        shown_typed(source, source.html)
        if needs_translation(source) and state_of(source, known.get(key)) is State.MISSING
        else []
        for key, source in rows
    ]
    answers = iter(
        ask(
            translation_provider(),
            [text for texts in parts for text in texts],
            run.chapter.source_language,
            run.language,
            reach=Reach.PUBLISHED,
            own=provider_is_own(),
        )
    )
    return [[next(answers) for _text in texts] for texts in parts]
