"""Small shops: noodles, coffee, a grocer, fuel, a pharmacy, and what people write by hand at the market."""

import random

from tests.ai.eval_bills import stock
from tests.ai.eval_bills.papers.html import cells, centre, day_of, money, pair, set_in, t
from tests.ai.eval_bills.truth import Paper, Sold, Truth


def some(rng: random.Random, goods: tuple[tuple[str, int], ...], count: int, thousand: int = 1000) -> list[Sold]:
    """That many different goods, one to four of each."""
    found = []
    for name, price in rng.sample(goods, min(count, len(goods))):
        quantity = rng.choice((1, 1, 1, 2, 2, 3, 4))
        found.append(Sold(name, str(quantity), price * thousand, quantity * price * thousand))
    return found


def _whole(goods: list[Sold]) -> int:
    return sum(sold.amount for sold in goods)


def pho(rng: random.Random) -> Paper:
    """A noodle shop: quantity before the name, cash and change; every other one prints dates by hyphens."""
    shop, goods = rng.choice(stock.PHO), some(rng, stock.PHO_DISHES, rng.randint(2, 5))
    total = _whole(goods)
    year, month, day = day_of(rng)
    cash = next(note for note in (50, 100, 200, 500, 1000, 2000) if note * 1000 >= total) * 1000
    rows = "".join(cells(f"{sold.quantity} {sold.name}", money(sold.amount)) for sold in goods)
    paid = pair("Khách đưa", money(cash)) + pair("Thối lại", money(cash - total)) if rng.random() < 0.7 else ""
    html = (
        centre(shop.name, "big") + centre(shop.address) + centre(f"SĐT {shop.telephone}") + "<hr>"
        + pair(f"Bàn {rng.randint(1, 30)}", f"{day:02d}-{month:02d}-{year} {rng.randint(6, 21)}:{rng.randint(0, 59):02d}") + "<hr>"
        + f"<table>{rows}</table><hr>" + pair("TỔNG TIỀN", money(total, ".", "đ"), strong=True) + paid + "<br>" + centre("Hẹn gặp lại bác!")
    )  # fmt: skip
    font = rng.choice(("verdana", "calibri", "code"))
    return Paper(
        "pho",
        html,
        set_in(font, 15 if font != "code" else 13),
        300,
        Truth("bill", total, shop.name, f"{year}-{month:02d}-{day:02d}", tuple(goods)),
    )


