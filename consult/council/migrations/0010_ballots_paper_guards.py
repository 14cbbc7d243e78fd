from django.db import migrations

from consult.core.immutable import ForbidChanges, Refuse

ENTERED_BY = "(SELECT e.entered_by_id FROM council_paperentry e WHERE e.id = NEW.{}_id)"
ONE_PERSON = f"{ENTERED_BY.format('first')} = {ENTERED_BY.format('second')}"


class Migration(migrations.Migration):
    dependencies = [("council", "0009_ballots_paper")]

    operations = [
        ForbidChanges("PaperScan"),
        ForbidChanges("PaperEntry"),
        ForbidChanges("PaperPair"),
        Refuse(
            "PaperPair", "council_paper_by_two", act="INSERT", when=ONE_PERSON,
            sentence="a paper ballot is entered by two people",
        ),
    ]
