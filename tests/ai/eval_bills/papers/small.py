"""Small shops: noodles, coffee, a grocer, fuel, a pharmacy, and what people write by hand at the market."""

import random

from tests.ai.eval_bills import stock
from tests.ai.eval_bills.papers.html import cells, centre, day_of, money, pair, set_in, t
from tests.ai.eval_bills.papers.words import spell
from tests.ai.eval_bills.stock import Goods
from tests.ai.eval_bills.truth import Paper, Sold, Truth

NOTES_OF_MONEY = (50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000)


def some(rng: random.Random, goods: Goods, count: int, unit: int = 1000) -> list[Sold]:
    """That many different goods, one to four of each; prices are in `unit` đồng."""
    found = []
    for name, price in rng.sample(goods, min(count, len(goods))):
        quantity = rng.choice((1, 1, 1, 2, 2, 3, 4))
        found.append(Sold(name, str(quantity), price * unit, quantity * price * unit))
    return found


def whole(goods: list[Sold]) -> int:
    """The sum of the lines."""
    return sum(sold.amount for sold in goods)


def pho(rng: random.Random) -> Paper:
    """A noodle shop: quantity before the name, a date with hyphens, cash and change."""
    shop, goods, day = rng.choice(stock.PHO), some(rng, stock.PHO_DISHES, rng.randint(2, 5)), day_of(rng)
    total = whole(goods)
    cash = next(note for note in NOTES_OF_MONEY if note >= total)
    paid = pair("Khách đưa", money(cash)) + pair("Thối lại", money(cash - total)) if rng.random() < 0.7 else ""
    parts = [
        centre(shop.name, "big"), centre(shop.address), centre(f"SĐT {shop.telephone}"), "<hr>",
        pair(f"Bàn {rng.randint(1, 30)}", f"{day:%d-%m-%Y} {rng.randint(6, 21)}:{rng.randint(0, 59):02d}"),
        "<hr><table>",
        *(cells(f"{sold.quantity} {sold.name}", money(sold.amount)) for sold in goods), "</table><hr>",
        pair("TỔNG TIỀN", money(total, ".", "đ"), strong=True), paid, "<br>", centre("Hẹn gặp lại bác!"),
    ]  # fmt: skip
    font = rng.choice(("verdana", "calibri", "code"))
    truth = Truth("bill", total, shop.name, day.isoformat(), tuple(goods))
    return Paper("pho", "".join(parts), set_in(font, 13 if font == "code" else 15), 300, truth)


