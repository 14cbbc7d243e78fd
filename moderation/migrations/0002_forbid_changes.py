from django.db import migrations

from consult.core.immutable import ForbidChanges


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_initial")]

    operations = [ForbidChanges("Decision", erasable=["moderator", "explanation", "statement"])]
