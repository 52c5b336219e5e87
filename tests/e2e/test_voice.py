"""Say it aloud: a microphone hears a sentence, words appear, drafts are there."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import BrowserContext, Locator, expect

from tests.e2e.axe import faults
from tests.e2e.browser import DESK, PHONE, Complaints, visiting
from tests.e2e.person import Person
from tests.e2e.sentence import SPOKEN
from tests.support.product import Product

HEARD_MS = 40_000


@pytest.fixture
async def browser(complaints: Complaints) -> AsyncIterator[BrowserContext]:
    """A browser whose microphone hears the sentence."""
    async with visiting(complaints, spoken=SPOKEN) as context:
        yield context


def mic(person: Person) -> Locator:
    return person.page.locator("[data-mic]")


def panel(person: Person) -> Locator:
    return person.page.get_by_role("region", name="Nghe bằng giọng nói")


async def test_a_spoken_sentence_becomes_a_draft_to_be_checked_and_then_money(at_home: Person) -> None:
    page = at_home.page
    await mic(at_home).click()
    await expect(panel(at_home)).to_contain_text("Đang nghe")
    # It ends by itself: the sentence is followed by silence.
    await expect(at_home.drafts()).to_have_count(1, timeout=HEARD_MS)
    await expect(panel(at_home)).to_have_count(0)
    draft = at_home.drafts().first
    await expect(draft.locator("data").first).to_have_text("−80.000 đ")
    await expect(draft.locator("[data-check]")).to_have_text("Nghe từ giọng nói: kiểm lại số tiền")
    heard = page.get_by_role("region", name="Heo nghe được")
    await expect(heard).to_contain_text("xăng")
    assert await faults(page) == []

    await heard.get_by_role("button", name="Xoá bản ghi âm").click()
    await expect(heard.get_by_role("button")).to_have_count(0)
    await at_home.confirm_all(1)
    await expect(at_home.jar("NEC")).to_have_text("5.420.000 đ")
    (row,) = (await at_home.call("GET", "/households/{h}/transactions?kind=expense"))["transactions"]
    assert row["source"] == "voice"


async def test_the_plus_listens_while_it_is_held(at_home: Person) -> None:
    page = at_home.page
    plus = await page.get_by_role("button", name="Ghi một khoản").bounding_box()
    assert plus is not None
    await page.mouse.move(plus["x"] + 32, plus["y"] + 32)
    await page.mouse.down()
    await expect(panel(at_home)).to_contain_text("Nói xong thì thả tay")
    await page.wait_for_timeout(2_500)
    await page.mouse.up()
    await expect(at_home.drafts()).to_have_count(1, timeout=HEARD_MS)


async def test_a_key_begins_and_escape_forgets(at_home: Person) -> None:
    page = at_home.page
    await page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    await page.keyboard.press("Alt+m")
    await expect(panel(at_home)).to_contain_text("Đang nghe")
    assert await faults(page) == []
    await page.keyboard.press("Escape")
    await expect(panel(at_home)).to_have_count(0)
    await expect(at_home.drafts()).to_have_count(0)


async def test_a_clip_that_could_not_be_sent_waits_on_the_device(at_home: Person, complaints: Complaints) -> None:
    complaints.allowed.append("net::ERR_FAILED")
    page = at_home.page
    await page.route_web_socket("**/voice", lambda line: line.close())
    await page.route("**/voice/clips", lambda route: route.abort())
    await mic(at_home).click()
    await expect(page.locator('[data-trouble="kept"]')).to_be_visible(timeout=HEARD_MS)
    await expect(page.locator("[data-kept-clip]")).to_have_count(1)
    assert await faults(page) == []
    await page.unroute("**/voice/clips")
    await page.reload()
    await expect(at_home.drafts()).to_have_count(1, timeout=HEARD_MS)
    await expect(page.locator("[data-kept-clip]")).to_have_count(0)
    # The recording is kept with the draft: its words come from there after a reload.
    await expect(page.get_by_role("region", name="Heo nghe được")).to_contain_text("xăng")


async def test_a_microphone_that_is_denied_is_told_with_what_to_do(product: Product, complaints: Complaints) -> None:
    async with visiting(complaints, PHONE) as context:
        person = Person(await context.new_page(), product.url)
        await person.sign_up()
        await person.open_with(cash="10tr")
        await mic(person).click()
        await expect(person.page.get_by_role("alert").filter(has_text="micro")).to_be_visible()
        assert await faults(person.page) == []
        await panel(person).get_by_role("button", name="Gõ tay").click()
        await expect(person.page.get_by_label("Ghi bằng lời")).to_be_focused()
