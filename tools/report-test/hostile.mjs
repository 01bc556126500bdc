import { htmlReport } from "../../dist/src/report/html/html-report.js";
import { everywhere } from "../../test/report/everywhere.ts";
import { everyPanel, someDraws } from "../../test/report/html/every-panel.ts";
import { PAYLOADS } from "../../test/report/html/payloads.ts";

/** Two hundred pages in which every word from outside is hostile: those of the verdict, and all that a model wrote. */
export async function checkHostile(browser, check) {
  const wanted = await outlineOf(browser, "word");
  const seen = { dialogs: [], requests: [], errors: [], foreign: [], moved: [] };
  for (const payload of PAYLOADS) {
    const found = await outlineOf(browser, payload);
    const named = (what) => `${JSON.stringify(payload).slice(0, 90)}: ${what}`;
    for (const kind of ["dialogs", "requests", "errors"]) seen[kind].push(...found[kind].map(named));
    if (found.outline !== wanted.outline) seen.foreign.push(named(difference(found.outline, wanted.outline)));
    if (found.isMoved) seen.moved.push(named("another address or title"));
  }
  const none = (sentence, kind) =>
    check(`${PAYLOADS.length} hostile pages: ${sentence}`, seen[kind].length === 0, seen[kind].slice(0, 5).join("\n     "));
  check("there are two hundred of them", new Set(PAYLOADS).size === 200, String(new Set(PAYLOADS).size));
  none("no dialog opens", "dialogs");
  none("nothing is asked for", "requests");
  none("no error, and nothing that the policy had to stop", "errors");
  none("the page has the nodes and attributes of a harmless one, and no other", "foreign");
  none("the address stays", "moved");
}

async function outlineOf(browser, payload) {
  const hostile = { reply: payload, reasoning: payload, fault: payload.slice(0, 400), pair: payload.slice(0, 300) };
  const draws = someDraws(() => ({ ...hostile, servedModel: payload.slice(0, 200), provider: payload.slice(0, 200) }));
  const html = await htmlReport({ verdict: everywhere(everyPanel(), payload), draws });
  const { page, seen, close } = await browser.open(html);
  await page.evaluate(() => {
    for (const one of document.querySelectorAll("details")) one.open = true;
    for (const one of document.querySelectorAll("#draw-table .open")) one.click();
    document.querySelector("th[data-sort=label] button").click();
    for (const one of document.querySelectorAll("#draw-table .open")) one.click();
  });
  const outline = await page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .filter(({ tagName }) => tagName !== "BR")
      .map((element) => `${element.tagName} ${element.getAttributeNames().toSorted().join(" ")}`)
      .join("\n"),
  );
  const isMoved = await page.evaluate(() => !location.href.endsWith("/report.html") || !document.title.startsWith("gyges "));
  await close();
  return { ...seen, outline, isMoved };
}

function difference(one, other) {
  const [lines, wanted] = [one.split("\n"), other.split("\n")];
  const at = lines.findIndex((line, place) => line !== wanted[place]);
  return `node ${at} is ${lines[at]}, wanted ${wanted[at]}; ${lines.length} nodes, wanted ${wanted.length}`;
}
