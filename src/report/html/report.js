/* What makes a page of HTML handier; whatever it holds can be read without. Everything is made from what is on the page. */
(() => {
	"use strict";

	const make = (name, properties = {}, children = []) => {
		const element = Object.assign(document.createElement(name), properties);
		element.append(...children);
		return element;
	};

	/* ---- sorting ---- */

	/* What a cell is sorted by: its mark of stance and strength, else its number, else its words. */
	const STANCES = "roha";

	const markOf = (cell) => cell.querySelector("use")?.getAttribute("href").slice(1) ?? "";

	const keyOf = (cell) => {
		const mark = markOf(cell);
		if (mark) return 1 + STANCES.indexOf(mark[0]) * 4 + Number(mark[1]);
		const text = cell.textContent.trim();
		if (text === "·" || text === "") return 0;
		const number = Number(text.replace("−", "-"));
		return cell.tagName === "TD" && !Number.isNaN(number) ? number : text.toLowerCase();
	};

	const compare = (a, b) => {
		if (typeof a === typeof b) return a < b ? -1 : a > b ? 1 : 0;
		return typeof a === "number" ? 1 : -1;
	};

	const sortBy = (table, head, column) => {
		const down = head.getAttribute("aria-sort") === "descending" ? "ascending" : "descending";
		const first = head.scope === "col" && column === 0 && !head.hasAttribute("aria-sort") ? "ascending" : down;
		for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
		head.setAttribute("aria-sort", first);
		const sign = first === "ascending" ? 1 : -1;
		const body = table.tBodies[0];
		const rows = [...body.rows].map((row) => [keyOf(row.cells[Math.min(column, row.cells.length - 1)]), row]);
		rows.sort((a, b) => sign * compare(a[0], b[0]));
		body.append(...rows.map((row) => row[1]));
	};

	for (const table of document.querySelectorAll("table.sortable")) {
		[...table.tHead.rows[0].cells].forEach((head, column) => {
			const button = make("button", { type: "button" }, [...head.childNodes]);
			button.addEventListener("click", () => sortBy(table, head, column));
			head.append(button);
		});
	}

	/* ---- filtering ---- */

	const choice = (label, options) => {
		const select = make(
			"select",
			{},
			options.map(([value, text]) => make("option", { value }, [text])),
		);
		return [make("label", {}, [label, select]), select];
	};

	const filterable = (table) => {
		const heads = [...table.tHead.rows[0].cells];
		const rows = [...table.tBodies[0].rows];
		const byColumn = heads.some((head) => head.dataset.topic);
		const topicOf = (element) => element.dataset.topic ?? "";
		const topics = [...new Set((byColumn ? heads : rows).map(topicOf).filter(Boolean))].sort();

		const words = make("input", { type: "search" });
		const [topicLabel, topic] = choice("Topic", [["", "all"], ...topics.map((t) => [t, t.replaceAll("-", " ")])]);
		const [stanceLabel, stance] = choice("Stance", [
			["", "any"],
			["a", "affirmed"],
			["h", "hedged"],
			["o", "opposed"],
			["r", "reported"],
			["-", "absent"],
		]);
		const status = make("output", { className: "aside" });

		const fits = (row, columns) => {
			if (!row.cells[0].textContent.toLowerCase().includes(words.value.trim().toLowerCase())) return false;
			if (!byColumn && topic.value && topicOf(row) !== topic.value) return false;
			if (!stance.value) return true;
			return columns.some((column) => {
				const cell = row.cells[column];
				return !cell.matches(".topic") && (markOf(cell)[0] ?? "-") === stance.value;
			});
		};

		const apply = () => {
			const columns = [];
			heads.forEach((head, column) => {
				const hidden = byColumn && column > 0 && topic.value !== "" && topicOf(head) !== topic.value;
				head.hidden = hidden;
				for (const row of rows) row.cells[column].hidden = hidden;
				if (!hidden && column > 0) columns.push(column);
			});
			let shown = 0;
			for (const row of rows) {
				row.hidden = !fits(row, columns);
				if (!row.hidden) shown++;
			}
			status.textContent = `${shown} of ${rows.length} rows shown`;
		};

		const tools = make("div", { className: "tools" }, [
			make("label", {}, [byColumn ? "Texts whose name has" : "Positions whose title has", words]),
			topicLabel,
			stanceLabel,
			status,
		]);
		tools.setAttribute("role", "group");
		tools.setAttribute("aria-label", "Filter the table");
		for (const input of [words, topic, stance]) input.addEventListener("input", apply);
		table.closest(".scroll").before(tools);
	};

	for (const table of document.querySelectorAll("table.filterable")) filterable(table);

	/* ---- links into what is folded ---- */

	const reveal = () => {
		const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
		if (!target) return;
		let opened = false;
		for (let at = target.closest("details"); at; at = at.parentElement.closest("details")) {
			opened ||= !at.open;
			at.open = true;
		}
		if (opened) target.scrollIntoView();
	};
	window.addEventListener("hashchange", reveal);
	reveal();

	/* ---- all at once ---- */

	for (const section of document.querySelectorAll("[data-fold]")) {
		const all = () => [...section.querySelectorAll(section.dataset.fold)];
		const button = (text, open) => {
			const made = make("button", { type: "button" }, [text]);
			made.addEventListener("click", () => all().forEach((details) => (details.open = open)));
			return made;
		};
		const tools = make("div", { className: "tools" }, [button("Unfold all", true), button("Fold all", false)]);
		section.querySelector("h2, h3, h4").after(tools);
	}
})();
