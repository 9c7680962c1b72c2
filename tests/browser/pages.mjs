// pages.mjs PAGES PICTURES: opens the pages as people do. Each is silent, asks for nothing but itself, and has nothing that axe
// objects to, light and dark, folded and unfolded; it can be sorted, filtered and walked through, by mouse, by keys, and, but for
// sorting and filtering, without JavaScript.
import { readFileSync, existsSync, statSync, writeFileSync } from "node:fs";
import { about, audit, check, done, open, pages, pictures, same, unfold } from "./browser.mjs";

// ---- silent, alone, and for everybody -----------------------------------------------------------------------------

// In the dark only the colours differ.
for (const name of ["set", "many", "hostile-one"]) {
	await open(name, {}, async (page) => {
		await unfold(page);
		await audit(page, "unfolded");
	});
	await open(name, { colorScheme: "dark" }, async (page) => {
		await unfold(page);
		await audit(page, "in the dark", "color-contrast");
	});
}
for (const name of ["one", "few", "many", "hostile"]) {
	await open(name, { viewport: { width: 390, height: 800 } }, async (page) => {
		await unfold(page);
		const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
		check(width <= 390, "a phone shows all of it without scrolling to the side", width);
		if (name === "few") await audit(page, "on a phone", "target-size");
	});
}

// ---- sorting ------------------------------------------------------------------------------------------------------

const column = (page, table, index) =>
	page.$$eval(`${table} tbody tr`, (rows, i) => rows.map((row) => row.cells[i].textContent.trim()), index);

await open("few", {}, async (page) => {
	const head = page.locator(".scores thead th").nth(2);
	const before = (await column(page, ".scores", 2)).map(Number);
	await head.getByRole("button").click();
	same(await head.getAttribute("aria-sort"), "descending", "a click on a number sorts from the largest");
	same(
		(await column(page, ".scores", 2)).map(Number),
		[...before].sort((a, b) => b - a),
		"the rows are in order",
	);
	await head.getByRole("button").click();
	same(await head.getAttribute("aria-sort"), "ascending", "another one turns it over");
	same(
		(await column(page, ".scores", 2)).map(Number),
		[...before].sort((a, b) => a - b),
		"the rows are turned over",
	);
	const name = page.locator(".scores thead th").first();
	await name.getByRole("button").click();
	same(await name.getAttribute("aria-sort"), "ascending", "names sort from A");
	same(await page.locator(".scores [aria-sort]").count(), 1, "one column at a time");
	const names = await column(page, ".scores", 0);
	same(names, [...names].sort(), "the names are in order");
});

const STANCES = ["reported", "opposed", "hedged", "affirmed"];
const STRENGTHS = ["tentative", "recommended", "declared", "binding"];
const weight = (label) => {
	const [stance, strength] = (label ?? "").split(", ");
	return label ? 1 + STANCES.indexOf(stance) * 4 + STRENGTHS.indexOf(strength) : 0;
};

await open("many", {}, async (page) => {
	const heads = await page.locator(".matrix thead th").allTextContents();
	const index = heads.indexOf("Privacy");
	check(index > 0, "there is a column for privacy");
	await page.locator(".matrix thead th").nth(index).getByRole("button").click();
	const labels = await page.$$eval(
		".matrix tbody tr",
		(rows, i) => rows.map((row) => row.cells[i].querySelector("svg")?.getAttribute("aria-label")),
		index,
	);
	const weights = labels.map(weight);
	check(weights[0] > weights.at(-1), "some texts say more of privacy than others", weights);
	same(
		weights,
		[...weights].sort((a, b) => b - a),
		"stances are sorted by stance, then by strength",
	);
});

// ---- filtering ----------------------------------------------------------------------------------------------------

const shown = (page) => page.locator(".matrix tbody tr:visible").count();

await open("many", {}, async (page) => {
	same(await shown(page), 16, "all texts at first");
	await page.getByLabel("Texts whose name has").fill("STRATEGY");
	same(await shown(page), 4, "texts by a part of their name");
	same(await page.locator(".tools output").textContent(), "4 of 16 rows shown", "the number is told");
	await page.getByLabel("Texts whose name has").fill("");
	await page.getByLabel("Topic").selectOption("human-rights");
	const columns = await page.locator(".matrix thead th:visible").count();
	check(columns > 3 && columns < 20, "the columns of a topic", columns);
	await page.getByLabel("Stance").selectOption("hedged");
	const hedged = await shown(page);
	check(hedged < 16, "rows with a stance", hedged);
	same(
		await page.locator(".matrix tbody tr:visible:not(:has(td:visible .h))").count(),
		0,
		"each of them has it in sight",
	);
});

