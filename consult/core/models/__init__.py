from consult.core.models.log import Entry, Log, Opening
from consult.core.models.outgoing_mail import OutgoingMail
from consult.core.models.request_key import RequestKey
from consult.core.models.search_entry import SearchEntry
from consult.core.models.sequence import Sequence

__all__ = ["Entry", "Log", "Opening", "OutgoingMail", "RequestKey", "SearchEntry", "Sequence"]
