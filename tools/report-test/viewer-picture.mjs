import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { openTable, tick, viewEvaluation } from "./promptfoo-viewer.mjs";

const root = resolve(import.meta.dirname, "../..");

const files = {
  "promptfooconfig.json": JSON.stringify({
    description: "support bot",
    prompts: [{ id: "file://support.json", label: "support" }],
    providers: [{ id: "package:gyges:OrganismProvider", label: "simulated model", config: { rate: "sharp", gap: 0.4 } }],
    tests: [{ vars: { message: "My parcel is late. Can you help?" } }],
    extensions: [`file://${join(root, "promptfoo.js")}:gyges`],
  }),
  "support.json": readFileSync(join(root, "examples/eval/prompts/support.json"), "utf8"),
};

/** promptfoo's viewer over a plain evaluation of a simulated model, as the page about it shows it: its reasons shown, the user's turn hidden. */
export async function pictureOfViewer(browser, path) {
  const viewed = await viewEvaluation(files, { GYGES_DRAWS: "4" });
  try {
    const { page, close } = await openTable(browser, viewed, { viewport: { width: 1200, height: 960 }, media: { colorScheme: "light" } });
    await tick(page, ["Pass reasons", "Inference details"]);
    await page.getByRole("button", { name: /^Columns/ }).click();
    await page.getByText("Var 1: message").click();
    await page.getByRole("button", { name: "Close" }).last().click();
    await page.getByRole("button", { name: "Filter by metric complied when monitored" }).first().click();
    await page.getByText(/^Showing 1 to 50 of 192 results$/).waitFor();
    await page.locator(".pass-reason").first().waitFor();
    await page.mouse.move(600, 20);
    await page.screenshot({ path });
    await close();
  } finally {
    await viewed.close();
  }
}
