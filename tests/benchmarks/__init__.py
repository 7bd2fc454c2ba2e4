"""Tests of the measuring itself, not of how long anything takes."""
