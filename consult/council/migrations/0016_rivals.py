import uuid
from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import consult.council.rules.motion
from consult.core.immutable import ForbidChanges, Lift, Refuse

# SQLite rebuilds the table of motions, so what guards or reads it is taken away and repeated.
GUARDS = [
    guard
    for name in ("0004_guards", "0014_rollup")
    for guard in import_module(f"consult.council.migrations.{name}").Migration.operations
    if isinstance(guard, Refuse) and guard.model_name in ("Motion", "Ballot")
]

# An earlier amendment of the same order that may still be adopted, or was.
EARLIER = """EXISTS (
    SELECT 1 FROM council_rivalplace own
    JOIN council_rivalplace other ON other.order_id = own.order_id AND other.place < own.place
    JOIN council_motion m ON m.id = other.motion_id
    WHERE own.motion_id = NEW.id AND m.state <> 'void'
    AND (m.state NOT IN ('closed', 'certified') OR (m.outcome ->> 'status') = 'adopted')
)"""
OUT_OF_TURN = f"OLD.state = 'noticed' AND (NEW.state = 'open' OR NOT NEW.waits) AND {EARLIER}"
MADE_TO_WAIT = "NEW.waits AND NOT OLD.waits AND OLD.state <> 'draft'"
NO_RIVAL = """NOT EXISTS (
    SELECT 1 FROM council_motion m WHERE m.id = NEW.motion_id
    AND m.kind = 'amendment' AND m.state IN ('noticed', 'open') AND m.ballots_cast = 0
    AND m.waits = (NEW.place > 1)
)"""


class Migration(migrations.Migration):

    dependencies = [
        ("council", "0015_amendments"),
        ("reviews", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *[Lift(guard) for guard in reversed(GUARDS)],
        migrations.RemoveConstraint(
            model_name='motion',
            name='motion_void_has_cause',
        ),
        migrations.RemoveConstraint(
            model_name='motion',
            name='motion_mandate_is_real',
        ),
        migrations.AddField(
            model_name='motion',
            name='waits',
            field=models.BooleanField(default=False, help_text='Of a rival amendment: its turn to be voted on has not come.'),
        ),
        migrations.AlterField(
            model_name='motion',
            name='void_cause',
            field=models.CharField(blank=True, choices=[('secretary', 'secretary'), ('text_changed', 'text_changed'), ('rival', 'rival')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='motion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', consult.council.rules.motion.State['VOID']), ('void_cause', consult.council.rules.motion.VoidCause['SECRETARY']), ('void_version__isnull', True), ('voided_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), models.Q(('state', consult.council.rules.motion.State['VOID']), ('void_cause', consult.council.rules.motion.VoidCause['TEXT_CHANGED']), ('void_reason', ''), ('void_version__isnull', False), ('voided_at__isnull', False)), models.Q(('state', consult.council.rules.motion.State['VOID']), ('void_cause', consult.council.rules.motion.VoidCause['RIVAL_ADOPTED']), ('void_reason', ''), ('void_version__isnull', True), ('voided_at__isnull', False)), models.Q(models.Q(('state', consult.council.rules.motion.State['VOID']), _negated=True), ('void_cause', ''), ('void_reason', ''), ('voided_at__isnull', True), ('void_version__isnull', True)), _connector='OR'), name='motion_void_has_cause'),
        ),
        migrations.AddConstraint(
            model_name='motion',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [consult.council.rules.motion.Kind['AMENDMENT'], consult.council.rules.motion.Kind['MANDATE']]), ('rehearsal', True), _negated=True), name='motion_kind_is_real'),
        ),
        migrations.AddConstraint(
            model_name='motion',
            constraint=models.CheckConstraint(condition=models.Q(('waits', False), models.Q(('kind', consult.council.rules.motion.Kind['AMENDMENT']), ('state__in', [consult.council.rules.motion.State['NOTICED'], consult.council.rules.motion.State['VOID']])), _connector='OR'), name='motion_waits_unopened'),
        ),
        migrations.CreateModel(
            name='AmendmentOrder',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=24, unique=True)),
                ('reason', models.TextField(help_text='Why in this order.')),
                ('period', models.DurationField(help_text='For how long each is voted on.')),
                ('stated_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-stated_at'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='RivalPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ['order', 'place'],
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='amendmentorder',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendment_orders', to='reviews.review'),
        ),
        migrations.AddField(
            model_name='amendmentorder',
            name='stated_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rivalplace',
            name='motion',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='rival', to='council.motion'),
        ),
        migrations.AddField(
            model_name='rivalplace',
            name='order',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='council.amendmentorder'),
        ),
        migrations.AddConstraint(
            model_name='amendmentorder',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='amendment_order_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='rivalplace',
            constraint=models.UniqueConstraint(fields=('order', 'place'), name='rival_place_once'),
        ),
        migrations.AddConstraint(
            model_name='rivalplace',
            constraint=models.CheckConstraint(condition=models.Q(('place__gte', 1)), name='rival_places_from_one'),
        ),
        ForbidChanges("AmendmentOrder", erasable=["stated_by"]),
        ForbidChanges("RivalPlace"),
        *GUARDS,
        Refuse(
            "Motion", "council_rival_turn", act="UPDATE", when=OUT_OF_TURN,
            sentence="an amendment opens when those before it in the order have failed",
        ),
        Refuse(
            "Motion", "council_rival_waits", act="UPDATE", when=MADE_TO_WAIT,
            sentence="a motion of which the council was told never begins to wait",
        ),
        Refuse(
            "RivalPlace", "council_rival_place", act="INSERT", when=NO_RIVAL,
            sentence="an order is of amendments before any ballot, and only the first may open",
        ),
    ]  # fmt: skip
