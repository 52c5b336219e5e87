"""Larger shops: a supermarket with weighed goods, discounts and rounding; a restaurant with service fee and VAT; a long bill."""

import random

from tests.ai.eval_bills import stock
from tests.ai.eval_bills.papers.html import cells, centre, day_of, money, pair, set_in, t
from tests.ai.eval_bills.papers.small import some
from tests.ai.eval_bills.truth import Paper, Sold, Truth


def _weighed(rng: random.Random) -> Sold:
    name, price = rng.choice(stock.WEIGHED)
    grams = rng.randint(180, 2600)
    return Sold(name, f"{grams / 1000:.3f}", price, round(price * grams / 1000))


def supermarket(rng: random.Random, most: int = 12) -> Paper:
    """Barcodes, weighed goods, a discount below a good, rounding, cash and change, VAT within the price."""
    shop = rng.choice(stock.MARKET)
    goods = some(rng, stock.MARKET_GOODS, rng.randint(3, most), 1) + [_weighed(rng) for _ in range(rng.randint(0, 2))]
    discount = rng.choice((0, 0, 5000, 12_400, 20_000))
    exact = sum(sold.amount for sold in goods) - discount
    total = round(exact / 500) * 500 if rng.random() < 0.4 else exact
    year, month, day = day_of(rng)
    rows = "".join(_good(rng, sold) for sold in goods)
    cash = (total // 100_000 + 1) * 100_000
    paid = (
        pair("TIỀN MẶT", money(cash)) + pair("TIỀN THỪA", money(cash - total))
        if rng.random() < 0.6
        else pair("THẺ TÍN DỤNG", money(total))
    )
    html = (
        centre(shop.name, "big") + centre(shop.address) + centre("MST 0104918" + str(rng.randint(100, 999))) + centre(f"CSKH {shop.telephone}") + centre("HOÁ ĐƠN MUA HÀNG", "big")
        + pair(f"Quầy {rng.randint(1, 20):02d} - {rng.choice(stock.CASHIERS)}", f"{day:02d}/{month:02d}/{year}") + pair("Số GD", f"{rng.randint(10**8, 10**9)}") + "<hr>" + rows + "<hr>"
        + (pair("KHUYẾN MẠI", money(-discount)) if discount else "") + (pair("LÀM TRÒN", money(total - exact)) if total != exact else "") + pair("TỔNG THANH TOÁN", money(total), strong=True) + paid
        + pair("(Gồm thuế GTGT", money(round(total * 8 / 108)) + ")") + centre(f"893{rng.randint(10**9, 10**10 - 1)}")
    )  # fmt: skip
    font = rng.choice(("code", "narrow", "verdana"))
    return Paper(
        "supermarket",
        html,
        set_in(font, 13, 1.28, ".in{padding-left:10px}"),
        340,
        Truth("bill", total, shop.name, f"{year}-{month:02d}-{day:02d}", tuple(goods)),
        rng.choice(("thermal", "thermal", "needles")),
    )


def _good(rng: random.Random, sold: Sold) -> str:
    if "." in sold.quantity:
        detail = f"{money(sold.unit_price)}/KG X {sold.quantity.replace('.', ',')} KG"
    else:
        detail = f"{sold.quantity} x {money(sold.unit_price)}"
    return f"<div>{t(sold.name)}</div>" + f'<div class="pair in">{t(detail)}{t(money(sold.amount))}</div>'


def long_bill(rng: random.Random) -> Paper:
    """A supermarket's bill of many goods."""
    paper = supermarket(rng, 20)
    return Paper("long bill", paper.html, paper.style, paper.width, paper.truth, paper.print_kind)


def restaurant(rng: random.Random) -> Paper:
    """Columns name, quantity, price, amount; service fee and VAT on top of the sum."""
    shop, goods = rng.choice(stock.RESTAURANT), some(rng, stock.DISHES, rng.randint(3, 9))
    subtotal = sum(sold.amount for sold in goods)
    fee = round(subtotal * 0.05) if rng.random() < 0.5 else 0
    rate = rng.choice((0, 8, 10))
    vat = round((subtotal + fee) * rate / 100)
    total = subtotal + fee + vat
    year, month, day = day_of(rng)
    rows = "".join(
        cells(sold.name, sold.quantity, money(sold.unit_price, ","), money(sold.amount, ",")) for sold in goods
    )
    html = (
        centre(shop.name, "big") + centre(shop.address) + centre(shop.telephone) + centre("PHIẾU TÍNH TIỀN", "huge")
        + f'<div>{t("Bàn: " + rng.choice("ABV") + str(rng.randint(1, 20)))}</div>' + pair(f"Giờ vào {rng.randint(10, 19)}:{rng.randint(10, 59)}", f"{day:02d}/{month:02d}/{year}")
        + f"<table class=rows>{cells('Món', 'SL', 'Đ.giá', 'T.tiền')}{rows}</table><hr>" + pair("Cộng tiền món", money(subtotal, ","))
        + (pair("Phí phục vụ 5%", money(fee, ",")) if fee else "") + (pair(f"Thuế GTGT {rate}%", money(vat, ",")) if vat else "")
        + pair("TỔNG CỘNG", money(total, ",", " VND"), strong=True) + centre("Cảm tạ quý khách")
    )  # fmt: skip
    extra = ".rows tr:first-child{border-top:1px solid #000;border-bottom:1px solid #000}"
    return Paper(
        "restaurant",
        html,
        set_in(rng.choice(("calibri", "inter", "lato", "book")), 15, 1.35, extra),
        380,
        Truth("bill", total, shop.name, f"{year}-{month:02d}-{day:02d}", tuple(goods)),
        rng.choice(("thermal", "laser")),
    )


def transfer(rng: random.Random) -> Paper:
    """The screen of a bank's app after a transfer."""
    amount = rng.randint(1, 9000) * 1000
    year, month, day = day_of(rng)
    receiver = rng.choice(stock.RECEIVERS)
    html = (
        '<div class="tick">✓</div>' + centre("Chuyển tiền thành công") + f'<div class="mid sum">{t(money(amount, rng.choice(".,"), rng.choice((" VND", " đ"))))}</div>' + centre(f"{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d} {day:02d}/{month:02d}/{year}")
        + '<div class="card">' + pair("Người nhận", receiver) + pair("Tài khoản nhận", rng.randint(10**9, 10**10)) + pair("Ngân hàng", rng.choice(("Nam A Bank", "SeABank", "LPBank", "Eximbank", "KienlongBank"))) + pair("Nội dung", rng.choice(stock.REASONS))
        + pair("Mã tham chiếu", f"FT{rng.randint(10**9, 10**10)}") + pair("Phí", "0 đ") + "</div>" + centre("Thực hiện giao dịch khác")
    )  # fmt: skip
    extra = ".tick{font-size:44px;text-align:center;color:#1a9} .sum{font-size:30px;font-weight:700;margin:8px} .card{background:#f3f5f8;border-radius:14px;padding:14px;margin:18px 0} .card .pair{padding:7px 0} .paper{padding:40px 18px 60px}"
    return Paper(
        "transfer",
        html,
        set_in(rng.choice(("inter", "lato")), 16, 1.4, extra),
        390,
        Truth("transfer", amount, receiver, f"{year}-{month:02d}-{day:02d}"),
        "screen",
    )
