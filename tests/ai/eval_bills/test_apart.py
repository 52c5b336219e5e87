"""The test bills share nothing with what the training draws: no font, no shop, no good, no code."""

import ast
import unicodedata
from pathlib import Path

from services.ai.training.ocr.drawing import faces
from services.ai.training.ocr.texts.phrases import word_lists
from tests.ai.eval_bills import stock
from tests.ai.eval_bills.papers.html import FONTS
from tools.install import debian

HERE = Path(__file__).parent


def folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def test_no_font_is_shared() -> None:
    said = faces.specification()
    drawn = [
        Path(entry["pattern"]).name.split("*")[0].split("-")[0].lower()
        for kind in ("print", "hand")
        for entry in said[kind]
    ]
    for printed in FONTS.values():
        name = printed.replace(" ", "").lower()
        assert not any(stem and (name.startswith(stem) or stem.startswith(name)) for stem in drawn), printed


def test_no_package_is_shared_but_the_collection_that_the_hand_is_from() -> None:
    assert not set(debian.TRAINING_FONTS) & set(debian.TEST_BILL_FONTS)
    assert faces.specification()["packages"] == debian.TRAINING_FONTS


def test_no_shop_is_shared() -> None:
    known = [folded(name) for name in word_lists()["merchant_names"]]
    for shop in stock.SHOPS:
        assert not any(f" {name} " in f" {folded(shop.name)} " for name in known), shop.name


def test_no_good_is_shared() -> None:
    known = {folded(name) for name in (*word_lists()["items"], *word_lists()["notes"], *word_lists()["english_items"])}
    assert not {name for name, _ in stock.GOODS if folded(name) in known}


def test_no_code_is_shared() -> None:
    for file in HERE.rglob("*.py"):
        if file == Path(__file__):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not any(name.startswith("services.ai.training") for name in names), file
