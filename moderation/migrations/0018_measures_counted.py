from django.db import migrations, models

LISTED = [
    "rejected", "withdrawn", "redacted", "changes_requested", "hidden", "erased", "overturned",
    "undone", "superseded", "court_order", "warning", "slower", "suspension", "measure_lifted",
    "measure_overturned",
]  # fmt: skip
SERIES = [
    "submission", "decision", "first_decision", "report", "report_answer", "appeal",
    "appeal_answer", "measure", "measure_appeal", "measure_answer", "measure_lifted", "listed",
    "work",
]  # fmt: skip


def count_anew(apps, schema_editor):
    """Forget the numbers of reviews whose ledger holds measures: the sweep counts them again."""
    entries = apps.get_model("core", "Entry").objects.filter(event__startswith="measure.")
    logs = list(entries.order_by().values_list("log_id", flat=True).distinct())
    for name in ("Figure", "ListedAct", "Reckoned"):
        apps.get_model("moderation", name).objects.filter(review__log_id__in=logs).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("core", "0006_forget_requests"),
        ("moderation", "0017_measures"),
    ]

    operations = [
        migrations.AlterField(
            model_name="listedact",
            name="kind",
            field=models.CharField(choices=[(one, one) for one in LISTED], max_length=20),
        ),
        migrations.AlterField(
            model_name="figure",
            name="series",
            field=models.CharField(choices=[(one, one) for one in SERIES], max_length=16),
        ),
        migrations.RunPython(count_anew, migrations.RunPython.noop),
    ]
