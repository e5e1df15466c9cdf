"""Maps draw with the network blocked, each page opened alone; a click goes down."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Server, Window, settled

pytestmark = pytest.mark.browser

AREAS = ".choroplethlayer path.choroplethlocation"


def areas(page: Any) -> int:
    """Areas drawn, after waiting for the first."""
    page.wait_for_selector(AREAS)
    page.wait_for_timeout(500)
    return int(page.locator(AREAS).count())


@pytest.mark.parametrize("address", ["peta", ""])
def test_a_map_page_opened_alone_draws_all_fifteen_kecamatan(
    address: str, filled_server: Server, window: Window
) -> None:
    window.page.goto(f"{filled_server.url}/{address}")
    assert areas(settled(window.page)) == 15


@pytest.mark.parametrize("size", [(1366, 768), (390, 844), (1920, 1080)])
def test_names_on_the_map_do_not_overlap_on_the_screen(
    size: tuple[int, int], filled_server: Server, window: Window
) -> None:
    window.page.set_viewport_size({"width": size[0], "height": size[1]})
    window.page.goto(f"{filled_server.url}/peta")
    areas(settled(window.page))
    window.page.wait_for_timeout(1500)  # the browser tells its size, the map is drawn for it
    areas(settled(window.page))
    boxes = window.page.evaluate(
        """() => [...document.querySelectorAll('.scattergeo text, g.scatterlayer text')]
        .filter(t => t.textContent.trim())
        .map(t => { const b = t.getBoundingClientRect();
                    return [t.textContent, b.left, b.top, b.right, b.bottom]; })"""
    )
    assert len(boxes) == 15
    for at, (name, left, top, right, bottom) in enumerate(boxes):
        for other, left2, top2, right2, bottom2 in boxes[:at]:
            apart = right <= left2 or right2 <= left or bottom <= top2 + 3 or bottom2 <= top + 3
            assert apart, (name, other)


def test_a_click_on_a_kecamatan_shows_its_desa_and_stands_in_the_link(
    filled_server: Server, window: Window
) -> None:
    page = window.page
    page.goto(f"{filled_server.url}/peta")
    areas(settled(page))
    name = page.locator("text").filter(has_text="Masamba").first.bounding_box()
    page.mouse.move(name["x"] + name["width"] / 2, name["y"] + name["height"] / 2)
    page.wait_for_timeout(300)  # plotly decides what is clicked when the pointer comes over it
    page.mouse.click(name["x"] + name["width"] / 2, name["y"] + name["height"] / 2)
    page.wait_for_function("() => location.search.includes('kecamatan=')")
    page.wait_for_function(
        f"() => document.querySelectorAll('{AREAS}').length > 0 "
        "&& document.querySelectorAll('[data-testid=stHeading]')[0].innerText.includes('desa')"
    )
    assert areas(settled(page)) > 15  # Masamba has 19 desa and kelurahan
    page.reload()
    settled(page)
    assert "desa" in page.get_by_test_id("stHeading").first.inner_text()


def test_a_filter_in_the_link_is_kept_on_the_next_page(
    filled_server: Server, window: Window
) -> None:
    page = window.page
    page.goto(f"{filled_server.url}/peta?periode=Februari+%28gelombang%29")
    areas(settled(page))
    assert "Februari 2025" in page.get_by_test_id("stCaptionContainer").first.inner_text()
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Ringkasan").click()
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stHeading]')?.innerText.includes('Februari')"
    )
