"""English receipts with two decimals: totals, taxes, roundings, currencies and their words."""

from services.ai.bills.model import BillField
from tests.ai.bills.layout import read, things, total

HEAD = (
    "BOOK CORNER SDN BHD",
    "NO 53, JALAN SAGU 18, TAMAN DAYA",
    "81100 JOHOR BAHRU",
    "TAX INVOICE",
    "Date: 25/12/2018 8:13:39 PM",
)


def test_a_rounded_total_with_cash_and_change() -> None:
    bill = read(
        *HEAD, ("Description", "Qty", "Price", "Amount"), ("KF MODELLING CLAY", "1", "9.00", "9.00"),
        ("Total Amount", "9.02"), ("Rounding Adj", "-0.02"), ("Total Rounded", "9.00"),
        ("Cash", "10.00"), ("Change", "1.00"),
    )  # fmt: skip
    assert total(bill) == 900
    assert bill.currency == "MYR"
    assert "CASH_CHANGE" in bill.why
    assert things(bill) == [("KF MODELLING CLAY", 900)]
    merchant, time = bill.piece(BillField.MERCHANT), bill.piece(BillField.TIME)
    assert merchant is not None
    assert merchant.text == "BOOK CORNER SDN BHD"
    assert time is not None
    assert time.text == "2018-12-25T20:13"


def test_gst_and_its_summary_are_no_total() -> None:
    bill = read(
        *HEAD, ("PEN", "2.12"), ("PAPER", "51.00"), ("Sub Total", "53.12"), ("GST 6%", "3.19"),
        ("TOTAL INCL GST", "RM 56.31"), ("CASH", "RM 60.00"), ("CHANGE", "RM 3.69"),
        "GST Summary", ("SR @6%", "53.12", "3.19"),
    )  # fmt: skip
    assert total(bill) == 5_631
    assert bill.verified
    assert bill.currency == "MYR"


def test_thousands_with_decimals() -> None:
    bill = read(*HEAD, ("CEMENT 50KG", "100", "16.50", "1,650.00"), ("GRAND TOTAL", "1,650.00"))
    assert total(bill) == 165_000


def test_quantities_in_rows_of_their_own() -> None:
    bill = read(*HEAD, "TEH TARIK", ("2 x 1.80", "3.60"), "NASI LEMAK", ("1 x 5.50", "5.50"), ("Total", "9.10"))
    assert things(bill) == [("TEH TARIK", 360), ("NASI LEMAK", 550)]
    assert bill.verified


def test_months_in_words() -> None:
    bill = read("UNI CAFE", "RECEIPT", "05 MAR 2018 18:24", ("Rice", "8.20"), ("Total", "$8.20"), ("Cash", "$8.20"))
    time = bill.piece(BillField.TIME)
    assert time is not None
    assert time.text == "2018-03-05T18:24"
    assert total(bill) == 820


def test_a_total_that_cannot_be_read_follows_from_what_stands_above_it_and_is_doubtful() -> None:
    bill = read(
        *HEAD, ("HH GUINESS", "150.00"), ("HH TIGER", "145.00"), ("SUB TOTAL", "295.00"),
        ("SERVICE CHARGE 10%", "29.50"),
        ("GST 6%", "19.47"), ("ROUNDING ADJ", "-0.02"), ("My T0", "30.8)"),
    )  # fmt: skip
    assert total(bill) == 34_395
    assert not bill.verified


def test_one_thing_said_twice_proves_nothing_where_a_sign_may_be_a_digit() -> None:
    bill = read(*HEAD, ("PORK RIB", "98.70"), ("TOTAL", "98.70"))
    assert total(bill) == 9_870
    assert not bill.verified


def test_a_dash_before_the_cents_is_a_point() -> None:
    bill = read(
        *HEAD, ("BASIN BESAR", "21.32"), ("GST 6%", "1.28"), ("TOTAL", "22-60"), ("CASH", "30.00"), ("CHANGE", "7.40")
    )
    assert total(bill) == 2_260
    assert "CASH_CHANGE" in bill.why


def test_round_letters_with_marks_are_zeros() -> None:
    bill = read(*HEAD, ("ROAST PORK", "54.50"), ("Total Sales Inclusive", "54.5Ố"))
    assert total(bill) == 5_450


def test_between_what_was_due_and_given_back_the_labels_need_not_be_read() -> None:
    bill = read(
        *HEAD, ("Lamination", "4.24"), ("Photo", "4.24"), ("Rounding Adj", "0.02"), ("Tatsl Am Payche", "8.50"),
        ("Paid Amount", "100.00"), ("hengt", "91.50"),
    )  # fmt: skip
    assert total(bill) == 850


def test_a_dollar_that_was_read_as_a_digit_is_a_dollar() -> None:
    bill = read(
        *HEAD, ("Four Vegetables", "1", "$5.50"), ("Pork", "1", "32.70"), ("Total Amount:", "58.20"),
        ("Net Total:", "98.20"), ("CASH", "58.25"), ("Change", "$0.05"), ("GST 6%", "0.46"),
    )  # fmt: skip
    assert total(bill) == 820
    assert things(bill) == [("Four Vegetables", 550), ("Pork", 270)]


def test_where_only_the_total_is_marked_the_other_sums_stay_whole() -> None:
    bill = read(
        *HEAD, ("Rice", "58.20"), ("Tea", "31.80"), ("Total", "$90.00"), ("Cash", "$100.00"), ("Change", "$10.00")
    )
    assert total(bill) == 9_000
    assert things(bill) == [("Rice", 5_820), ("Tea", 3_180)]
