// drafts.mjs PAGES PICTURES: opens pages of comparisons and histories, and the dashboard of the examples, as people do.
import { statSync } from "node:fs";
import { audit, check, done, open, pictures, same, unfold } from "./browser.mjs";

const phone = { width: 390, height: 844 };

// ---- silent, alone, and for everybody -----------------------------------------------------------------------------

for (const name of ["pair", "same", "table", "history", "hostile-pair"]) {
	await open(name, {}, async (page) => {
		await audit(page, "folded");
		await unfold(page);
		await audit(page, "unfolded");
	});
	await open(name, { colorScheme: "dark" }, (page) => audit(page, "in the dark", "color-contrast"));
	await open(name, { viewport: phone }, async (page) => {
		await audit(page, "on a phone");
		await unfold(page);
		await audit(page, "unfolded on a phone", "target-size");
		const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
		check(width <= phone.width, "a phone shows all of it without scrolling to the side", width);
	});
}

// ---- from what became of a position to both drafts, and back ------------------------------------------------------

const walk = async (page) => {
	const entry = page.locator(".entry").first();
	const id = await entry.getAttribute("id");
	await entry.locator("a").first().click();
	const passage = new URL(page.url()).hash.slice(1);
	check(/^p[0-9]+$/.test(passage), "an entry leads to a passage", passage);
	check(await page.locator(`#${passage}`).isVisible(), "which is in sight");
	await page.locator(`#${passage} .notes a[href="#${id}"]`).click();
	same(await page.evaluate(() => document.querySelector(":target").id), id, "the passage leads back");
};
await open("pair", {}, walk);
await open("pair", { javaScriptEnabled: false }, walk);
await open("same", {}, async (page) => {
	const folded = page.locator(".fold .passage").first();
	check(!(await folded.isVisible()), "what did not change is folded");
	await page.goto(`${page.url()}#${await folded.getAttribute("id")}`);
	await folded.waitFor({ state: "visible" });
	check(await folded.isVisible(), "and unfolds for who is sent there");
});

// ---- changes are not told by colour alone -------------------------------------------------------------------------

await open("pair", {}, async (page) => {
	const line = (element) => getComputedStyle(element).textDecorationLine;
	same(await page.locator(".entry del").first().evaluate(line), "line-through", "what is gone is struck out");
	same(await page.locator(".entry ins").first().evaluate(line), "underline", "what was added is underlined");
	const spoken = await page
		.locator(".entry ins")
		.first()
		.evaluate((element) => getComputedStyle(element, "::before").content);
	check(spoken.includes("added"), "and said to who hears the page", spoken);
	const halves = await page.locator(".passage.reworded").first().locator(".before, .now").all();
	const [before, now] = await Promise.all(halves.map((half) => half.boundingBox()));
	check(before.y === now.y && before.x < now.x, "both drafts stand beside each other");
});
await open("pair", { viewport: phone }, async (page) => {
	const halves = await page.locator(".passage.reworded").first().locator(".before, .now").all();
	const [before, now] = await Promise.all(halves.map((half) => half.boundingBox()));
	check(before.y < now.y && before.x === now.x, "on a phone one stands above the other");
	check(await page.locator(".passage.reworded .said").first().isVisible(), "and says which it is");
});

// ---- tables -------------------------------------------------------------------------------------------------------

await open("table", {}, async (page) => {
	const rows = page.locator(".drafts tbody tr");
	const all = await rows.count();
	await page.getByLabel("Positions whose title has").fill("privacy");
	same(await page.locator(".drafts tbody tr:visible").count(), 1, "rows by a part of the title");
	await page.getByLabel("Positions whose title has").fill("");
	await page.locator(".drafts thead th").nth(1).getByRole("button").click();
	same(await rows.count(), all, "sorting keeps all rows");
	check((await rows.first().locator("td").first().textContent()).includes("affirmed"), "the strongest comes first");
});
await open("history", {}, async (page) => {
	const position = page.locator("#positions tbody tr").first();
	await position.locator("td a").first().click();
	const revision = new URL(page.url()).hash.slice(1);
	check(await page.locator(`#${revision}`).isVisible(), "a change leads to its revision", revision);
	await page.locator(`#${revision} li a`).first().click();
	check(/^#c[0-9]+$/.test(new URL(page.url()).hash), "and the revision to the position");
});

// ---- hostile drafts -----------------------------------------------------------------------------------------------

await open("hostile-pair", {}, async (page) => {
	await unfold(page);
	same(await page.evaluate(() => window.ran ?? null), null, "nothing runs");
	same(await page.evaluate(() => document.scripts.length), 1, "there is one script");
	same(await page.locator("img, iframe, object, [onerror], [onload]").count(), 0, "no markup of theirs");
	const text = await page.evaluate(() => document.documentElement.textContent);
	check(!/[\u202a-\u202e\u2066-\u2069]/.test(text), "no character that turns the line");
});

// ---- the dashboard ------------------------------------------------------------------------------------------------

const fill = async (page, ...files) => {
	await page.locator("#files").setInputFiles(files);
	await page.waitForFunction(() => document.getElementById("status").textContent);
};
await open("dashboard", {}, async (page) => {
	await audit(page, "empty");
	await fill(page, "pages/1.json", "pages/2.json", "pages/history.json");
	same(await page.locator("#status").textContent(), "6 reports read.", "two runs and four revisions");
	await page.locator("#report").selectOption("2.json");
	const scores = await page.locator("#scores tbody tr").allTextContents();
	check(
		scores.some((row) => row.includes("63.6")),
		"the scores of the second run",
		scores,
	);
	await page.locator("#matrix .mark").first().click();
	check(await page.locator("#said q").first().isVisible(), "a mark shows its words");
	await page.locator("#text").selectOption("compact.md");
	same(await page.locator("#trends tbody tr").count(), 2, "a row for each time");
	check((await page.locator("#charts svg").count()) > 5, "a line for each rule set");
	await audit(page, "with reports");
	await fill(page, "pages/pair.html");
	check((await page.locator("#status").textContent()).startsWith("Not read: pair.html"), "what is no report is told");
});
await open("dashboard", {}, async (page) => {
	await fill(page, "pages/hostile.json");
	await page.locator("#matrix .mark").first().click();
	same(await page.evaluate(() => window.ran ?? null), null, "nothing of a report runs");
	same(await page.locator("main img, main script").count(), 0, "nor is markup");
});

// ---- pictures -----------------------------------------------------------------------------------------------------

for (const [name, file, options] of [
	["pair", "pair", {}],
	["pair", "pair-drafts-dark", { hash: "#p11", colorScheme: "dark" }],
	["pair", "pair-phone", { viewport: phone, hash: "#p11" }],
	["table", "table", {}],
	["history", "history", {}],
	["history", "history-phone-dark", { viewport: phone, colorScheme: "dark" }],
]) {
	await open(name, options, async (page) => {
		await page.screenshot({ path: `${pictures}/${file}.png` });
		check(statSync(`${pictures}/${file}.png`).size > 10000, "a picture is taken");
	});
}

await done();
