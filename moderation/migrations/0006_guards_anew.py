from django.db import migrations

from consult.core.immutable import ForbidChanges, Refuse

# The table of legal moves as it stood when this was written; tests compare it with the rules.
LEGAL = {
    "pending": "approved rejected changes_requested escalated duplicate",
    "reported": "approved rejected changes_requested escalated",
    "changes_requested": "pending rejected appealed",
    "escalated": "approved rejected changes_requested",
    "approved": "approved rejected reported appealed",
    "rejected": "approved appealed",
    "duplicate": "approved reported",
    "appealed": "upheld overturned",
    "upheld": "reported",
    "overturned": "reported appealed",
}
VERDICTS = {
    "pending": "approve reject request_changes redact merge",
    "reported": "approve reject request_changes redact",
    "changes_requested": "reject",
    "escalated": "approve reject request_changes redact",
    "approved": "reject redact",
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


# What neither is undone nor undoes another: the decisions that count.
STANDS = (
    "{one}.verdict <> 'undo' AND NOT EXISTS "
    "(SELECT 1 FROM moderation_decision z WHERE z.undoes_id = {one}.id)"
)

LATEST = (
    "SELECT 1 FROM moderation_decision d WHERE d.case_id = {case} AND d.number = "
    "(SELECT MAX(m.number) FROM moderation_decision m WHERE m.case_id = {case})"
)

LATEST_STANDING = (
    "SELECT 1 FROM moderation_decision d WHERE d.case_id = {case} AND d.number = "
    "(SELECT MAX(m.number) FROM moderation_decision m WHERE m.case_id = {case} AND "
    + STANDS.format(one="m")
    + ")"
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
    SELECT 1 FROM moderation_case c WHERE c.id = NEW.case_id AND c.state = NEW.state_before
    AND (NEW.verdict = 'undo' OR (c.state || '>' || NEW.verdict) IN ({pairs(VERDICTS)}))
) OR NEW.number <> 1 + (SELECT COUNT(*) FROM moderation_decision d WHERE d.case_id = NEW.case_id)"""

UNDONE = """NEW.verdict = 'undo' AND NOT EXISTS (
    SELECT 1 FROM moderation_decision d
    WHERE d.id = NEW.undoes_id AND d.case_id = NEW.case_id AND d.number = NEW.number - 1
    AND d.verdict <> 'undo' AND d.moderator_key = NEW.moderator_key AND NEW.decided_at < d.told_at
)"""

RULE = """NEW.rule_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM moderation_rule r
    JOIN moderation_codeofconduct k ON k.id = r.conduct_id
    JOIN moderation_case c ON c.review_id = k.review_id
    WHERE r.id = NEW.rule_id AND c.id = NEW.case_id
)"""

JUDGE = f"""NEW.appeal_id IS NOT NULL AND (
    EXISTS (
        SELECT 1 FROM moderation_decision d
        WHERE d.case_id = NEW.case_id AND d.moderator_key = NEW.moderator_key
        AND d.verdict <> 'undo' AND (d.appeal_id IS NULL OR d.appeal_id <> NEW.appeal_id)
    ) OR NOT EXISTS (
        SELECT 1 FROM moderation_appeal a
        JOIN moderation_decision d ON d.case_id = a.case_id AND d.number = a.decision_number
        WHERE a.id = NEW.appeal_id AND a.case_id = NEW.case_id
        AND NOT EXISTS (
            SELECT 1 FROM moderation_decision l
            WHERE l.case_id = a.case_id AND l.number > a.decision_number
            AND {STANDS.format(one="l")}
        )
        AND (a.appellant_id IS NULL OR a.appellant_id <> NEW.moderator_key)
        AND (NEW.verdict = 'uphold' AND d.effect = NEW.effect AND d.redacted = NEW.redacted
             OR NEW.verdict = 'overturn' AND NEW.redacted = 0
             AND (d.effect <> NEW.effect OR d.redacted > 0 AND a.party = 'author'))
    )
)"""

KEPT = " OR ".join(
    f"NEW.{column} <> OLD.{column} OR (NEW.{column} IS NULL) <> (OLD.{column} IS NULL)"
    for column in ("review_id", "kind", "subject_id", "author_id", "organisation_id")
)

UNDOING = f"""{LATEST.format(case="NEW.id")} AND d.verdict = 'undo' AND EXISTS (
    SELECT 1 FROM moderation_decision u WHERE u.id = d.undoes_id AND u.state_before = NEW.state
)"""

MOVED = f"""NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN ({pairs(LEGAL)})
AND NOT EXISTS ({UNDOING})"""

DECIDED = f"""NEW.state <> OLD.state AND NOT EXISTS ({UNDOING}) AND (
    NEW.state IN (
        'approved', 'rejected', 'changes_requested', 'duplicate', 'upheld', 'overturned'
    )
    AND NOT EXISTS (
        {LATEST.format(case="NEW.id")} AND (d.verdict || '>' || NEW.state) IN (
            'approve>approved', 'redact>approved', 'reject>rejected', 'merge>duplicate',
            'request_changes>changes_requested', 'uphold>upheld', 'overturn>overturned'
        )
    )
    OR NEW.state = 'appealed' AND NOT EXISTS (
        {LATEST_STANDING.format(case="NEW.id")} AND EXISTS (
            SELECT 1 FROM moderation_appeal a
            WHERE a.case_id = NEW.id AND a.decision_number = d.number
        )
    )
)"""

APPEALED = f"""NOT EXISTS (
    {LATEST_STANDING.format(case="NEW.case_id")} AND d.number = NEW.decision_number
) OR NEW.party = 'author' AND NOT EXISTS (
    SELECT 1 FROM moderation_case c
    WHERE c.id = NEW.case_id AND {same("c.author_id", "NEW.appellant_id")}
)"""


class Migration(migrations.Migration):
    dependencies = [("moderation", "0005_wider_decisions"), ("accounts", "0001_initial")]

    operations = [
        ForbidChanges("Decision", erasable=["moderator", "explanation", "statement", "spans"]),
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
            "Decision", "moderation_decision_undone", act="INSERT", when=UNDONE,
            sentence="only who decided last takes it back, and before anybody is told",
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
