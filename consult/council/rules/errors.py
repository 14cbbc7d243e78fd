"""What the council's rules refuse, each with a stable code and a sentence that helps."""

from __future__ import annotations

from consult.core.errors import DomainError, N_


class RuleRefusal(DomainError):
    """Everything that the council's rules refuse, for whoever needs to tell it from the rest."""


class CaseMalformed(RuleRefusal):
    """A case holds something that would be ignored."""

    code = "case_malformed"
    message = N_("A case has no “%(name)s”.")


class RollMalformed(RuleRefusal):
    """Data is no roll; `path` and `reason` say where and why."""

    code = "roll_malformed"
    message = N_("The roll cannot be read at %(path)s: %(reason)s.")


class BallotMalformed(RuleRefusal):
    """Data is no list of ballots."""

    code = "ballot_malformed"
    message = N_("The ballots cannot be read at %(path)s: %(reason)s.")


class NotOnRoll(RuleRefusal):
    """The person does not hold this seat, in this rank, on the frozen roll."""

    code = "not_on_roll"
    status = 403
    message = N_("You are not on the roll of this motion for the seat %(seat)s.")


class SeatNotOnRoll(NotOnRoll):
    """No seat of the frozen roll has this name, so there is none to name to a person."""

    code = "seat_not_on_roll"
    message = N_("This seat is not on the roll of this motion.")


class BallotNotOnRoll(NotOnRoll):
    """A list of ballots holds one that nobody on the roll could have cast; `path` says which."""

    message = N_(
        "The ballot at %(path)s is by somebody who is not on the roll for the seat %(seat)s."
    )


class NotPresent(RuleRefusal):
    """In a live session only the seats present at the opening vote."""

    code = "not_present"
    status = 403
    message = N_("The seat %(seat)s was not present when the vote was opened.")


class ChoiceNotOffered(RuleRefusal):
    """The rules of the motion do not offer this choice."""

    code = "choice_not_offered"
    message = N_("This motion does not offer the choice “%(choice)s”.")


class RevoteNotAllowed(RuleRefusal):
    """The rules let each person vote once."""

    code = "revote_not_allowed"
    status = 409
    message = N_("You have voted on this motion, and its rules do not allow a change.")


class SeatWithoutBlock(RuleRefusal):
    """A rule counts in each block, and a seat of the roll is in none that it knows."""

    code = "seat_without_block"
    message = N_("The rule counts in each block, and the seat %(seat)s belongs to none of them.")


class RulesMalformed(RuleRefusal):
    """Data is no rule set; `path` and `reason` say where and why."""

    code = "rules_malformed"
    message = N_("The rules cannot be read at %(path)s: %(reason)s.")


class RulesImpossible(RuleRefusal):
    """A rule set can be read, but no council should decide by it."""

    code = "rules_impossible"


class NothingCouldPass(RulesImpossible):
    """Not even a unanimous yes would be enough."""

    code = "nothing_could_pass"
    message = N_("Under these rules nothing could pass, even if every seat voted in favour.")


class TestAlwaysPasses(RulesImpossible):
    """A test holds whatever the votes are, and so tests nothing."""

    __test__ = False
    code = "test_always_passes"
    message = N_("The test at %(path)s passes whatever the votes are.")


class PerverseTest(RulesImpossible):
    """A vote in favour could make a motion fail, or one against could make it pass."""

    code = "perverse_test"
    message = N_(
        "The test at %(path)s lets a vote in favour harm the motion, or a vote against help it."
    )


class PresentWithoutSession(RulesImpossible):
    """Only a live session knows who is present."""

    code = "present_without_session"
    message = N_("The rule counts the seats present, but the vote is not held in a live session.")


class TieNeverSpeaks(RulesImpossible):
    """A tie rule needs exactly one strict majority of yes against no over everyone."""

    code = "tie_never_speaks"
    message = N_(
        "A tie rule needs exactly one test that asks for more votes in favour than against, "
        "over everyone."
    )


