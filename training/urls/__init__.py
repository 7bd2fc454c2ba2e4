"""The table of addresses of training."""

app_name = "training"
urlpatterns: list = []
