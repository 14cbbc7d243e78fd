from django.db import migrations

from consult.core.immutable import ForbidChanges


class Migration(migrations.Migration):
    dependencies = [("council", "0007_ballots_reservations")]

    operations = [
        ForbidChanges("ReservedBlock"),
        ForbidChanges("ReservationReply", erasable=["replied_by"]),
    ]