class QuorumImpossible(RulesImpossible):
    """A quorum must be reachable by voting in favour, and must not count beyond its base."""

    code = "quorum_impossible"
    message = N_("The quorum cannot be used: %(reason)s.")


class SilenceImpossible(RulesImpossible):
    """A silence procedure holds something that only a vote could use, or lacks what it needs."""

    code = "silence_impossible"
    message = N_("The silence procedure cannot be used: %(reason)s.")


class AcceptanceImpossible(RulesImpossible):
    """A condition on accepting a written vote that cannot be met, or asks nothing."""

    code = "acceptance_impossible"
    message = N_("The acceptance of the written vote cannot be used: %(reason)s.")


class MixedUnits(RulesImpossible):
    """A test would hold a number of seats against a weight, or a weight against seats."""

    code = "mixed_units"
    message = N_("The test at %(path)s mixes heads and weight.")


class ChairNotOnRoll(RulesImpossible):
    """The tie rule names a chair who has no seat."""

    code = "chair_not_on_roll"
    message = N_("The tie rule names the seat %(seat)s, which is not on the roll.")


class ProxiesExceeded(RuleRefusal):
    """One person is the proxy of more seats than the rules allow."""

    code = "proxies_exceeded"
    message = N_("%(person)s is the proxy of %(held)s seats; the rules allow %(limit)s.")


class NothingToWithdraw(RuleRefusal):
    """The seat did not object."""

    code = "nothing_to_withdraw"
    message = N_("The seat %(seat)s has no objection to withdraw.")


class SilenceKept(RuleRefusal):
    """A vote follows only once silence is broken."""

    code = "silence_kept"
    status = 409
    message = N_("Silence has not been broken, so there is no vote on this motion.")


class SilenceOver(RuleRefusal):
    """The vote that followed broken silence has begun."""

    code = "silence_over"
    status = 409
    message = N_("The vote has begun, so objections can no longer be made or withdrawn.")


class TimesMalformed(RuleRefusal):
    """The times of a motion cannot be read."""

    code = "times_malformed"
    message = N_("The times cannot be read at %(path)s: %(reason)s.")


class NoticeTooShort(RuleRefusal):
    """The motion was noticed too late, or was open for less than the rules ask."""

    code = "notice_too_short"
    message = N_("The rules ask for at least %(minimum)s from %(start)s to %(end)s.")


class NotEverybodyTold(RuleRefusal):
    """Silence is consent only of those who were told."""

    code = "not_everybody_told"
    message = N_("There is no record that the seat %(seat)s was told of the motion in time.")


class MotionNotOpen(RuleRefusal):
    """The motion takes no ballots now."""

    code = "motion_not_open"
    status = 409
    message = N_("This motion is not open for voting.")


class MotionNotYetOpen(MotionNotOpen):
    """The opening time has not come."""

    code = "motion_not_yet_open"
    message = N_("Voting on this motion has not begun yet. It opens at %(opens_at)s.")


class MotionClosed(MotionNotOpen):
    """The closing time has come, or the motion was closed."""

    code = "motion_closed"
    message = N_("Voting on this motion closed at %(closes_at)s. Your ballot was not recorded.")


class MoveNotAllowed(RuleRefusal):
    """The motion cannot pass from its state to the one asked for."""

    code = "move_not_allowed"
    status = 409
    message = N_("A motion in the state “%(state)s” cannot become “%(target)s”.")


class ObjectionSilent(RuleRefusal):
    """A reason follows an objection of one's own that has none yet."""

    code = "objection_silent"
    status = 409
    field = "reason"
    message = N_("There is no objection of yours here that still lacks a reason.")


class ObjectionSealed(RuleRefusal):
    """What a seat says in a silence procedure is open to everybody at once."""

    code = "objection_sealed"
    message = N_("What this seat said in the silence procedure is not opened.")
