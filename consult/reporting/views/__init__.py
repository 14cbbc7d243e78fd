from consult.reporting.views.copies import html_copy, pdf_copy, report_copy
from consult.reporting.views.ledger import bundle

__all__ = ["bundle", "html_copy", "pdf_copy", "report_copy"]
