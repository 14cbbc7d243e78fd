from consult.portal.exports.comparing import compared_text

__all__ = ["compared_text"]
