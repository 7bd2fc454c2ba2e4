"""The measuring itself: not how long anything takes."""