def cafe(rng: random.Random) -> Paper:
    """A coffee shop: name and amount, below them quantity × price; a voucher after the subtotal; a card or a wallet."""
    shop, goods = rng.choice(stock.CAFE), some(rng, stock.CAFE_DRINKS, rng.randint(1, 5))
    subtotal = _whole(goods)
    voucher = rng.choice((0, 0, 10_000, 20_000, subtotal // 10))
    voucher = voucher if voucher < subtotal else 0
    year, month, day = day_of(rng)
    rows = "".join(
        pair(sold.name, money(sold.amount, ","))
        + f'<div class="in">{t(sold.quantity + " x " + money(sold.unit_price, ","))}</div>'
        for sold in goods
    )
    html = (
        centre(shop.name, "huge") + centre(shop.address) + "<br>" + centre("PHIẾU ĐỒ UỐNG") + pair("Số thẻ", rng.randint(1, 60)) + pair("Lúc", f"{day:02d}/{month:02d}/{year} {rng.randint(7, 22):02d}:{rng.randint(0, 59):02d}")
        + pair("Thu ngân", rng.choice(stock.CASHIERS)) + '<hr class="solid">' + rows + '<hr class="solid">' + pair("Tạm tính", money(subtotal, ","))
        + (pair("Voucher", money(-voucher, ",")) if voucher else "") + pair("Thanh toán", money(subtotal - voucher, ",", " đ"), strong=True)
        + pair(rng.choice(("MoMo", "Thẻ ATM", "Tiền mặt", "VNPAY-QR")), money(subtotal - voucher, ",")) + "<br>" + centre("wifi: giotdang / pass: 12345678")
    )  # fmt: skip
    return Paper(
        "cafe",
        html,
        set_in(rng.choice(("inter", "lato")), 14, 1.35, ".in{padding-left:14px}"),
        290,
        Truth("bill", subtotal - voucher, shop.name, f"{year}-{month:02d}-{day:02d}", tuple(goods)),
    )


def grocer(rng: random.Random) -> Paper:
    """A ruled sales slip with columns, and the amount in words."""
    from tests.ai.eval_bills.papers.words import spell

    shop, goods = rng.choice(stock.GROCER), some(rng, stock.GROCER_GOODS, rng.randint(3, 8))
    total = _whole(goods)
    year, month, day = day_of(rng)
    rows = "".join(
        cells(index + 1, sold.name, sold.quantity, money(sold.unit_price), money(sold.amount))
        for index, sold in enumerate(goods)
    )
    html = (
        f'<div class="big">{t(shop.name)}</div><div>{t("Đ/c: " + shop.address)}</div><div>{t("ĐT: " + shop.telephone)}</div>' + centre("HOÁ ĐƠN BÁN LẺ", "huge")
        + f"<table class=grid>{cells('TT', 'TÊN HÀNG', 'SL', 'ĐƠN GIÁ', 'THÀNH TIỀN')}{rows}{cells('', 'CỘNG', '', '', money(total))}</table>"
        + f"<div>{t('Thành tiền (viết bằng chữ): ' + spell(total))}</div><div class=right>{t(f'Ngày {day} tháng {month} năm {year}')}</div>"
    )  # fmt: skip
    grid = ".grid td{border:1px solid #000;padding:2px 4px;text-align:right} .grid td:nth-child(2){text-align:left} .right{text-align:right;margin:8px 0 30px} .paper{padding:22px}"
    return Paper(
        "grocer",
        html,
        set_in(rng.choice(("calibri", "book", "verdana")), 15, 1.35, grid),
        470,
        Truth("bill", total, shop.name, f"{year}-{month:02d}-{day:02d}", tuple(goods)),
        "laser",
    )


def fuel(rng: random.Random) -> Paper:
    """A pump: litres × price, VAT within the price."""
    shop, (name, price) = rng.choice(stock.FUEL), rng.choice(stock.FUELS)
    total = rng.choice((50_000, 60_000, 80_000, 100_000, 300_000, 500_000, 1_000_000))
    litres = f"{total / price:.3f}"
    year, month, day = day_of(rng)
    html = (
        centre(shop.name, "big") + centre(shop.address) + centre(f"MST: 0100{rng.randint(100000, 999999)}") + "<br>" + pair("Trụ bơm", rng.randint(1, 8)) + pair("Giờ", f"{rng.randint(5, 22):02d}:{rng.randint(0, 59):02d}:{rng.randint(0, 59):02d} {day:02d}/{month:02d}/{year}")
        + "<hr>" + pair("Mặt hàng", name) + pair("Số lượng (lít)", litres) + pair("Đơn giá", money(price)) + pair("Thành tiền", money(total), strong=True) + "<hr>" + centre("Giá bán đã có thuế GTGT") + centre("Kính chào quý khách")
    )  # fmt: skip
    return Paper(
        "fuel",
        html,
        set_in(rng.choice(("code", "narrow")), 14),
        280,
        Truth("bill", total, shop.name, f"{year}-{month:02d}-{day:02d}", (Sold(name, litres, price, total),)),
        rng.choice(("thermal", "needles")),
    )


def pharmacy(rng: random.Random) -> Paper:
    """A pharmacy: name, quantity with unit, price and amount on two lines; points are decoys."""
    shop, goods = rng.choice(stock.PHARMACY), some(rng, stock.MEDICINES, rng.randint(2, 6), 1)
    total = _whole(goods)
    year, month, day = day_of(rng)
    rows = "".join(
        f'<div>{t(str(index + 1) + ". " + sold.name)}</div><div class="three">{t(sold.quantity + rng.choice((" Hộp", " Vỉ", " Viên")))}{t(money(sold.unit_price, ","))}{t(money(sold.amount, ","))}</div>'
        for index, sold in enumerate(goods)
    )
    html = (
        centre(shop.name, "big") + centre(shop.address) + centre("Hotline: " + shop.telephone) + centre("PHIẾU BÁN LẺ", "big") + pair("Số CT:", f"PBL{rng.randint(10000, 99999)}") + pair("Ngày:", f"{day}/{month}/{year}") + "<hr>"
        + rows + "<hr>" + pair("Tổng cộng:", money(total, ","), strong=True) + pair("Tiền mặt:", money(total, ",")) + pair("Điểm tích luỹ:", total // 10000) + centre("Thuốc đã mua không đổi trả")
    )  # fmt: skip
    three = ".three{display:grid;grid-template-columns:1fr 1fr 1fr;text-align:right}"
    return Paper(
        "pharmacy",
        html,
        set_in(rng.choice(("verdana", "narrow")), 13, 1.35, three),
        310,
        Truth("bill", total, shop.name, f"{year}-{month:02d}-{day:02d}", tuple(goods)),
    )


def notebook(rng: random.Random) -> Paper:
    """A page of a market notebook, by hand: a thing and an amount in thousands, a sum below."""
    goods = [Sold(name, "", 0, price * 1000) for name, price in rng.sample(stock.NOTES, rng.randint(4, 9))]
    total = _whole(goods)
    rows = "".join(
        f'<div class="pair" style="transform:rotate({rng.uniform(-1, 1):.2f}deg) translateX({rng.randint(-4, 6)}px)">{t(sold.name)}{t(str(sold.amount // 1000) + rng.choice(("", "k")))}</div>'
        for sold in goods
    )
    html = rows + f'<div class="pair line">{t("Cộng")}{t(str(total // 1000) + "k")}</div>'
    style = set_in(
        "lato",
        26,
        1.25,
        "body{font-family:'TeX Gyre Chorus'} .line{border-top:2px solid #000;margin-top:6px} .paper{padding:26px} .pair{width:250px}",
    )
    return Paper("notebook", html, style, 320, Truth("bill", total, "", "", tuple(goods)), "hand")
