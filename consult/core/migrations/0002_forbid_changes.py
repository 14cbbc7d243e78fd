from django.db import migrations

from consult.core.immutable import ForbidChanges


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [ForbidChanges("Entry")]
