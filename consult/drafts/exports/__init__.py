from consult.drafts.exports.reading import reading_text

__all__ = ["reading_text"]
