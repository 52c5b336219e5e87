"""What training bills say."""

import random
import unicodedata

from services.ai.training.ocr import alphabet
from services.ai.training.ocr.texts import numbers, phrases, syllables

VOWELS, TONES = "aăâeêioôơuưy", ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def test_every_vietnamese_letter_is_a_class_in_both_cases() -> None:
    known = alphabet.classes()
    for vowel in VOWELS:
        for tone in TONES:
            letter = unicodedata.normalize("NFC", vowel + tone)
            assert letter in known
            assert letter.upper() in known
    assert {"đ", "Đ", "₫", " "} <= set(known)
    assert all(chr(code) in known for code in range(0x20, 0x7F))


def test_the_served_letters_are_those_of_the_training() -> None:
    served = alphabet.CHARSET_FILE.read_text(encoding="utf-8").split("\n")[:-1]
    assert served == alphabet.build_alphabet()
    assert len(set(served)) == len(served)


def test_lines_hold_letters_of_the_alphabet_alone_and_the_seed_decides_them() -> None:
    first, again = random.Random(4), random.Random(4)
    for _ in range(3000):
        text = phrases.line(first)
        assert text == phrases.line(again)
        assert alphabet.readable(text) == text
        assert 1 <= len(text) <= phrases.LONGEST
        assert unicodedata.is_normalized("NFC", text)


def test_every_letter_of_the_language_comes_up() -> None:
    chance = random.Random(1)
    seen = set("".join(phrases.line(chance) for _ in range(30_000)))
    assert set(alphabet.vietnamese_letters()) <= seen


def test_stopped_syllables_have_one_of_two_tones() -> None:
    chance = random.Random(2)
    for _ in range(2000):
        said = unicodedata.normalize("NFD", syllables.syllable(chance))
        if said[-1] in "ptc" or said.endswith("ch"):
            assert {"\u0301", "\u0323"} & set(said)


def test_the_tone_stands_over_the_main_vowel() -> None:
    chance = random.Random(0)
    assert syllables.toned("ươi", "\u0300", chance) == "ười"
    assert syllables.toned("uyên", "\u0301", chance) == "uyến"
    assert syllables.toned("ai", "\u0309", chance) == "ải"
    assert syllables.toned("oai", "\u0323", chance) == "oại"
    assert {syllables.toned("oa", "\u0300", chance) for _ in range(40)} == {"oà", "òa"}


def test_amounts_are_said_in_words() -> None:
    assert numbers.in_words(125_000) == "một trăm hai mươi lăm nghìn"
    assert numbers.in_words(1_005_000) == "một triệu không trăm lẻ năm nghìn"
    assert numbers.in_words(21) == "hai mươi mốt"
    assert numbers.in_words(0) == "không"


def test_marks_are_taken_off() -> None:
    assert phrases.bare("Tổng cộng ĐƯỜNG đá") == "Tong cong DUONG da"
