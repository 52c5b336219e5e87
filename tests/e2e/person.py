"""A person at the page: what they do, in the words that they see."""

import re
import secrets
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Locator, Page, expect

PASSWORD = "một câu dễ nhớ"

CALL = """async ([method, path, body]) => {
  const session = await (await fetch('/api/v1/session')).json();
  const home = session.memberships[0] ? session.memberships[0].household.household_id : '';
  const answer = await fetch('/api/v1' + path.replace('{h}', home), {
    method, body: body ? JSON.stringify(body) : null,
    headers: {'Content-Type': 'application/json', 'X-CSRF-Token': session.csrf_token},
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} ${answer.status} ${text}`);
  return text ? JSON.parse(text) : null;
}"""


@dataclass(frozen=True)
class Person:
    """Somebody with a page open."""

    page: Page
    url: str

    async def sign_up(self, name: str = "Lan", household: str = "Nhà Lan") -> str:
        """Come for the first time and make a household; hands back the user name."""
        username = f"lan.{secrets.token_hex(6)}"
        await self.page.goto(f"{self.url}/sign-up/")
        await self.page.get_by_label("Tên bạn").fill(name)
        await self.page.get_by_label("Tên đăng nhập").fill(username)
        await self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        await self.page.get_by_role("button", name="Tạo tài khoản").click()
        await self.page.get_by_label("Tên nhà").fill(household)
        await self.page.get_by_role("button", name="Tiếp").click()
        return username

    async def open_with(self, cash: str = "", bank: str = "") -> None:
        """Say what is there today, or skip it."""
        await self.page.get_by_label("Tiền mặt").fill(cash)
        await self.page.get_by_label("Ngân hàng").fill(bank)
        await self.page.get_by_role("button", name="Bắt đầu" if cash or bank else "Để sau").click()
        await expect(self.page.get_by_label("Ghi bằng lời")).to_be_visible()

    async def say(self, sentence: str) -> None:
        line = self.page.get_by_label("Ghi bằng lời")
        await line.fill(sentence)
        await line.press("Enter")

    def drafts(self) -> Locator:
        return self.page.locator("[data-draft]")

    async def confirm_all(self, count: int) -> None:
        """Tap the one big button."""
        await expect(self.drafts()).to_have_count(count)
        name = "Đúng rồi, cất" if count == 1 else f"Cất cả {count} khoản"
        await self.page.get_by_role("button", name=name).click()
        await expect(self.drafts()).to_have_count(0)

    async def go(self, place: str) -> None:
        """Tap a place of the bar or the rail."""
        await self.page.get_by_role("link", name=place, exact=True).locator("visible=true").first.click()

    def jar(self, key: str) -> Locator:
        """The amount of a jar on home's shelf."""
        return self.page.locator(f'[data-jar="{key}"] data').first

    def toast(self, text: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("listitem").filter(has_text=text).last

    async def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Speak to the backend as this person, to arrange a test; `{h}` is the household."""
        return await self.page.evaluate(CALL, [method, path, body])
