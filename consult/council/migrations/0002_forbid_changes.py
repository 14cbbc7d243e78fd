from django.db import migrations

from consult.core.immutable import ForbidChanges


class Migration(migrations.Migration):
    dependencies = [("council", "0001_initial")]

    operations = [
        ForbidChanges("MotionText"),
        ForbidChanges("RollEntry"),
        ForbidChanges("RollPerson"),
        ForbidChanges("Ballot"),
    ]
