"""A database that another account serves is in a folder which that account can reach."""

from probation.setup import places


def test_a_folder_below_a_closed_one_is_replaced_by_one_outside_and_found_again(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "OUTSIDE", tmp_path / "outside")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)

    first = places.reachable_folder(closed / "postgres")

    assert first.parent == tmp_path / "outside"
    assert places.reachable_folder(closed / "postgres") == first


def test_a_new_clone_in_the_same_place_begins_with_an_empty_database(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "OUTSIDE", tmp_path / "outside")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    first = places.reachable_folder(closed / "postgres")
    (closed / "postgres-lies-in").unlink()

    second = places.reachable_folder(closed / "postgres")

    assert second.parent == first.parent
    assert second != first
