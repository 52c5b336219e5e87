"""Say it, and it is in the jar: from the first visit to the alert, without a reload."""

from playwright.async_api import expect

from tests.e2e.person import Person


async def test_a_sentence_becomes_money_in_the_right_jar_and_an_alert_comes_by_itself(person: Person) -> None:
    page = person.page
    await person.sign_up()
    await person.open_with(cash="10tr")
    await expect(person.jar("NEC")).to_have_text("5.500.000 đ")
    await page.evaluate("window.stillTheSamePage = true")

    # A plan that the sentence will bring to 90 %.
    await person.go("Hũ")
    await person.go("Kế hoạch")
    await page.get_by_role("button", name="Thêm kế hoạch").click()
    await page.get_by_label("Cho", exact=True).select_option(label="Ăn uống")
    await page.get_by_label("Mỗi tháng").fill("50k")
    await page.get_by_role("button", name="Lưu").click()
    await expect(page.locator("[data-plan]")).to_contain_text("còn 50.000 đ")

    await person.go("Nhà")
    await person.say("sáng nay ăn phở 45k, đổ xăng 80 nghìn")
    await expect(person.drafts()).to_have_count(2)
    await expect(person.drafts().first.locator("data")).to_have_text("−45.000 đ")
    await expect(person.drafts().last.locator("data")).to_have_text("−80.000 đ")
    await person.confirm_all(2)

    await expect(person.jar("NEC")).to_have_text("5.375.000 đ")
    await expect(page.locator("[data-transaction]")).to_have_count(2)
    await expect(page.get_by_test_id("unread").locator("visible=true")).to_have_text("1")

    await page.get_by_role("link", name="Hộp thư, 1 tin chưa đọc").locator("visible=true").click()
    await expect(page.locator('[data-alert="plan_near"]')).to_contain_text("Ăn uống: đã tiêu 45.000 đ trên 50.000 đ")

    await person.go("Báo cáo")
    await expect(page.get_by_test_id("spending")).to_have_text("125.000 đ")
    await expect(page.locator('[data-jar-flow="NEC"]')).to_contain_text("5.375.000 đ")
    assert await page.evaluate("window.stillTheSamePage"), "the page was loaded again on the way"


async def test_a_piece_changes_in_place_before_it_is_confirmed(at_home: Person) -> None:
    page = at_home.page
    await at_home.say("ăn phở 45")
    amount = at_home.drafts().locator("data")
    await expect(amount).to_have_text("−45.000 đ")
    await at_home.drafts().locator('[data-field="amount"]').last.click()
    await page.get_by_label("Số tiền", exact=True).last.fill("52k")
    await page.get_by_role("button", name="Lưu").click()
    await expect(amount).to_have_text("−52.000 đ")
    await at_home.drafts().locator('[data-field="account"]').last.click()
    await page.get_by_role("button", name="Ngân hàng").click()
    await at_home.confirm_all(1)
    row = page.locator("[data-transaction]")
    await expect(row).to_contain_text("−52.000 đ")
    await expect(row).to_contain_text("Ngân hàng")


async def test_what_is_discarded_comes_back_within_six_seconds(at_home: Person) -> None:
    await at_home.say("cà phê 30k")
    await expect(at_home.drafts()).to_have_count(1)
    await at_home.drafts().focus()
    await at_home.page.keyboard.press("Delete")
    await expect(at_home.drafts()).to_have_count(0)
    await at_home.page.get_by_role("button", name="Hoàn tác").click()
    await expect(at_home.drafts()).to_have_count(1)


async def test_a_word_with_two_readings_is_asked_once_and_remembered(at_home: Person) -> None:
    page = at_home.page
    await at_home.say("mua rau hai xị")
    question = at_home.drafts().locator("fieldset")
    await expect(question.get_by_role("button")).to_have_count(2)
    await question.get_by_role("button").filter(has_text="200.000").click()
    await expect(at_home.drafts().locator("data")).to_have_text("−200.000 đ")
    await at_home.confirm_all(1)
    await at_home.say("mua cá một xị")
    await expect(at_home.drafts().locator("data")).to_have_text("−100.000 đ")
    await expect(at_home.drafts().locator("fieldset")).to_have_count(0)
    await page.goto(f"{at_home.url}/settings/?tab=learned")
    await expect(page.locator('[data-memory="xi"], [data-memory="xị"]')).to_contain_text("100.000 đ")
