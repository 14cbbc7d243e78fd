import django.db.models.deletion
from django.db import migrations, models

from consult.core.immutable import ForbidChanges


class Migration(migrations.Migration):
    dependencies = [("drafts", "0002_forbid_changes")]

    operations = [
        migrations.CreateModel(
            name="Picture",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("media_type", models.CharField(max_length=20)),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
                ("content", models.BinaryField()),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="ChapterPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "chapter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="drafts.chapter",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chapters",
                        to="drafts.picture",
                    ),
                ),
            ],
            options={"default_permissions": ()},
        ),
        migrations.AddConstraint(
            model_name="chapterpicture",
            constraint=models.UniqueConstraint(
                fields=("picture", "chapter"), name="picture_once_a_chapter"
            ),
        ),
        ForbidChanges("Picture"),
        # Choices are no part of the table, so this rebuilds nothing.
        migrations.AlterField(
            model_name="block",
            name="kind",
            field=models.CharField(
                choices=[
                    ("heading", "heading"),
                    ("paragraph", "paragraph"),
                    ("list_item", "list_item"),
                    ("table_row", "table_row"),
                    ("caption", "caption"),
                    ("footnote", "footnote"),
                    ("figure", "figure"),
                ],
                max_length=12,
            ),
        ),
    ]
