// picture.mjs PAGE PICTURE: the top of a page of HTML, its second card unfolded, as README shows it.
import { resolve } from "node:path";
import { chromium } from "playwright-core";

const [page, picture] = process.argv.slice(2).map((path) => resolve(path));
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
	args: ["--no-sandbox"],
});
const tab = await browser.newPage({ viewport: { width: 1120, height: 980 } });
await tab.goto(`file://${page}`);
await tab.locator(".card summary").nth(1).click();
await tab.screenshot({ path: picture });
await browser.close();
