from consult.reporting.views.copies import html_copy, pdf_copy, report_copy
from consult.reporting.views.decisions import decision, decisions
from consult.reporting.views.ledger import bundle
from consult.reporting.views.word import word_copy

__all__ = ["bundle", "decision", "decisions", "html_copy", "pdf_copy", "report_copy", "word_copy"]
