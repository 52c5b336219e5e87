"""Numbers as bills print them: amounts, quantities, dates, times, telephones, codes, and amounts in words."""

import random

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ("", "nghìn", "triệu", "tỷ")
MONTHS = ("JAN", "Feb", "Mar", "APR", "May", "Jun", "JUL", "Aug", "Sep", "Oct", "NOV", "Dec")
CURRENCIES = ("", "", "", "", "đ", "đ", " đ", "₫", " ₫", " VND", "VND", " VNĐ", "VNĐ", " đồng", " d", "vnd")


def dong(chance: random.Random) -> int:
    """An amount in đồng as prices go: most of 3 to 7 digits, most round to 500."""
    digits = chance.choices((4, 5, 6, 7, 8, 9), (8, 34, 36, 16, 4, 2))[0]
    amount = chance.randrange(10 ** (digits - 1), 10**digits)
    step = chance.choices((1, 100, 500, 1000), (12, 18, 20, 50))[0]
    return max(step, amount // step * step)


def grouped(amount: int, mark: str) -> str:
    """12500 → "12.500" with that mark between the groups."""
    return f"{amount:,}".replace(",", mark)


def money(chance: random.Random) -> str:
    """An amount in one of the ways in which it is printed."""
    form = chance.random()
    amount = dong(chance)
    if form < 0.05:
        return f"{chance.randrange(1, 999)}{chance.choice(('k', 'K'))}"
    if form < 0.15:
        return f"{chance.randrange(1, 3000)}.{chance.randrange(100):02d}"
    text = grouped(amount, chance.choices((".", ",", " ", ""), (52, 38, 3, 7))[0])
    if form < 0.22:
        text += chance.choice((".00", ",00"))
    sign = chance.choices(("", "-", "- ", "+", "("), (88, 7, 2, 2, 1))[0]
    text = sign + text + chance.choice(CURRENCIES)
    if form > 0.98:
        text = f"{chance.choice(('VND', 'VNĐ', 'RM', '$', 'USD'))} {text}"
    return text + (")" if sign == "(" else "")


def quantity(chance: random.Random) -> str:
    """A count or a weight."""
    form = chance.random()
    if form < 0.55:
        return str(chance.randrange(1, 30))
    if form < 0.7:
        return f"{chance.choice(('x', 'X', 'x ', 'SL: '))}{chance.randrange(1, 20)}"
    mark = chance.choice(",.")
    weight = (
        f"{chance.randrange(0, 9)}{mark}{chance.randrange(1000):03d}"
        if form < 0.85
        else f"{chance.randrange(1, 9)}{mark}{chance.randrange(100):02d}"
    )
    return weight + chance.choice(("", "", "kg", " kg", " KG", "KG"))


def weighed(chance: random.Random) -> str:
    """`52.700/KG X 0,408 KG`."""
    price = grouped(chance.randrange(50, 3000) * 100, chance.choice(".,"))
    weight = f"{chance.randrange(0, 5)}{chance.choice(',.')}{chance.randrange(1000):03d}"
    return f"{price}/{chance.choice(('KG', 'kg', 'Kg'))} {chance.choice('Xx*')} {weight} {chance.choice(('KG', 'kg'))}"


def moment(chance: random.Random) -> str:
    """A date, a time, or both."""
    day, month, year = chance.randrange(1, 32), chance.randrange(1, 13), chance.randrange(2015, 2030)
    mark = chance.choices("/-.", (70, 22, 8))[0]
    short = chance.random() < 0.2
    dates = (
        f"{day:02d}{mark}{month:02d}{mark}{year % 100 if short else year}",
        f"{day}{mark}{month}{mark}{year}",
        f"{year}-{month:02d}-{day:02d}",
        f"Ngày {day:02d} tháng {month:02d} năm {year}",
        f"{day:02d} {chance.choice(MONTHS)} {year}",
    )
    date = chance.choices(dates, (60, 12, 8, 10, 10))[0]
    hour, minute, second = chance.randrange(24), chance.randrange(60), chance.randrange(60)
    times = (
        f"{hour:02d}:{minute:02d}",
        f"{hour:02d}:{minute:02d}:{second:02d}",
        f"{hour % 12 + 1}:{minute:02d} {chance.choice(('AM', 'PM', 'SA', 'CH'))}",
        f"{hour}h{minute:02d}",
    )
    time = chance.choices(times, (45, 33, 12, 10))[0]
    return chance.choices((date, time, f"{date} {time}", f"{time} {date}", f"{date} - {time}"), (34, 14, 34, 10, 8))[0]


def telephone(chance: random.Random) -> str:
    """A mobile, a landline or a hotline number."""
    digits = "".join(str(chance.randrange(10)) for _ in range(8))
    mark = chance.choice(("", " ", ".", "-"))
    mobile = f"0{chance.choice('35789')}{digits}"
    forms = (
        mobile,
        f"{mobile[:4]}{mark}{mobile[4:7]}{mark}{mobile[7:]}",
        f"(028) {digits[:4]} {digits[4:]}",
        f"024{mark}{digits[:4]}{mark}{digits[4:]}",
        f"1900{mark}{digits[:4]}",
        f"+84 {mobile[1:4]} {mobile[4:7]} {mobile[7:]}",
    )
    return chance.choice(forms)


def code(chance: random.Random) -> str:
    """A tax number, a barcode, a number of an invoice, a masked card."""
    digits = "".join(str(chance.randrange(10)) for _ in range(13))
    letters = "".join(chance.choice("ABCDEFGHKLMNPQRSTUVXYZ") for _ in range(3))
    forms = (
        f"0{digits[:9]}",
        f"0{digits[:9]}-00{digits[9]}",
        f"893{digits[:10]}",
        f"{letters[:2]}{digits[:6]}",
        f"#{digits[:4]}",
        f"{letters[0]}{digits[:2]}.{digits[2:5]}",
        f"{letters}-{digits[:8]}",
        f"**** {digits[:4]}",
        f"1C{digits[:2]}T{letters[:2]}",
        f"{digits[:2]}{letters[0]}-{digits[2:5]}.{digits[5:7]}",
        f"FT{digits[:11]}",
        f"{digits[:8]}{letters}",
    )
    return chance.choice(forms)


def _hundreds(number: int, full: bool) -> list[str]:
    hundred, ten, one = number // 100, number // 10 % 10, number % 10
    said: list[str] = []
    if hundred or full:
        said += [DIGITS[hundred], "trăm"]
    if ten == 0 and one and said:
        said.append("lẻ")
    elif ten == 1:
        said.append("mười")
    elif ten > 1:
        said += [DIGITS[ten], "mươi"]
    if one:
        special = {1: "mốt"} if ten > 1 else {}
        if ten:
            special[5] = "lăm"
        said.append(special.get(one, DIGITS[one]))
    return said


def in_words(amount: int) -> str:
    """125000 → "một trăm hai mươi lăm nghìn"."""
    groups: list[int] = []
    while amount:
        groups.append(amount % 1000)
        amount //= 1000
    said: list[str] = []
    for scale in reversed(range(len(groups))):
        if groups[scale]:
            said += _hundreds(groups[scale], bool(said))
            said += [SCALES[scale]] if scale else []
    return " ".join(said) or DIGITS[0]
