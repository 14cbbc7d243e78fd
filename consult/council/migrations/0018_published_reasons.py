import django.db.models.deletion
from django.db import migrations, models

from consult.core.immutable import ForbidChanges


class Migration(migrations.Migration):
    dependencies = [("council", "0017_live_roll")]

    operations = [
        migrations.CreateModel(
            name="PublishedReason",
            fields=[
                (
                    "ballot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="published",
                        serialize=False,
                        to="council.ballot",
                    ),
                ),
            ],
            options={"default_permissions": ()},
        ),
        ForbidChanges("PublishedReason"),
    ]
