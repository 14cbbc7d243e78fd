"""The editors' pages."""

from django.urls import path

from consult.drafts import views

app_name = "drafts"
urlpatterns = [
    path("editing/drafts/<uuid:draft>/", views.check_draft, name="draft"),
    path("editing/drafts/<uuid:draft>/discard/", views.discard_draft, name="discard"),
    path("editing/drafts/<uuid:draft>/pairs/", views.pair_draft, name="pairs"),
    path("editing/<slug:review>/", views.desk, name="desk"),
    path("editing/<slug:review>/import/", views.import_text, name="import"),
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
