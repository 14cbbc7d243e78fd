from consult.reporting.exports.ledger import ledger_bundle
from consult.reporting.exports.word import word_file

__all__ = ["ledger_bundle", "word_file"]