await open("one", {}, async (page) => {
	const rows = await shown(page);
	await page.getByLabel("Topic").selectOption("sovereignty");
	const some = await shown(page);
	check(some > 0 && some < rows, "the rows of a topic", some);
	await page.getByLabel("Topic").selectOption("");
	await page.getByLabel("Stance").selectOption("absent");
	same(await page.locator(".matrix tbody tr:visible svg").count(), 0, "what is absent has no mark");
	await page.getByLabel("Positions whose title has").fill("no such thing");
	same(await shown(page), 0, "nothing fits");
});

// ---- from the words to the note and back --------------------------------------------------------------------------

const colour = (element, which) => element.evaluate((e, w) => getComputedStyle(e)[w], which);

const walk = async (page) => {
	const mark = page.locator(".text mark:not([class]):visible").first();
	check((await colour(mark, "backgroundColor")) !== "rgba(0, 0, 0, 0)", "evidence is tinted");
	const place = page.locator(".text a[id]:visible").last();
	const id = await place.getAttribute("id");
	const target = await place.getAttribute("href");
	await place.click();
	same(new URL(page.url()).hash, target, "the number leads to the note");
	check(await page.locator(`[id="${target.slice(1)}"]`).isVisible(), "the note is in sight");
	await page
		.locator(`[id="${target.slice(1)}"] a`)
		.first()
		.click();
	same(new URL(page.url()).hash, `#${id}`, "the note leads back");
	same(await page.evaluate((i) => document.querySelector(":target").id === i, id), true, "to the same place");
};

for (const name of ["one", "few", "hostile-one"]) await open(name, {}, walk);
await open("many", {}, async (page) => {
	check(!(await page.locator("[id='3e4']").isVisible()), "the texts are folded");
	await page.locator(".matrix tbody tr").nth(2).locator("td a").first().click();
	const hash = new URL(page.url()).hash;
	check(/^#3e[0-9]+$/.test(hash), "a mark of the table leads into its text", hash);
	check(await page.locator(`[id="${hash.slice(1)}"]`).isVisible(), "which unfolds");
	await walk(page);
});
await open("one", {}, async (page) => {
	await page.locator(".card summary").nth(1).click();
	const link = page.locator(".card[open] .points a[href^='#1e']").first();
	const href = await link.getAttribute("href");
	await link.click();
	check(await page.locator(`[id="${href.slice(1)}"]`).isVisible(), "a point leads to the words", href);
});
await open("one", { hash: "#1n3" }, async (page) => {
	same(await page.evaluate(() => document.querySelector(":target")?.id), "1n3", "an address leads to a note");
});

// ---- by keys alone ------------------------------------------------------------------------------------------------

const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim());
const tabTo = async (page, holds) => {
	for (let i = 0; i < 60; i++) {
		await page.keyboard.press("Tab");
		if (await page.evaluate(holds)) return true;
	}
	return false;
};

await open("few", {}, async (page) => {
	await page.keyboard.press("Tab");
	same(await focused(page), "Skip to the report", "the first key leads past the rest");
	check(
		(await page.evaluate(() => document.activeElement.getBoundingClientRect().top)) >= 0,
		"which is in sight then",
	);
	await page.keyboard.press("Enter");
	same(await page.evaluate(() => document.activeElement.id), "main", "and goes there");
	check(
		await tabTo(page, () => document.activeElement.matches(".scores th button")),
		"a head of a table can be reached",
	);
	const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
	same(outline, "solid", "what has the focus is seen");
	await page.keyboard.press("Enter");
	same(await page.locator(".scores [aria-sort]").count(), 1, "and sorts");
	check(await tabTo(page, () => document.activeElement.matches(".card summary")), "a card can be reached");
	await page.keyboard.press("Enter");
	same(await page.locator(".card[open]").count(), 1, "and unfolds");
	await page.keyboard.press("Tab");
	check(await page.evaluate(() => document.activeElement.matches(".card[open] a")), "what it holds comes next");
});

