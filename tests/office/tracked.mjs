// Makes tracked.docx: tracked changes, comments, a footnote, numbering, a table, a text that is hidden. Run once with the
// library "docx" 9.5 or later beside it; tests use the file that was made.
//
//   npm install docx && node tracked.mjs
import { writeFileSync } from "node:fs";
import {
	AlignmentType, CommentRangeEnd, CommentRangeStart, CommentReference, DeletedTextRun, Document, ExternalHyperlink,
	FootnoteReferenceRun, HeadingLevel, InsertedTextRun, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow, Tab, TextRun,
} from "docx";

const change = (id) => ({ id, author: "A. Drafter", date: "2026-01-01T00:00:00Z" });
const item = (level, ...children) => new Paragraph({ numbering: { reference: "articles", level }, children });
const text = (words) => new TextRun(words);
const cell = (words) => new TableCell({ children: [new Paragraph(words)] });

const document = new Document({
	creator: "A. Drafter",
	comments: {
		children: [{ id: 0, author: "B. Reader", date: new Date("2026-01-02T00:00:00Z"),
			children: [new Paragraph("States shall never impose Internet shutdowns.")] }],
	},
	footnotes: {
		1: { children: [new Paragraph("International law applies to the use of information and communications technologies by States.")] },
	},
	numbering: {
		config: [{
			reference: "articles",
			levels: [
				{ level: 0, format: LevelFormat.DECIMAL, text: "Article %1.", alignment: AlignmentType.START },
				{ level: 1, format: LevelFormat.DECIMAL, text: "%1.%2", alignment: AlignmentType.START },
				{ level: 2, format: LevelFormat.LOWER_LETTER, text: "(%3)", alignment: AlignmentType.START },
			],
		}],
	},
	sections: [{
		children: [
			new Paragraph({ heading: HeadingLevel.TITLE, children: [text("Draft Code")] }),
			new Paragraph({ heading: HeadingLevel.HEADING_1, numbering: { reference: "articles", level: 0 }, children: [text("Rights")] }),
			item(1, text("Each State "), new DeletedTextRun({ text: "may", ...change(1) }),
				new InsertedTextRun({ text: "shall", ...change(2) }), text(" respect human rights online."),
				new FootnoteReferenceRun(1)),
			item(1, new CommentRangeStart(0), text("States shall "), new InsertedTextRun({ text: "not", ...change(3) }),
				text(":"), new CommentRangeEnd(0), new TextRun({ children: [new CommentReference(0)] })),
			item(2, text("attack the critical infrastructure of another State "),
				new TextRun({ children: [new Tab(), "by means of information and communications technologies;"] })),
			item(2, text("use "), new TextRun({ text: "proxies", bold: true }), text(" to commit internationally wrongful acts.")),
			new Paragraph({ heading: HeadingLevel.HEADING_1, numbering: { reference: "articles", level: 0 }, children: [text("Privacy")] }),
			item(1, text("States shall protect the right to "),
				new ExternalHyperlink({ link: "https://example.org/", children: [text("privacy")] }), text("."),
				new TextRun({ text: " States shall impose Internet shutdowns.", vanish: true })),
			item(1, new DeletedTextRun({ text: "The governance of the Internet should be multilateral.", ...change(4) })),
			new Table({ rows: [new TableRow({ children: [cell("Measure"), cell("Commitment")] }),
				new TableRow({ children: [cell("Contact"), cell("Each State shall establish a point of contact.")] })] }),
		],
	}],
});
writeFileSync("tracked.docx", await Packer.toBuffer(document));
