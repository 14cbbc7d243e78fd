"""The editors' pages, under a language prefix, and pictures, which have none."""

from django.urls import path, re_path

from consult.drafts import views

app_name = "drafts"
urlpatterns = [
    path("editing/drafts/<uuid:draft>/", views.check_draft, name="draft"),
    path("editing/drafts/<uuid:draft>/discard/", views.discard_draft, name="discard"),
    path("editing/drafts/<uuid:draft>/restore/", views.restore_draft, name="restore"),
    path("editing/drafts/<uuid:draft>/change/", views.change_draft, name="change"),
    path("editing/drafts/<uuid:draft>/told/", views.list_told, name="told"),
    path("editing/drafts/<uuid:draft>/blocks/<int:number>/", views.edit_block, name="block"),
    path("editing/drafts/<uuid:draft>/pairs/", views.pair_draft, name="pairs"),
    path("editing/<slug:review>/", views.desk, name="desk"),
    path("editing/<slug:review>/import/", views.import_text, name="import"),
    path("editing/<slug:review>/<slug:chapter>/goals/", views.tag_text, name="tag_text"),
    path(
        "editing/<slug:review>/<slug:chapter>/compare-pdf/", views.compare_pdf, name="compare_pdf"
    ),
    path("editing/<slug:review>/chapters/add/", views.add_chapter, name="add_chapter"),
    path("editing/<slug:review>/<slug:chapter>/easy/<slug:language>/", views.easy, name="easy"),
    path(
        "editing/<slug:review>/<slug:chapter>/translations/<slug:language>/",
        views.translations,
        name="translations",
    ),
    path(
        "editing/<slug:review>/<slug:chapter>/translations/<slug:language>/published/",
        views.choose_published,
        name="choose_published",
    ),
    path(
        "editing/<slug:review>/<slug:chapter>/translations/<slug:language>/suggest/",
        views.suggest,
        name="suggest",
    ),
    path(
        "editing/<slug:review>/<slug:chapter>/translations/<slug:language>/<uuid:key>/",
        views.translation,
        name="translation",
    ),
]

# In every language the same bytes, and in exported files the same address.
picture_patterns = (
    [re_path(r"^pictures/(?P<sha256>[0-9a-f]{64})$", views.picture, name="picture")],
    "pictures",
)
