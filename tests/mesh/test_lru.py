import pytest

from services.mesh.lru import ExpiringLru


def test_a_value_is_returned_until_it_expires() -> None:
    cache: ExpiringLru[str, int] = ExpiringLru(2)
    cache.put("a", 1, until_s=10)
    assert cache.get("a", 9.9) == 1
    assert cache.get("a", 10) is None
    assert len(cache) == 0


def test_the_least_recently_used_goes_first() -> None:
    cache: ExpiringLru[str, int] = ExpiringLru(2)
    cache.put("a", 1, 10)
    cache.put("b", 2, 10)
    assert cache.get("a", 0) == 1
    cache.put("c", 3, 10)
    assert [cache.get(key, 0) for key in "abc"] == [1, None, 3]


def test_a_cache_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        ExpiringLru(0)
