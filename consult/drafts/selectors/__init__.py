from consult.drafts.selectors.checking import (
    CheckedBlock,
    Checking,
    checking_of,
    draft_called,
    languages_left_out,
)
from consult.drafts.selectors.desk import DeskRow, desk_of, drafts_in_checking
from consult.drafts.selectors.pairing import PairRow, pairing_of
from consult.drafts.selectors.text import (
    BlockRow,
    blocks_of,
    contents,
    rendering_document,
    shares_of,
    texts_of,
)
from consult.drafts.selectors.translating import (
    LanguageProgress,
    Translating,
    TranslationRow,
    chapter_to_translate,
    former_translations,
    progress_of,
    translating,
)
from consult.drafts.selectors.translations import (
    check_language,
    choices_of,
    languages_to_publish,
    source_block,
    sources_of,
    target_languages,
    translations_of,
)
from consult.drafts.selectors.versions import (
    VersionRow,
    current_version,
    version_by_number,
    versions_of,
)

__all__ = [
    "BlockRow",
    "CheckedBlock",
    "Checking",
    "DeskRow",
    "LanguageProgress",
    "PairRow",
    "Translating",
    "TranslationRow",
    "VersionRow",
    "blocks_of",
    "chapter_to_translate",
    "check_language",
    "checking_of",
    "choices_of",
    "contents",
    "current_version",
    "desk_of",
    "draft_called",
    "drafts_in_checking",
    "former_translations",
    "languages_left_out",
    "languages_to_publish",
    "pairing_of",
    "progress_of",
    "rendering_document",
    "shares_of",
    "source_block",
    "sources_of",
    "target_languages",
    "texts_of",
    "translating",
    "translations_of",
    "version_by_number",
    "versions_of",
]
