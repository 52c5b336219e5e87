"""The line learns: what two corrections taught, the third similar sentence knows."""

from playwright.async_api import expect

from tests.e2e.person import Person


async def corrected(person: Person, sentence: str, category: str, jar: str) -> None:
    page = person.page
    await person.say(sentence)
    draft = person.drafts()
    await expect(draft).to_have_count(1)
    await draft.locator('li [data-field="category"]').click()
    await page.get_by_label("Tìm trong Danh mục").fill(category)
    await page.get_by_role("button", name=category, exact=True).click()
    await expect(draft.locator('li [data-field="category"]')).to_contain_text(category)
    await draft.locator('li [data-field="jar"]').click()
    await page.get_by_role("list", name="Hũ").get_by_role("button", name=jar).click()
    await expect(draft.locator('li [data-field="jar"]')).to_contain_text(jar)
    await person.confirm_all(1)


async def test_after_two_corrections_the_third_sentence_gets_category_and_jar(at_home: Person) -> None:
    await corrected(at_home, "Zumba Lan Anh 150k", "Thể thao", "Giáo dục")
    await corrected(at_home, "Zumba Lan Anh 160k", "Thể thao", "Giáo dục")
    await at_home.page.goto(f"{at_home.url}/settings/?tab=learned")
    await expect(at_home.page.locator("[data-memory]").first).to_be_visible()

    await at_home.page.goto(f"{at_home.url}/")
    await at_home.say("Zumba Lan Anh 170k")
    draft = at_home.drafts()
    await expect(draft.locator("data")).to_have_text("−170.000 đ")
    await expect(draft.locator('li [data-field="category"]')).to_contain_text("Thể thao")
    await expect(draft.locator('li [data-field="jar"]')).to_contain_text("Giáo dục")
