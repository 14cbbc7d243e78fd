from consult.portal.actions.ask_to_publish import ask_to_publish
from consult.portal.actions.publish_version import publish_version
from consult.portal.actions.settle_passage import settle_passage

__all__ = ["ask_to_publish", "publish_version", "settle_passage"]
