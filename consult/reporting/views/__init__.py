from consult.reporting.views.ledger import bundle
from consult.reporting.views.word import word_copy

__all__ = ["bundle", "word_copy"]
