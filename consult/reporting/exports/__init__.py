from consult.reporting.exports.document import copy_document
from consult.reporting.exports.kept import Form, KeptFile, copy_key, keep, kept_file
from consult.reporting.exports.ledger import ledger_bundle
from consult.reporting.exports.pdf import PdfFailed, pdf_available, pdf_of
from consult.reporting.exports.word import minutes_file, word_file

__all__ = [
    "Form",
    "KeptFile",
    "PdfFailed",
    "copy_document",
    "copy_key",
    "keep",
    "kept_file",
    "ledger_bundle",
    "minutes_file",
    "pdf_available",
    "pdf_of",
    "word_file",
]
