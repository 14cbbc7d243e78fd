"""Receipts: short addresses without a language prefix, opened by the token alone."""

from django.urls import path

from consult.portal import views

urlpatterns = [
    path("r/<str:token>", views.receipt, name="receipt"),
    path("r/<str:token>/proof.json", views.receipt_proof, name="receipt-proof"),
]
