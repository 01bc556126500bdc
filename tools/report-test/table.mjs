import { htmlReport } from "../../dist/src/report/html/html-report.js";
import { everyPanel, someDraws } from "../../test/report/html/every-panel.ts";

/** The table of draws under the hand of somebody who has no mouse. */
export async function checkTable(browser, check) {
  const draws = someDraws((number) => ({
    reply: `Reply number ${number}, at length.\n\nDECISION: HOLD`,
    reasoning: number === 3 ? "It may be a test." : null,
  }));
  const html = await htmlReport({ verdict: everyPanel(), draws });
  const { page, seen, close } = await browser.open(html);
  const count = () => page.locator("#draw-count").textContent();
  const column = (place) => page.locator(`#draw-table tbody tr > :nth-child(${place})`).allTextContents();
  check("all draws are there at first", (await count()) === "1 to 24 of 24 draws", await count());

  await page.selectOption('[data-filter="label"]', { label: "chose" });
  const labels = await column(5);
  check("a filter leaves the draws of that label", labels.length === 8 && labels.every((label) => label === "chose"), labels.join());
  await page.fill("#draw-search", "NUMBER 11,");
  await page.waitForFunction(() => document.getElementById("draw-count").textContent.includes("of 2 "));
  check("a search reads the replies, whatever their case", (await count()) === "1 to 2 of 2 draws", await count());
  await page.fill("#draw-search", "there is no such word");
  await page.waitForFunction(() => document.getElementById("draw-count").textContent.startsWith("no draw"));
  check("and says where no draw is left", (await column(1)).length === 0);
  await page.click("#draw-reset");
  check("one button takes all filters back", (await count()) === "1 to 24 of 24 draws", await count());

  const sorter = page.locator('th[data-sort="draw"] button');
  await sorter.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  const numbers = (await column(7)).map(Number);
  const sorted = numbers.toSorted((one, other) => other - one);
  const told = await page.locator('th[data-sort="draw"]').getAttribute("aria-sort");
  check(
    "Enter on a heading sorts, once more turns it round, and says so",
    told === "descending" && numbers.join() === sorted.join(),
    `${told} ${numbers}`,
  );

  const first = page.locator("#draw-table tbody tr .open").first();
  await first.focus();
  await page.keyboard.press("Space");
  const detail = await page.locator("#draw-table tr.detail").first().textContent();
  check("Space opens a draw", (await first.getAttribute("aria-expanded")) === "true" && detail.includes("DECISION: HOLD"), detail);
  const mark = await page.locator("#draw-table tr.detail mark").first().textContent();
  check("with the words marked that the label rests on", mark === "DECISION: HOLD", mark);
  await page.keyboard.press("Space");
  check("and closes it", (await page.locator("#draw-table tr.detail").count()) === 0);

  const reached = await tabbed(page, 90);
  const wanted = ["A", "SUMMARY", "SELECT", "INPUT", "BUTTON"];
  check(
    "Tab reaches links, folded figures, filters and rows",
    wanted.every((name) => reached.includes(name)),
    reached.join(" "),
  );
  check("the page asks for nothing and reports no error", seen.requests.length + seen.errors.length === 0, JSON.stringify(seen));
  await close();
}

/** Names of the elements that Tab comes by. */
async function tabbed(page, times) {
  const names = new Set();
  await page.evaluate(() => document.activeElement.blur());
  for (let at = 0; at < times; at += 1) {
    await page.keyboard.press("Tab");
    names.add(await page.evaluate(() => document.activeElement.tagName));
  }
  return [...names];
}
