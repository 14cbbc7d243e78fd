from consult.portal.actions.index_again import index_chapter_again
from consult.portal.actions.publish_version import publish_version

__all__ = ["index_chapter_again", "publish_version"]
