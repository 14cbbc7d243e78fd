from consult.portal.actions.publish_version import publish_version

__all__ = ["publish_version"]