// ---- without JavaScript, and on paper -----------------------------------------------------------------------------

for (const name of ["one", "many"]) {
	await open(name, { javaScriptEnabled: false }, async (page) => {
		check(await page.locator("h1").isVisible(), "there is a page");
		same(await page.locator(".tools").count(), 0, "there is nothing that does nothing");
		const mark = page.locator(".matrix td a").first();
		const href = await mark.getAttribute("href");
		await mark.click();
		check(await page.locator(`[id="${href.slice(1)}"]`).isVisible(), "links lead into what is folded");
	});
}
await open("one", {}, async (page) => {
	await page.emulateMedia({ media: "print" });
	check(await page.locator(".card .points li").first().isVisible(), "what is folded is printed");
	check(!(await page.locator("nav").isVisible()), "what leads elsewhere is not");
	writeFileSync(`${pictures}/print.pdf`, await page.pdf({ format: "A4" }));
});

// ---- hostile texts ------------------------------------------------------------------------------------------------

for (const name of ["hostile", "hostile-one"]) {
	await open(name, {}, async (page) => {
		await unfold(page);
		await page.mouse.move(400, 400);
		await page.keyboard.press("Tab");
		same(await page.evaluate(() => window.ran ?? null), null, "nothing runs");
		same(await page.evaluate(() => document.scripts.length), 1, "there is one script");
		same(
			await page.evaluate(
				() => document.querySelectorAll("img, iframe, object, [onerror], [onload], [onfocus]").length,
			),
			0,
			"no markup of theirs",
		);
		same(
			await page.evaluate(() => [...document.links].filter((a) => !/^(file|https):/.test(a.href)).length),
			0,
			"no link that runs",
		);
		const text = await page.evaluate(() => document.documentElement.textContent);
		const turns = [...text].filter((c) => {
			const code = c.codePointAt(0);
			if (code < 0x20) return c !== "\n" && c !== "\t";
			return code === 0x7f || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
		});
		same(turns, [], "no character that turns or drives");
		check(text.includes("[U+202E]") && text.includes("[U+001B]"), "those are shown by their names");
		check(text.includes('<img src=x onerror="window.ran=2">'), "the text is there as it was written");
		same(await page.locator("#main").count(), 1, "no id of theirs");
	});
}

// ---- pictures -----------------------------------------------------------------------------------------------------

const picture = (name, file, options, act = async () => {}) =>
	open(name, options, async (page) => {
		await act(page);
		await page.screenshot({ path: `${pictures}/${file}.png` });
		check(statSync(`${pictures}/${file}.png`).size > 10000, "a picture is taken");
	});
const unfoldOne = (page) => page.locator(".card summary").nth(1).click();
const phone = { width: 390, height: 844 };
await picture("one", "light", {}, unfoldOne);
await picture("one", "dark", { colorScheme: "dark" }, unfoldOne);
await picture("one", "text", { hash: "#texts" });
await picture("one", "text-dark", { hash: "#texts", colorScheme: "dark" });
await picture("one", "phone", { viewport: phone });
await picture("one", "phone-text", { viewport: phone, hash: "#1e3" });
await picture("few", "few", { hash: "#positions" });
await picture("many", "many", { hash: "#positions" });

// ---- many real texts ----------------------------------------------------------------------------------------------

if (existsSync(`${pages}/corpus.html`)) {
	about("corpus");
	const texts = Number(readFileSync(`${pages}/corpus.size`, "utf8"));
	const size = statSync(`${pages}/corpus.html`).size;
	check(size < 1.5 * texts + 500000, "the page is hardly larger than its texts", `${size} bytes, texts ${texts}`);
	const times = [];
	for (let i = 0; i < 3; i++) {
		await open("corpus", {}, async (page) => {
			times.push(await page.evaluate(() => performance.getEntriesByType("navigation")[0].loadEventEnd));
		});
	}
	about("corpus");
	check(Math.min(...times) < 2000, "it opens in two seconds", times);
	console.log(`a hundred texts: ${size} bytes of ${texts}, opened in ${Math.round(Math.min(...times))} ms`);
}

await done();
