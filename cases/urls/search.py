"""Finding a person."""

from django.urls import path

from cases.views import recently_viewed, search

urlpatterns = [
    path("search", search.Search.as_view(), name="search"),
    path("search/advanced", search.AdvancedSearchPage.as_view(), name="search-advanced"),
    path("search/recent", recently_viewed.RecentlyViewed.as_view(), name="search-recent"),
]
