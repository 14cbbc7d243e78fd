from django.db import migrations

from consult.core.immutable import ForbidChanges, Refuse

# The table of legal moves as it stood when this was written; tests compare it with the rules.
LEGAL = {
    "pending": "approved rejected changes_requested escalated duplicate",
    "reported": "approved rejected changes_requested escalated",
    "changes_requested": "pending rejected appealed",
    "escalated": "approved rejected changes_requested",
    "approved": "rejected reported appealed",
    "rejected": "approved appealed",
    "duplicate": "approved reported",
    "appealed": "upheld overturned",
    "upheld": "reported",
    "overturned": "reported appealed",
}
VERDICTS = {
    "pending": "approve reject",
    "reported": "approve reject",
    "changes_requested": "reject",
    "escalated": "approve reject",
    "approved": "reject",
    "rejected": "approve",
    "duplicate": "approve",
    "appealed": "uphold overturn",
}


def pairs(table: dict[str, str]) -> str:
    """Return the pairs as a list that SQL reads."""
    return ", ".join(f"'{one}>{other}'" for one, others in table.items() for other in others.split())


def same(one: str, other: str) -> str:
    """Return a comparison under which two nulls are equal; only for WHERE, since it may be null."""
    return f"({one} = {other} OR {one} IS NULL AND {other} IS NULL)"


LATEST = (
    "SELECT 1 FROM moderation_decision d WHERE d.case_id = {case} AND d.number = "
    "(SELECT MAX(m.number) FROM moderation_decision m WHERE m.case_id = {case})"
)

COPIES = f"""NOT EXISTS (
    SELECT 1 FROM moderation_case c WHERE c.id = NEW.case_id
    AND {same("c.author_id", "NEW.author_id")}
    AND {same("c.organisation_id", "NEW.organisation_id")}
) OR NOT EXISTS (
    SELECT 1 FROM accounts_user u WHERE u.id = NEW.moderator_id AND u.id = NEW.moderator_key
    AND {same("u.organisation_id", "NEW.moderator_organisation_id")}
)"""

ORDER = f"""NOT EXISTS (
    SELECT 1 FROM moderation_case c WHERE c.id = NEW.case_id
    AND (c.state || '>' || NEW.verdict) IN ({pairs(VERDICTS)})
) OR NEW.number <> 1 + (SELECT COUNT(*) FROM moderation_decision d WHERE d.case_id = NEW.case_id)"""

RULE = """NEW.rule_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM moderation_rule r
    JOIN moderation_codeofconduct k ON k.id = r.conduct_id
    JOIN moderation_case c ON c.review_id = k.review_id
    WHERE r.id = NEW.rule_id AND c.id = NEW.case_id
)"""

JUDGE = """NEW.appeal_id IS NOT NULL AND (
    EXISTS (
        SELECT 1 FROM moderation_decision d
        WHERE d.case_id = NEW.case_id AND d.moderator_key = NEW.moderator_key
    ) OR NOT EXISTS (
        SELECT 1 FROM moderation_appeal a
        JOIN moderation_decision d ON d.case_id = a.case_id AND d.number = a.decision_number
        WHERE a.id = NEW.appeal_id AND a.case_id = NEW.case_id
        AND a.decision_number = NEW.number - 1
        AND (a.appellant_id IS NULL OR a.appellant_id <> NEW.moderator_key)
        AND (NEW.verdict = 'uphold' AND d.effect = NEW.effect
             OR NEW.verdict = 'overturn' AND d.effect <> NEW.effect)
    )
)"""

KEPT = " OR ".join(
    f"NEW.{column} <> OLD.{column} OR (NEW.{column} IS NULL) <> (OLD.{column} IS NULL)"
    for column in ("review_id", "kind", "subject_id", "author_id", "organisation_id")
)

MOVED = f"NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN ({pairs(LEGAL)})"

DECIDED = f"""NEW.state <> OLD.state AND (
    NEW.state IN ('approved', 'rejected', 'upheld', 'overturned')
    AND NOT EXISTS (
        {LATEST.format(case="NEW.id")} AND (d.verdict || '>' || NEW.state) IN
        ('approve>approved', 'reject>rejected', 'uphold>upheld', 'overturn>overturned')
    )
    OR NEW.state = 'appealed' AND NOT EXISTS (
        {LATEST.format(case="NEW.id")} AND EXISTS (
            SELECT 1 FROM moderation_appeal a
            WHERE a.case_id = NEW.id AND a.decision_number = d.number
        )
    )
)"""

APPEALED = f"""NOT EXISTS ({LATEST.format(case="NEW.case_id")} AND d.number = NEW.decision_number)
OR NEW.party = 'author' AND NOT EXISTS (
    SELECT 1 FROM moderation_case c
    WHERE c.id = NEW.case_id AND {same("c.author_id", "NEW.appellant_id")}
)"""


class Migration(migrations.Migration):
    dependencies = [("moderation", "0003_appeals_and_reports"), ("accounts", "0001_initial")]

    operations = [
        ForbidChanges("Decision", erasable=["moderator", "explanation", "statement"]),
        ForbidChanges("Appeal", erasable=["text"]),
        ForbidChanges("Report", erasable=["reporter", "email", "explanation", "answered_by"]),
        Refuse(
            "Decision", "moderation_decision_copies", act="INSERT", when=COPIES,
            sentence="a decision copies what case and moderator say of themselves",
        ),
        Refuse(
            "Decision", "moderation_decision_order", act="INSERT", when=ORDER,
            sentence="the state of the case does not allow this decision",
        ),
        Refuse(
            "Decision", "moderation_decision_rule", act="INSERT", when=RULE,
            sentence="a decision cites a rule of its own review",
        ),
        Refuse(
            "Decision", "moderation_decision_judge", act="INSERT", when=JUDGE,
            sentence="an appeal is judged once, by somebody who took no part",
        ),
        Refuse(
            "Case", "moderation_case_kept", act="UPDATE", when=KEPT,
            sentence="whose text a case is about never changes",
        ),
        Refuse(
            "Case", "moderation_case_moved", act="UPDATE", when=MOVED,
            sentence="this is no legal move of a case",
        ),
        Refuse(
            "Case", "moderation_case_decided", act="UPDATE", when=DECIDED,
            sentence="a case is decided by a decision and appealed by an appeal",
        ),
        Refuse(
            "Case", "moderation_case_opened", act="INSERT",
            when="NEW.state NOT IN ('pending', 'reported', 'escalated')",
            sentence="a case is opened undecided",
        ),
        Refuse(
            "Appeal", "moderation_appeal_lodged", act="INSERT", when=APPEALED,
            sentence="an appeal is lodged against the latest decision, by whom it concerns",
        ),
    ]  # fmt: skip
