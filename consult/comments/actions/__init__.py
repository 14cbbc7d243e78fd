from consult.comments.actions.accept_submission import (
    Accepted,
    Submission,
    accept_submission_step,
)
from consult.comments.actions.confirm_comment import (
    confirm_comment,
    confirm_comment_step,
)
from consult.comments.actions.confirm_document import (
    confirm_document,
    confirm_document_step,
)
from consult.comments.actions.count_voice import (
    count_voice_step,
    part_all_step,
    stand_alone_step,
    stand_for_step,
)
from consult.comments.actions.erase_comment import (
    erase_comment_step,
    erase_unsent_step,
)
from consult.comments.actions.follow_placements import (
    follow_decision_step,
    follow_placements_step,
)
from consult.comments.actions.index_comments import (
    index_comment_step,
    index_comments_step,
)
from consult.comments.actions.keep_hidden import (
    keep_hidden_step,
    show_hidden_step,
)
from consult.comments.actions.lock_discussion import (
    lock_discussion_of_step,
    lock_discussion_step,
)
from consult.comments.actions.post_comment import (
    post_comment,
    post_comment_step,
)
from consult.comments.actions.redact_comment import (
    redact_comment_step,
)
from consult.comments.actions.resubmit_comment import (
    resubmit_comment,
    resubmit_comment_step,
)
from consult.comments.actions.send_as_guest import (
    forget_expired_step,
    send_as_guest,
    send_as_guest_step,
)
from consult.comments.actions.send_document import (
    Choice,
    send_document,
    send_document_step,
)
from consult.comments.actions.show_as_decided import (
    show_as_decided_step,
)
from consult.comments.actions.show_comment import (
    publish_comment_step,
    refuse_comment_step,
)
from consult.comments.actions.store_comment import (
    Author,
    store_comment_step,
)
from consult.comments.actions.take_document import (
    take_document,
)
from consult.comments.actions.take_place import (
    Place,
    take_place_step,
)

__all__ = [
    "Accepted",
    "Author",
    "Choice",
    "Place",
    "Submission",
    "accept_submission_step",
    "confirm_comment",
    "confirm_comment_step",
    "confirm_document",
    "confirm_document_step",
    "count_voice_step",
    "erase_comment_step",
    "erase_unsent_step",
    "follow_decision_step",
    "follow_placements_step",
    "forget_expired_step",
    "index_comment_step",
    "index_comments_step",
    "keep_hidden_step",
    "lock_discussion_of_step",
    "lock_discussion_step",
    "part_all_step",
    "post_comment",
    "post_comment_step",
    "publish_comment_step",
    "redact_comment_step",
    "refuse_comment_step",
    "resubmit_comment",
    "resubmit_comment_step",
    "send_as_guest",
    "send_as_guest_step",
    "send_document",
    "send_document_step",
    "show_as_decided_step",
    "show_hidden_step",
    "stand_alone_step",
    "stand_for_step",
    "store_comment_step",
    "take_document",
    "take_place_step",
]
