import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from consult.core.immutable import ForbidChanges, Refuse

SAME_TIME = (
    "EXISTS (SELECT 1 FROM council_proxy p WHERE p.seat_id = NEW.seat_id AND p.id <> NEW.id "
    "AND p.withdrawn_at IS NULL AND (NEW.until IS NULL OR p.since < NEW.until) "
    "AND (p.until IS NULL OR NEW.since < p.until))"
)


class Migration(migrations.Migration):

    dependencies = [
        ("council", "0004_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Proxy',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
                ('given_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-since', 'pk'],
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='seat',
            name='active_from',
            field=models.DateField(help_text="The first day, in the review's zone.", null=True),
        ),
        migrations.AddField(
            model_name='seat',
            name='active_until',
            field=models.DateField(help_text="The last day, in the review's zone.", null=True),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('active_from__isnull', True), ('active_until__isnull', True), ('active_until__gte', models.F('active_from')), _connector='OR'), name='seat_ends_after_it_begins'),
        ),
        migrations.AddField(
            model_name='proxy',
            name='given_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='proxy',
            name='holder',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proxies', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='proxy',
            name='seat',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proxies', to='council.seat'),
        ),
        migrations.AddConstraint(
            model_name='proxy',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='proxy_lasts_something'),
        ),
        ForbidChanges("Proxy", erasable=["withdrawn_at", "given_by"]),
        Refuse(
            "Proxy", "council_proxy_alone", act="INSERT", when=SAME_TIME,
            sentence="a seat has one proxy at a time",
        ),
        Refuse(
            "Proxy", "council_proxy_gone", act="UPDATE",
            when="OLD.withdrawn_at IS NOT NULL AND (NEW.withdrawn_at IS NULL "
            "OR NEW.withdrawn_at <> OLD.withdrawn_at)",
            sentence="a proxy that is withdrawn stays withdrawn",
        ),
    ]
