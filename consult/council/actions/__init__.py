from consult.council.actions.add_institution import (
    add_institution,
    add_institution_step,
)
from consult.council.actions.carry_out import (
    carry_out_amendments_step,
)
from consult.council.actions.cast_ballot import (
    cast_ballot,
    cast_ballot_step,
)
from consult.council.actions.certify_motion import (
    certify_motion,
    certify_motion_step,
)
from consult.council.actions.change_session import (
    change_session,
    change_session_step,
)
from consult.council.actions.close_motion import (
    close_motion,
    close_motion_step,
)
from consult.council.actions.cosign_head import (
    cosign_head,
)
from consult.council.actions.enter_paper import (
    enter_paper,
    enter_paper_step,
)
from consult.council.actions.extend_motion import (
    extend_motion,
    extend_motion_step,
    record_outage,
    record_outage_step,
)
from consult.council.actions.file_letter import (
    file_letter,
    file_letter_step,
)
from consult.council.actions.give_proxy import (
    give_proxy,
    give_proxy_step,
    withdraw_proxy,
    withdraw_proxy_step,
)
from consult.council.actions.give_reason import (
    give_reason,
    give_reason_step,
)
from consult.council.actions.import_seats import (
    import_seats,
    import_seats_step,
)
from consult.council.actions.lock_sitting import (
    lock_sitting_step,
)
from consult.council.actions.notice_motion import (
    notice_motion,
    notice_motion_step,
)
from consult.council.actions.open_in_session import (
    open_in_session,
    open_in_session_step,
)
from consult.council.actions.open_motion import (
    open_motion,
    open_motion_step,
)
from consult.council.actions.order_amendments import (
    order_amendments,
    order_amendments_step,
)
from consult.council.actions.overtake_motions import (
    lock_overtaken_motions_step,
    void_overtaken_motions_step,
)
from consult.council.actions.plan_agenda import (
    add_item_step,
    add_to_agenda,
    add_to_agenda_step,
    change_item,
    change_item_step,
    move_item,
    move_item_step,
    remove_item,
    remove_item_step,
)
from consult.council.actions.put_motion import (
    put_motion,
    put_motion_step,
)
from consult.council.actions.put_rollup import (
    put_rollup,
    put_rollup_step,
)
from consult.council.actions.put_whole import (
    put_whole,
    put_whole_step,
)
from consult.council.actions.record_presence import (
    record_presence,
    record_presence_step,
)
from consult.council.actions.remind_seats import (
    remind_seats,
    remind_seats_step,
)
from consult.council.actions.reply_to_reservation import (
    reply_to_reservation,
    reply_to_reservation_step,
)
from consult.council.actions.run_sitting import (
    announce_sitting,
    announce_sitting_step,
    move_sitting,
    move_sitting_step,
)
from consult.council.actions.save_draft import (
    discard_draft,
    discard_draft_step,
    save_draft,
    save_draft_step,
)
from consult.council.actions.set_seat import (
    set_seat,
    set_seat_step,
)
from consult.council.actions.void_motion import (
    void_motion,
    void_motion_step,
)
from consult.council.actions.write_amendment import (
    write_amendment,
    write_amendment_step,
)
from consult.council.actions.write_minutes import (
    fix_minutes_step,
    write_minutes,
    write_minutes_step,
)

__all__ = [
    "add_institution",
    "add_institution_step",
    "add_item_step",
    "add_to_agenda",
    "add_to_agenda_step",
    "announce_sitting",
    "announce_sitting_step",
    "carry_out_amendments_step",
    "cast_ballot",
    "cast_ballot_step",
    "certify_motion",
    "certify_motion_step",
    "change_item",
    "change_item_step",
    "change_session",
    "change_session_step",
    "close_motion",
    "close_motion_step",
    "cosign_head",
    "discard_draft",
    "discard_draft_step",
    "enter_paper",
    "enter_paper_step",
    "extend_motion",
    "extend_motion_step",
    "file_letter",
    "file_letter_step",
    "fix_minutes_step",
    "give_proxy",
    "give_proxy_step",
    "give_reason",
    "give_reason_step",
    "import_seats",
    "import_seats_step",
    "lock_overtaken_motions_step",
    "lock_sitting_step",
    "move_item",
    "move_item_step",
    "move_sitting",
    "move_sitting_step",
    "notice_motion",
    "notice_motion_step",
    "open_in_session",
    "open_in_session_step",
    "open_motion",
    "open_motion_step",
    "order_amendments",
    "order_amendments_step",
    "put_motion",
    "put_motion_step",
    "put_rollup",
    "put_rollup_step",
    "put_whole",
    "put_whole_step",
    "record_outage",
    "record_outage_step",
    "record_presence",
    "record_presence_step",
    "remind_seats",
    "remind_seats_step",
    "remove_item",
    "remove_item_step",
    "reply_to_reservation",
    "reply_to_reservation_step",
    "save_draft",
    "save_draft_step",
    "set_seat",
    "set_seat_step",
    "void_motion",
    "void_motion_step",
    "void_overtaken_motions_step",
    "withdraw_proxy",
    "withdraw_proxy_step",
    "write_amendment",
    "write_amendment_step",
    "write_minutes",
    "write_minutes_step",
]
