"""The translations that are in force become block translations, which publishing now starts from."""

from django.db import migrations


def take_in(apps, schema_editor):
    Chapter = apps.get_model("drafts", "Chapter")
    BlockText = apps.get_model("drafts", "BlockText")
    BlockTranslation = apps.get_model("drafts", "BlockTranslation")
    ChapterLanguage = apps.get_model("drafts", "ChapterLanguage")
    for chapter in Chapter.objects.exclude(current=None).select_related("current"):
        version = chapter.current
        texts = BlockText.objects.filter(block__version=version).select_related("block")
        sources = {
            text.block_id: text.html for text in texts if text.language == version.source_language
        }
        others = [text for text in texts if text.language != version.source_language]
        ChapterLanguage.objects.bulk_create(
            ChapterLanguage(chapter=chapter, language=language, publishes="reviewed")
            for language in sorted({text.language for text in others})
        )
        BlockTranslation.objects.bulk_create(
            BlockTranslation(
                chapter=chapter,
                block_key=text.block.key,
                language=text.language,
                html=text.html,
                source_html=sources[text.block_id],
                state="reviewed",
                written_by_id=version.published_by_id,
                written_at=version.published_at,
            )
            for text in others
        )


class Migration(migrations.Migration):
    dependencies = [("drafts", "0007_translations")]

    operations = [migrations.RunPython(take_in, migrations.RunPython.noop)]
