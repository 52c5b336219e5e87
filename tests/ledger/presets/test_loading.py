"""What a new household starts with is sound and whole in both languages."""

from services.ledger.accounts.view import comparable
from services.ledger.presets.loading import load_presets


def test_every_rule_is_a_whole_of_known_jars() -> None:
    presets = load_presets()
    assert set(presets.rules) == {"six_jars", "five_jars", "50_30_20"}
    jars = {jar.key for jar in presets.jars}
    for shares in presets.rules.values():
        assert sum(shares.values()) == 10_000
        assert jars.issuperset(shares)


def test_categories_have_two_levels_and_spending_names_a_jar() -> None:
    presets = load_presets()
    keys = [category.key for category in presets.categories]
    assert len(set(keys)) == len(keys)
    for category in presets.categories:
        assert category.key.count(".") <= 1
        assert (category.jar is not None) is category.spends
        assert category.parent_key is None or keys.index(category.parent_key) < keys.index(category.key)


def test_no_two_categories_or_accounts_have_one_name_in_any_language() -> None:
    presets = load_presets()
    for locale in ("vi", "en"):
        for kind in (True, False):
            names = [c.names.in_locale(locale) for c in presets.categories if c.spends is kind]
            assert len({comparable(name) for name in names}) == len(names)
        names = [jar.names.in_locale(locale) for jar in (*presets.jars, presets.unassigned)]
        assert len({comparable(name) for name in names}) == len(names)
