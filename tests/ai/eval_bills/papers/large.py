"""Larger shops: a supermarket with weighed goods, discounts and rounding, a restaurant with fee and VAT; a transfer."""

import random
from dataclasses import replace

from tests.ai.eval_bills import stock
from tests.ai.eval_bills.papers.html import cells, centre, day_of, money, pair, set_in, t
from tests.ai.eval_bills.papers.small import some, whole
from tests.ai.eval_bills.truth import Paper, Sold, Truth

BANKS = ("Nam A Bank", "SeABank", "LPBank", "Eximbank", "KienlongBank")


def _weighed(rng: random.Random) -> Sold:
    name, price = rng.choice(stock.WEIGHED)
    grams = rng.randint(180, 2600)
    return Sold(name, f"{grams / 1000:.3f}", price, round(price * grams / 1000))


def supermarket(rng: random.Random, most: int = 12) -> Paper:
    """Barcodes, weighed goods, a discount, rounding, cash and change, VAT within the price."""
    shop, day = rng.choice(stock.MARKET), day_of(rng)
    goods = some(rng, stock.MARKET_GOODS, rng.randint(3, most), 1) + [_weighed(rng) for _ in range(rng.randint(0, 2))]
    discount = rng.choice((0, 0, 5000, 12_400, 20_000))
    exact = whole(goods) - discount
    total = round(exact / 500) * 500 if rng.random() < 0.4 else exact
    parts = [
        centre(shop.name, "big"), centre(shop.address), centre(f"MST 0104918{rng.randint(100, 999)}"),
        centre(f"CSKH {shop.telephone}"), centre("HOÁ ĐƠN MUA HÀNG", "big"),
        pair(f"Quầy {rng.randint(1, 20):02d} - {rng.choice(stock.CASHIERS)}", f"{day:%d/%m/%Y}"),
        pair("Số GD", rng.randint(10**8, 10**9)), "<hr>", *(_good(sold) for sold in goods), "<hr>",
        pair("KHUYẾN MẠI", money(-discount)) if discount else "",
        pair("LÀM TRÒN", money(total - exact)) if total != exact else "",
        pair("TỔNG THANH TOÁN", money(total), strong=True), _paid(rng, total),
        pair("(Gồm thuế GTGT", money(round(total * 8 / 108)) + ")"), centre(f"893{rng.randint(10**9, 10**10 - 1)}"),
    ]  # fmt: skip
    truth = Truth("bill", total, shop.name, day.isoformat(), tuple(goods))
    style = set_in(rng.choice(("code", "narrow", "verdana")), 13, 1.28)
    return Paper("supermarket", "".join(parts), style, 340, truth, "", rng.choice(("thermal", "thermal", "needles")))


def _paid(rng: random.Random, total: int) -> str:
    if rng.random() < 0.4:
        return pair("THẺ TÍN DỤNG", money(total))
    cash = (total // 100_000 + 1) * 100_000
    return pair("TIỀN MẶT", money(cash)) + pair("TIỀN THỪA", money(cash - total))


def _good(sold: Sold) -> str:
    if "." in sold.quantity:
        detail = f"{money(sold.unit_price)}/KG X {sold.quantity.replace('.', ',')} KG"
    else:
        detail = f"{sold.quantity} x {money(sold.unit_price)}"
    return f'<div>{t(sold.name)}</div><div class="pair in">{t(detail)}{t(money(sold.amount))}</div>'


def long_bill(rng: random.Random) -> Paper:
    """A supermarket's bill of many goods."""
    return replace(supermarket(rng, 20), template="long bill")


def restaurant(rng: random.Random) -> Paper:
    """Columns name, quantity, price, amount; service fee and VAT on top of the sum."""
    shop, goods, day = rng.choice(stock.RESTAURANT), some(rng, stock.DISHES, rng.randint(3, 9)), day_of(rng)
    subtotal = whole(goods)
    fee = round(subtotal * 0.05) if rng.random() < 0.5 else 0
    rate = rng.choice((0, 8, 10))
    vat = round((subtotal + fee) * rate / 100)
    total = subtotal + fee + vat
    parts = [
        centre(shop.name, "big"), centre(shop.address), centre(shop.telephone), centre("PHIẾU TÍNH TIỀN", "huge"),
        f"<div>{t('Bàn: ' + rng.choice('ABV') + str(rng.randint(1, 20)))}</div>",
        pair(f"Giờ vào {rng.randint(10, 19)}:{rng.randint(10, 59)}", f"{day:%d/%m/%Y}"), '<table class="rows">',
        cells("Món", "SL", "Đ.giá", "T.tiền"),
        *(cells(one.name, one.quantity, money(one.unit_price, ","), money(one.amount, ",")) for one in goods),
        "</table><hr>", pair("Cộng tiền món", money(subtotal, ",")),
        pair("Phí phục vụ 5%", money(fee, ",")) if fee else "",
        pair(f"Thuế GTGT {rate}%", money(vat, ",")) if vat else "",
        pair("TỔNG CỘNG", money(total, ",", " VND"), strong=True), centre("Cảm tạ quý khách"),
    ]  # fmt: skip
    truth = Truth("bill", total, shop.name, day.isoformat(), tuple(goods))
    style = set_in(rng.choice(("calibri", "inter", "lato", "book")), 15, 1.35)
    return Paper("restaurant", "".join(parts), style, 380, truth, "", rng.choice(("thermal", "laser")))


def transfer(rng: random.Random) -> Paper:
    """The screen of a bank's app after a transfer."""
    amount, day, receiver = rng.randint(1, 9000) * 1000, day_of(rng), rng.choice(stock.RECEIVERS)
    said = money(amount, rng.choice(".,"), rng.choice((" VND", " đ")))
    parts = [
        '<div class="tick">✓</div>', centre("Chuyển tiền thành công"), centre(said, "sum"),
        centre(f"{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d} {day:%d/%m/%Y}"), '<div class="card">',
        pair("Người nhận", receiver), pair("Tài khoản nhận", rng.randint(10**9, 10**10)),
        pair("Ngân hàng", rng.choice(BANKS)), pair("Nội dung", rng.choice(stock.REASONS)),
        pair("Mã tham chiếu", f"FT{rng.randint(10**9, 10**10)}"), pair("Phí", "0 đ"), "</div>",
        centre("Thực hiện giao dịch khác"),
    ]  # fmt: skip
    style = set_in(rng.choice(("inter", "lato")), 16, 1.4)
    truth = Truth("transfer", amount, receiver, day.isoformat())
    return Paper("transfer", "".join(parts), style, 390, truth, "screen", "screen")
