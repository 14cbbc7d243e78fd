"""What is pasted with formatting is imported with it, until somebody changes the text."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.architecture.conftest import World, world  # noqa: F401
from tests.browser.conftest import OpenPage

HTML = """<html><head><style>p { color: red }</style></head><body><!--StartFragment-->
<h2 class="x" style="color:red">Water</h2><p class=MsoListParagraph style="margin:0;mso-list:l0
level1 lfo1"><span style="mso-list:Ignore">1.</span>Wells</p><script>x()</script></body></html>"""
PASTE = """([html, text]) => {
  const field = document.getElementById("id_text");
  const data = new DataTransfer();
  data.setData("text/html", html);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data }));
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste" }));
}"""


@pytest.mark.usefixtures("server")
def test_formatting_is_kept_until_the_text_is_changed(
    world: World,  # noqa: F811
    open_page: OpenPage,
) -> None:
    from consult.drafts.models import Draft

    page: Any = open_page(user=world.visitors["editor"])
    page.goto(f"/en/editing/{world.words['review']}/import/")
    page.evaluate(PASTE, [HTML, "Water Wells"])
    kept = page.locator("#id_html")
    sent = kept.input_value()
    assert "color" not in sent
    assert "script" not in sent
    assert "mso-list" in sent
    expect(page.get_by_role("status").filter(has_text="Pasted with its formatting")).to_be_visible()

    page.locator("#id_text").press_sequentially("!")
    assert kept.input_value() == ""
    expect(page.get_by_role("status").filter(has_text="read as Markdown")).to_be_visible()

    page.locator("#id_text").fill("")
    page.evaluate(PASTE, [HTML, "Water Wells"])
    page.get_by_role("button", name="Import and check").click()
    page.wait_for_url("**/drafts/**")
    draft = Draft.objects.filter(state=Draft.State.CHECKING).latest("imported_at")
    assert [block["kind"] for block in draft.blocks] == ["heading", "list_item"]