def cafe(rng: random.Random) -> Paper:
    """A coffee shop: below each name quantity × price; a voucher after the subtotal; a card or a wallet."""
    shop, goods, day = rng.choice(stock.CAFE), some(rng, stock.CAFE_DRINKS, rng.randint(1, 5)), day_of(rng)
    subtotal = whole(goods)
    voucher = rng.choice((0, 0, 10_000, 20_000, subtotal // 10))
    total = subtotal - voucher
    parts = [
        centre(shop.name, "huge"), centre(shop.address), "<br>", centre("PHIẾU ĐỒ UỐNG"),
        pair("Số thẻ", rng.randint(1, 60)),
        pair("Lúc", f"{day:%d/%m/%Y} {rng.randint(7, 22):02d}:{rng.randint(0, 59):02d}"),
        pair("Thu ngân", rng.choice(stock.CASHIERS)), "<hr class=solid>",
        *(pair(one.name, money(one.amount, ",")) + _times(one) for one in goods), "<hr class=solid>",
        pair("Tạm tính", money(subtotal, ",")), pair("Voucher", money(-voucher, ",")) if voucher else "",
        pair("Thanh toán", money(total, ",", " đ"), strong=True),
        pair(rng.choice(("MoMo", "Thẻ ATM", "Tiền mặt", "VNPAY-QR")), money(total, ",")), "<br>",
        centre("wifi: giotdang / pass: 12345678"),
    ]  # fmt: skip
    truth = Truth("bill", total, shop.name, day.isoformat(), tuple(goods))
    return Paper("cafe", "".join(parts), set_in(rng.choice(("inter", "lato")), 14, 1.35), 290, truth)


def _times(sold: Sold) -> str:
    return f'<div class="in">{t(sold.quantity + " x " + money(sold.unit_price, ","))}</div>'


def grocer(rng: random.Random) -> Paper:
    """A ruled sales slip with columns, and the amount in words."""
    shop, goods, day = rng.choice(stock.GROCER), some(rng, stock.GROCER_GOODS, rng.randint(3, 8)), day_of(rng)
    total = whole(goods)
    rows = [
        cells(n, one.name, one.quantity, money(one.unit_price), money(one.amount)) for n, one in enumerate(goods, 1)
    ]
    parts = [
        f'<div class="big">{t(shop.name)}</div>', f"<div>{t('Đ/c: ' + shop.address)}</div>",
        f"<div>{t('ĐT: ' + shop.telephone)}</div>", centre("HOÁ ĐƠN BÁN LẺ", "huge"), "<table>",
        cells("TT", "TÊN HÀNG", "SL", "ĐƠN GIÁ", "THÀNH TIỀN"), *rows, cells("", "CỘNG", "", "", money(total)),
        "</table>",
        f"<div>{t('Thành tiền (viết bằng chữ): ' + spell(total))}</div>",
        f'<div class="right">{t(f"Ngày {day.day} tháng {day.month} năm {day.year}")}</div>',
    ]  # fmt: skip
    truth = Truth("bill", total, shop.name, day.isoformat(), tuple(goods))
    style = set_in(rng.choice(("calibri", "book", "verdana")), 15, 1.35)
    return Paper("grocer", "".join(parts), style, 470, truth, "ruled", "laser")


def fuel(rng: random.Random) -> Paper:
    """A pump: litres × price, VAT within the price."""
    shop, (name, price), day = rng.choice(stock.FUEL), rng.choice(stock.FUELS), day_of(rng)
    total = rng.choice((50_000, 60_000, 80_000, 100_000, 300_000, 500_000, 1_000_000))
    litres = f"{total / price:.3f}"
    clock = f"{rng.randint(5, 22):02d}:{rng.randint(0, 59):02d}:{rng.randint(0, 59):02d}"
    parts = [
        centre(shop.name, "big"), centre(shop.address), centre(f"MST: 0100{rng.randint(100000, 999999)}"), "<br>",
        pair("Trụ bơm", rng.randint(1, 8)), pair("Giờ", f"{clock} {day:%d/%m/%Y}"), "<hr>", pair("Mặt hàng", name),
        pair("Số lượng (lít)", litres), pair("Đơn giá", money(price)), pair("Thành tiền", money(total), strong=True),
        "<hr>", centre("Giá bán đã có thuế GTGT"), centre("Kính chào quý khách"),
    ]  # fmt: skip
    truth = Truth("bill", total, shop.name, day.isoformat(), (Sold(name, litres, price, total),))
    style = set_in(rng.choice(("code", "narrow")), 14)
    return Paper("fuel", "".join(parts), style, 280, truth, "", rng.choice(("thermal", "needles")))


def pharmacy(rng: random.Random) -> Paper:
    """A pharmacy: name, below it quantity with unit, price and amount; points are decoys."""
    shop, goods, day = rng.choice(stock.PHARMACY), some(rng, stock.MEDICINES, rng.randint(2, 6), 1), day_of(rng)
    total = whole(goods)
    parts = [
        centre(shop.name, "big"), centre(shop.address), centre("Hotline: " + shop.telephone),
        centre("PHIẾU BÁN LẺ", "big"),
        pair("Số CT:", f"PBL{rng.randint(10000, 99999)}"), pair("Ngày:", f"{day.day}/{day.month}/{day.year}"), "<hr>",
        *(_medicine(rng, number, sold) for number, sold in enumerate(goods, 1)), "<hr>",
        pair("Tổng cộng:", money(total, ","), strong=True), pair("Tiền mặt:", money(total, ",")),
        pair("Điểm tích luỹ:", total // 10000), centre("Thuốc đã mua không đổi trả"),
    ]  # fmt: skip
    truth = Truth("bill", total, shop.name, day.isoformat(), tuple(goods))
    return Paper("pharmacy", "".join(parts), set_in(rng.choice(("verdana", "narrow")), 13, 1.35), 310, truth)


def _medicine(rng: random.Random, number: int, sold: Sold) -> str:
    quantity = sold.quantity + rng.choice((" Hộp", " Vỉ", " Viên"))
    columns = t(quantity) + t(money(sold.unit_price, ",")) + t(money(sold.amount, ","))
    return f'<div>{t(f"{number}. {sold.name}")}</div><div class="three">{columns}</div>'


def notebook(rng: random.Random) -> Paper:
    """A page of a market notebook, by hand: a thing and an amount in thousands, a sum below."""
    goods = [Sold(name, "", 0, price * 1000) for name, price in rng.sample(stock.NOTES, rng.randint(4, 9))]
    total = whole(goods)
    rows = [_written(rng, sold.name, f"{sold.amount // 1000}{rng.choice(('', 'k'))}") for sold in goods]
    html = "".join(rows) + f'<div class="pair line">{t("Cộng")}{t(f"{total // 1000}k")}</div>'
    truth = Truth("bill", total, "", "", tuple(goods))
    return Paper("notebook", html, set_in("hand", 26, 1.25), 320, truth, "written", "hand")


def _written(rng: random.Random, name: str, amount: str) -> str:
    unsteady = f"transform:rotate({rng.uniform(-1, 1):.2f}deg) translateX({rng.randint(-4, 6)}px)"
    return f'<div class="pair" style="{unsteady}">{t(name)}{t(amount)}</div>'
