"""By what people sit in the council or represent it: a proxy, and letters of appointment."""

from __future__ import annotations

from django.utils.timezone import now

from consult.accounts.models import User
from consult.council.actions import file_letter, give_proxy
from consult.council.models import Proxy, Seat
from consult.portal.management.demonstration.texts import FOLDER, key_for, read
from consult.reviews.models import Review


def build_mandates(
    review: Review, secretary: User, people: dict[str, User], seats: dict[str, Seat]
) -> None:
    """Give the proxies, and file the letters, that are not there yet."""
    for row in read("council")["proxies"]:
        seat, holder = seats[row["seat"]], people[row["holder"]]
        if not Proxy.objects.filter(seat=seat, holder=holder).exists():
            give_proxy(
                actor=secretary,
                review=review,
                seat_id=seat.pk,
                holder=holder,
                since=now(),
                until=None,
                key=key_for("proxy", row["seat"]),
            )
    for row in read("council")["letters"]:
        file_letter(
            actor=secretary,
            review=review,
            seat_id=seats[row["seat"]].pk,
            user_id=people[row["person"]].pk,
            data=(FOLDER / "letters" / row["file"]).read_bytes(),
        )
