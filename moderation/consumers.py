"""The websocket on which a queue learns what has come in since it was shown."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware, now

from consult.accounts.permissions import require_to_see
from consult.core.consumers import FollowingConsumer
from consult.core.errors import NotThere
from consult.reviews.selectors import review_called
from moderation.rules.queue_filter import filter_in
from moderation.selectors import COUNTED_TO, alarms_open, count_new


class QueueConsumer(FollowingConsumer):
    """Sends how many cases are new since the moment in the address, narrowed as the address says.

    With it goes how many texts are hidden since somebody may be at risk, in the whole review.

    An address without a moment is refused like a queue that one may not see.
    """

    kind = "queue"

    def look(self, person: Any, subject_id: str) -> dict[str, Any]:
        """Return the count, which ends at `COUNTED_TO`, to whoever may see the review's queue."""
        review = review_called(subject_id)
        require_to_see(person, "moderation.view_queue", review)
        query = QueryDict(self.scope["query_string"])
        since = _moment(query.get("since", ""))
        if since is None:
            raise NotThere()
        new = count_new(
            person=person,
            review=review,
            narrowed=filter_in(dict(query.lists())),
            since=since,
            now=now(),
        )
        return {
            "new": min(new, COUNTED_TO),
            "more": new > COUNTED_TO,
            "risk": alarms_open(review, now()),
        }


def _moment(said: str) -> datetime | None:
    try:
        moment = parse_datetime(said)
    except ValueError:
        return None
    return moment if moment is not None and is_aware(moment) else None
