import django.db.models.deletion
import uuid
from importlib import import_module

from django.db import migrations, models

from consult.core.immutable import ForbidChanges, Lift, Refuse

# Only what says who acted changes: a moderator, or the holder of a link for this appeal.
GUARDS = import_module("moderation.migrations.0017_measures")
(COPIES,) = (
    guard
    for guard in GUARDS.Migration.operations
    if getattr(guard, "name", "") == "moderation_measure_copies"
)
WHO = f"""NEW.outside_id IS NULL AND NOT EXISTS (
    SELECT 1 FROM accounts_user u WHERE u.id = NEW.moderator_id AND u.id = NEW.moderator_key
    AND {GUARDS.same("u.organisation_id", "NEW.moderator_organisation_id")}
) OR NEW.outside_id IS NOT NULL AND (
    NEW.moderator_id IS NOT NULL OR NEW.moderator_organisation_id IS NOT NULL
    OR NEW.act NOT IN ('uphold', 'overturn') OR NEW.moderator_key <> NEW.outside_id
    OR NOT EXISTS (
        SELECT 1 FROM moderation_measuremandate m
        JOIN moderation_measureappeal a ON a.id = m.appeal_id
        WHERE m.adjudicator_id = NEW.outside_id AND a.measure_id = NEW.about_id
        AND m.revoked_at IS NULL AND NEW.taken_at < m.expires_at
    )
) OR NEW.person_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM accounts_user u WHERE u.id = NEW.person_id AND u.id = NEW.person_key
    AND {GUARDS.same("u.organisation_id", "NEW.person_organisation_id")}
) OR NEW.person_id IS NULL AND NEW.act = 'take'"""
HOME = """NOT EXISTS (
    SELECT 1 FROM moderation_measureappeal a JOIN moderation_measure m ON m.id = a.measure_id
    JOIN moderation_adjudicator o ON o.review_id = m.review_id
    WHERE a.id = NEW.appeal_id AND o.id = NEW.adjudicator_id
)"""


class Migration(migrations.Migration):

    dependencies = [
        ("moderation", "0018_measures_counted"),
    ]

    operations = [
        migrations.AddField(
            model_name="measure",
            name="outside",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="acts_on_measures", to="moderation.adjudicator"),
        ),
        migrations.CreateModel(
            name="MeasureMandate",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("token_sha256", models.CharField(max_length=64, unique=True)),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("adjudicator", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="measure_mandates", to="moderation.adjudicator")),
                ("appeal", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="mandates", to="moderation.measureappeal")),
            ],
            options={
                "ordering": ["appeal", "sent_at"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("expires_at__gt", models.F("sent_at"))), name="measure_mandate_ends_after_it_began"),
                    models.UniqueConstraint(condition=models.Q(("revoked_at__isnull", True)), fields=("appeal",), name="one_measure_mandate_at_a_time"),
                ],
            },
        ),
        Lift(COPIES),
        ForbidChanges("Measure", erasable=["person", "moderator", "explanation", "statement"]),
        ForbidChanges("MeasureMandate", erasable=["revoked_at"]),
        Refuse(
            "Measure", "moderation_measure_copies", act="INSERT", when=WHO,
            sentence="a measure copies what person and moderator say of themselves",
        ),
        Refuse(
            "MeasureMandate", "moderation_measure_mandate_home", act="INSERT", when=HOME,
            sentence="an appeal goes to an adjudicator of its own review",
        ),
    ]
