from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from consult.core.immutable import Lift

# SQLite rebuilds the tables, so what reads them is taken away and repeated by the next migration.
GUARDS = import_module("moderation.migrations.0004_guards").Migration.operations


class Migration(migrations.Migration):

    dependencies = [
        ('moderation', '0004_guards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *[Lift(guard) for guard in reversed(GUARDS)],
        migrations.RemoveConstraint(
            model_name='decision',
            name='rejection_names_rule_and_reason',
        ),
        migrations.RemoveConstraint(
            model_name='decision',
            name='decision_does_what_it_says',
        ),
        migrations.RemoveConstraint(
            model_name='decision',
            name='later_decision_gives_its_reason',
        ),
        migrations.AddField(
            model_name='case',
            name='priority',
            field=models.PositiveSmallIntegerField(default=0, help_text='What signals add up to: it orders the queue and decides nothing.'),
        ),
        migrations.AddField(
            model_name='decision',
            name='order_source',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='decision',
            name='redacted',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='decision',
            name='spans',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='decision',
            name='state_before',
            field=models.CharField(choices=[('pending', 'pending'), ('reported', 'reported'), ('changes_requested', 'changes_requested'), ('escalated', 'escalated'), ('approved', 'approved'), ('rejected', 'rejected'), ('duplicate', 'duplicate'), ('appealed', 'appealed'), ('upheld', 'upheld'), ('overturned', 'overturned')], default='pending', max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='decision',
            name='told_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL("UPDATE moderation_decision SET told_at = decided_at", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='decision',
            name='told_at',
            field=models.DateTimeField(help_text='When its notice leaves.'),
        ),
        migrations.AddField(
            model_name='decision',
            name='undoes',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='moderation.decision'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='appeal',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='moderation.appeal'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='effect',
            field=models.CharField(choices=[('publish', 'publish'), ('withhold', 'withhold'), ('revert', 'revert')], max_length=10),
        ),
        migrations.AlterField(
            model_name='decision',
            name='verdict',
            field=models.CharField(choices=[('approve', 'approve'), ('reject', 'reject'), ('request_changes', 'request_changes'), ('redact', 'redact'), ('merge', 'merge'), ('uphold', 'uphold'), ('overturn', 'overturn'), ('undo', 'undo')], max_length=16),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('effect', 'withhold'), _negated=True), ('redacted', 0)), models.Q(models.Q(('explanation', ''), _negated=True), models.Q(('rule__isnull', False), models.Q(('order_source', ''), _negated=True), _connector='OR')), _connector='OR'), name='restriction_names_rule_and_reason'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('effect', 'publish'), ('redacted', 0), ('verdict__in', ['approve', 'merge'])), models.Q(('effect', 'publish'), ('redacted__gte', 1), ('verdict', 'redact')), models.Q(('effect', 'withhold'), ('redacted', 0), ('verdict__in', ['reject', 'request_changes'])), models.Q(('effect', 'revert'), ('redacted', 0), ('verdict', 'undo')), models.Q(('effect__in', ['publish', 'withhold']), ('verdict__in', ['uphold', 'overturn'])), _connector='OR'), name='decision_does_what_it_says'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undoes__isnull', False), ('verdict', 'undo')), models.Q(models.Q(('verdict', 'undo'), _negated=True), ('undoes__isnull', True)), _connector='OR'), name='undo_names_what_it_undoes'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('state_before', 'pending'), ('verdict', 'undo'), models.Q(('explanation', ''), _negated=True), _connector='OR'), name='later_decision_gives_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('told_at__gte', models.F('decided_at'))), name='told_after_it_was_decided'),
        ),
    ]
