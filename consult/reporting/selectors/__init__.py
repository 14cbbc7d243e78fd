from consult.reporting.selectors.annotated import AnnotatedChapter, annotated_chapter

__all__ = ["AnnotatedChapter", "annotated_chapter"]
