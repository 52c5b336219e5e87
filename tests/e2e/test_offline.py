"""Without a network the page opens, and what is written waits on the device until it can be sent."""

from playwright.async_api import BrowserContext, expect

from tests.e2e.browser import Complaints, has_worker
from tests.e2e.person import Person

NO_NETWORK = "ERR_INTERNET_DISCONNECTED"


async def test_a_sentence_said_offline_is_sent_when_the_network_is_back(
    at_home: Person, browser: BrowserContext, complaints: Complaints
) -> None:
    complaints.allowed.append(NO_NETWORK)
    page = at_home.page
    await browser.set_offline(True)
    await at_home.say("ăn phở 45k")
    kept = page.locator("[data-kept]")
    await expect(kept).to_contain_text("ăn phở 45k")
    await expect(page.get_by_text("Đã cất trong máy này").first).to_be_visible()
    await browser.set_offline(False)
    await expect(at_home.drafts()).to_have_count(1)
    await expect(kept).to_have_count(0)
    await at_home.confirm_all(1)
    await expect(page.locator("[data-transaction]")).to_have_count(1)


async def test_the_page_opens_offline_with_what_it_knew_and_keeps_what_is_said_over_a_reload(
    at_home: Person, browser: BrowserContext, complaints: Complaints
) -> None:
    complaints.allowed.append(NO_NETWORK)
    page = at_home.page
    await has_worker(page)
    await expect(at_home.jar("NEC")).to_have_text("5.500.000 đ")
    # What was read is written to the device a moment after it was read.
    await page.evaluate(JARS_ARE_KEPT)
    await browser.set_offline(True)
    await page.reload()
    await expect(at_home.jar("NEC")).to_have_text("5.500.000 đ")
    await at_home.say("đổ xăng 80k")
    await expect(page.locator("[data-kept]")).to_contain_text("đổ xăng 80k")
    await page.reload()
    await expect(page.locator("[data-kept]")).to_contain_text("đổ xăng 80k")
    await browser.set_offline(False)
    await expect(at_home.drafts()).to_have_count(1)
    await at_home.confirm_all(1)
    await expect(at_home.jar("NEC")).to_have_text("5.420.000 đ")


async def test_a_confirmation_made_offline_happens_once(
    at_home: Person, browser: BrowserContext, complaints: Complaints
) -> None:
    complaints.allowed.append(NO_NETWORK)
    page = at_home.page
    await at_home.say("ăn phở 45k")
    await expect(at_home.drafts()).to_have_count(1)
    await browser.set_offline(True)
    await at_home.confirm_all(1)
    await expect(page.get_by_role("img", name="Mới ở máy này, chưa gửi")).to_be_visible()
    await browser.set_offline(False)
    await expect(page.locator("[data-transaction]")).to_have_count(1)
    found = await at_home.call("GET", "/households/{h}/transactions?kind=expense")
    assert len(found["transactions"]) == 1


JARS_ARE_KEPT = """async () => {
  const got = (ask) => new Promise((done, failed) => { ask.onsuccess = () => done(ask.result); ask.onerror = failed; });
  for (;;) {
    const db = await got(indexedDB.open('heo-cache'));
    const made = db.objectStoreNames.contains('cache');
    const kept = made && await got(db.transaction('cache').objectStore('cache').get('client'));
    db.close();
    if (kept && kept.clientState.queries.some((query) => query.queryKey.includes('jars'))) return;
    await new Promise((done) => setTimeout(done, 50));
  }
}"""
