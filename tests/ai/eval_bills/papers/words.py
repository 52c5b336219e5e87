"""An amount in words, for bills that write it out; written for the tests alone."""

UNITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def _three(number: int, leading: bool) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = []
    if hundreds or not leading:
        words.append(f"{UNITS[hundreds]} trăm")
    if tens > 1:
        words.append(f"{UNITS[tens]} mươi")
        words.append({0: "", 1: "mốt", 4: "tư", 5: "lăm"}.get(ones, UNITS[ones]))
    elif tens == 1:
        words.append("mười")
        words.append({0: "", 5: "lăm"}.get(ones, UNITS[ones]))
    elif ones:
        words.append(f"{'lẻ ' if words else ''}{UNITS[ones]}")
    return " ".join(word for word in words if word)


def spell(amount: int) -> str:
    """1250000 → "Một triệu hai trăm năm mươi nghìn đồng"; from 1 to below 10¹²."""
    said: list[str] = []
    for scale, name in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        part = amount // scale % 1000
        if part:
            said.append(f"{_three(part, not said)} {name}".strip())
    text = " ".join(said) + " đồng"
    return text[0].upper() + text[1:]
