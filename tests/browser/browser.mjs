// What pages.mjs and drafts.mjs share: a browser, pages that are silent and alone in it, and counted checks.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { chromium } from "playwright-core";

export const [pages, pictures] = process.argv.slice(2).map((path) => resolve(path));
const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
	args: ["--no-sandbox"],
});

let passed = 0;
let failed = 0;
let what = "";

// What the checks to come are about.
export const about = (name) => (what = name);

export const check = (holds, name, got = "") => {
	if (holds) passed++;
	else {
		failed++;
		console.log(`failed: ${what}: ${name} ${got}`);
	}
};
export const same = (got, wanted, name) =>
	check(
		JSON.stringify(got) === JSON.stringify(wanted),
		name,
		`got ${JSON.stringify(got)}, wanted ${JSON.stringify(wanted)}`,
	);

// Opens a page, does something with it, and checks that meanwhile it was silent and alone.
export const open = async (name, options, act) => {
	what = `${name} ${JSON.stringify(options)}`;
	const { hash = "", ...settings } = options;
	const address = `file://${pages}/${name}.html`;
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...settings });
	context.setDefaultTimeout(60000);
	const page = await context.newPage();
	const told = [];
	const asked = [];
	page.on("console", (message) => told.push(message.text()));
	page.on("pageerror", (error) => told.push(error.message));
	page.on("dialog", (dialog) => told.push(`a dialog: ${dialog.message()}`) && dialog.dismiss());
	await context.route("**", (route) => {
		if (route.request().url().split("#")[0] === address) return route.continue();
		asked.push(route.request().url());
		return route.abort();
	});
	await page.goto(address + hash);
	try {
		await act(page);
	} catch (error) {
		check(false, "it can be used", error.message);
	}
	same(told, [], "the console is silent");
	same(asked, [], "nothing is asked for");
	await context.close();
};

// What is not in sight is not laid out, so nobody could tell how large it is.
export const unfold = (page) =>
	page.evaluate(() => {
		document.querySelectorAll("details").forEach((d) => (d.open = true));
		document.querySelectorAll("section, article").forEach((e) => (e.style.contentVisibility = "visible"));
	});

// All that axe knows, or one rule of it.
export const audit = async (page, state, rule = "") => {
	const violations = await page.evaluate(
		async ([source, only]) => {
			if (!window.axe) new Function(source).call(window);
			const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
			const runOnly = only ? { type: "rule", values: [only] } : { type: "tag", values: tags };
			const result = await window.axe.run(document, { runOnly, resultTypes: ["violations"] });
			return result.violations.map(
				(v) => `${v.id}: ${v.help} (${v.nodes.length}: ${v.nodes[0].html.slice(0, 160)})`,
			);
		},
		[axe, rule],
	);
	same(violations, [], `axe, ${state}`);
};

// The last line, and the end.
export const done = async () => {
	await browser.close();
	console.log(`${passed} passed, ${failed} failed`);
	process.exit(failed ? 1 : 0);
};
