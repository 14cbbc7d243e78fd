from consult.reporting.exports.document import (
    copy_document,
)
from consult.reporting.exports.kept import (
    Form,
    KeptFile,
    copy_key,
    forget_copies,
    keep,
    kept_file,
    throw_away,
)
from consult.reporting.exports.ledger import (
    ledger_bundle,
)
from consult.reporting.exports.open_data import (
    counts_csv,
    listed_csv,
)
from consult.reporting.exports.pdf import (
    PdfFailed,
    pdf_available,
    pdf_of,
)
from consult.reporting.exports.word import (
    minutes_file,
    word_file,
)

__all__ = [
    "Form",
    "KeptFile",
    "PdfFailed",
    "copy_document",
    "copy_key",
    "counts_csv",
    "forget_copies",
    "keep",
    "kept_file",
    "ledger_bundle",
    "listed_csv",
    "minutes_file",
    "pdf_available",
    "pdf_of",
    "throw_away",
    "word_file",
]
