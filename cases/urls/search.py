"""Finding a person."""

from django.urls import path

from cases.views import search

urlpatterns = [
    path("search", search.Search.as_view(), name="search"),
    path("search/advanced", search.AdvancedSearchPage.as_view(), name="search-advanced"),
    path("search/recent", search.RecentlyViewed.as_view(), name="search-recent"),
]
