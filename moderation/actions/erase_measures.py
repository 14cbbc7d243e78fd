"""What measures say about a person is erased with what the person sent."""

from __future__ import annotations

from uuid import UUID

from consult.core.journal import erase_openings
from consult.core.text import ERASED
from consult.core.transactions import step
from moderation.models import Measure, MeasureAppeal
from moderation.rules.statement import without_words


@step
def erase_measures_step(*, person_id: UUID | None) -> list[str]:
    """Erase the words of measures on a person's account, and of the appeals against them.

    Kind, rule and dates stay, under the person's opaque key. Returns the references that mails
    name.
    """
    if person_id is None:
        return []
    measures = list(Measure.objects.filter(person_key=person_id).select_related("review"))
    for measure in measures:
        measure.explanation = ERASED
        measure.statement = without_words(measure.statement)
        erase_openings(measure.review.log_id, subject=measure.reference)
    Measure.objects.bulk_update(measures, ["explanation", "statement"])
    MeasureAppeal.objects.filter(measure__in=measures).update(text=ERASED)
    return [measure.reference for measure in measures]
