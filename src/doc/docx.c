/* doc/docx.c - the Word reader: opens the archive, finds the parts, and has them read in the order that they need each other:
 * styles, numbering, notes, body. Headers, footers, comments and pictures are left out. */
#include "doc/docx.h"

#include "diag/codes.h"
#include "doc/readers.h"
#include "doc/zip.h"

/* ---- names of elements --------------------------------------------------------------------------------------- */

static const struct {
	const char *name;
	docx_tag tag;
} words[] = {{"abstractNum", DOCX_ABSTRACT_NUM}, {"abstractNumId", DOCX_ABSTRACT_NUM_ID}, {"altChunk", DOCX_ALT_CHUNK},
	{"basedOn", DOCX_BASED_ON}, {"br", DOCX_BR}, {"cellDel", DOCX_CELL_DEL}, {"cellIns", DOCX_CELL_INS},
	{"cr", DOCX_CR}, {"del", DOCX_DEL}, {"delText", DOCX_DEL_TEXT}, {"dstrike", DOCX_DSTRIKE},
	{"endnote", DOCX_ENDNOTE}, {"endnoteReference", DOCX_ENDNOTE_REFERENCE}, {"fldChar", DOCX_FLD_CHAR},
	{"footnote", DOCX_FOOTNOTE}, {"footnoteReference", DOCX_FOOTNOTE_REFERENCE}, {"framePr", DOCX_FRAME_PR},
	{"gridCol", DOCX_GRID_COL}, {"ilvl", DOCX_ILVL}, {"ind", DOCX_IND}, {"ins", DOCX_INS}, {"isLgl", DOCX_IS_LGL},
	{"lastRenderedPageBreak", DOCX_LAST_PAGE_BREAK}, {"lvl", DOCX_LVL}, {"lvlOverride", DOCX_LVL_OVERRIDE},
	{"lvlRestart", DOCX_LVL_RESTART}, {"lvlText", DOCX_LVL_TEXT}, {"moveFrom", DOCX_MOVE_FROM}, {"moveTo", DOCX_MOVE_TO},
	{"name", DOCX_NAME}, {"noBreakHyphen", DOCX_NO_BREAK_HYPHEN}, {"num", DOCX_NUM}, {"numFmt", DOCX_NUM_FMT},
	{"numId", DOCX_NUM_ID}, {"numStyleLink", DOCX_NUM_STYLE_LINK}, {"numberingChange", DOCX_TABLE_CHANGE},
	{"outlineLvl", DOCX_OUTLINE_LVL}, {"p", DOCX_P}, {"pPr", DOCX_PPR}, {"pPrChange", DOCX_PPR_CHANGE},
	{"pStyle", DOCX_P_STYLE}, {"ptab", DOCX_TAB}, {"r", DOCX_R}, {"rPr", DOCX_RPR}, {"rPrChange", DOCX_RPR_CHANGE},
	{"rStyle", DOCX_R_STYLE}, {"rt", DOCX_RUBY_TEXT}, {"sdt", DOCX_SDT}, {"sdtContent", DOCX_SDT_CONTENT},
	{"sdtPr", DOCX_SDT_PR}, {"sectPr", DOCX_SECT_PR}, {"showingPlcHdr", DOCX_PLACEHOLDER},
	{"softHyphen", DOCX_SOFT_HYPHEN}, {"start", DOCX_START}, {"startOverride", DOCX_START_OVERRIDE},
	{"strike", DOCX_STRIKE}, {"style", DOCX_STYLE}, {"subDoc", DOCX_SUB_DOC}, {"sym", DOCX_SYM}, {"t", DOCX_T},
	{"tab", DOCX_TAB}, {"tbl", DOCX_TBL}, {"tblGridChange", DOCX_TABLE_CHANGE}, {"tblPrChange", DOCX_TABLE_CHANGE},
	{"tblPrExChange", DOCX_TABLE_CHANGE}, {"tc", DOCX_TC}, {"tcPrChange", DOCX_TABLE_CHANGE}, {"trPr", DOCX_TR_PR},
	{"trPrChange", DOCX_TABLE_CHANGE}, {"txbxContent", DOCX_TXBX_CONTENT}, {"vanish", DOCX_VANISH}};

static const nl_xml_tag others[] = {
	{"http://schemas.openxmlformats.org/markup-compatibility/2006", "AlternateContent", DOCX_ALTERNATE},
	{"http://schemas.openxmlformats.org/markup-compatibility/2006", "Choice", DOCX_CHOICE},
	{"http://schemas.openxmlformats.org/markup-compatibility/2006", "Fallback", DOCX_FALLBACK},
	{"http://schemas.openxmlformats.org/officeDocument/2006/math", "t", DOCX_MATH_TEXT},
	{"http://purl.oclc.org/ooxml/officeDocument/math", "t", DOCX_MATH_TEXT},
	{"http://schemas.openxmlformats.org/package/2006/relationships", "Relationship", DOCX_RELATIONSHIP},
};

static void make_tags(nl_xml_tags *tags)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const nl_xml_tag both[] = {{DOCX_TRANSITIONAL, words[i].name, words[i].tag},
			{DOCX_STRICT, words[i].name, words[i].tag}};
		nl_xml_tags_add(tags, both, 2);
	}
	nl_xml_tags_add(tags, others, sizeof others / sizeof *others);
}

const nl_xml_tags *docx_tags(void)
{
	static _Atomic(nl_xml_tags *) tags;
	return nl_xml_tags_once(&tags, make_tags);
}

/* ---- the whole ----------------------------------------------------------------------------------------------- */

/* Whether there is a part that the document names. One that is missing is told: what it said is. */
static bool has_part(const docx_document *doc, nl_zip *zip, nl_str part)
{
	if (part.len == 0 || nl_zip_has(zip, part)) return part.len > 0;
	nl_sink_add(doc->file->sink, NL_WARNING, NL_CODE_NAME(D0711), (nl_label){0},
		"'" NL_FMT "' is damaged: its part '" NL_FMT "' is missing", NL_ARG(doc->file->name), NL_ARG(part));
	return false;
}

static bool read_definitions(docx_document *doc, nl_zip *zip, const docx_parts *parts)
{
	nl_str bytes;
	const nl_input_file *file = doc->file;
	doc->styles.standard = NL_NONE;
	if (has_part(doc, zip, parts->styles))
		if (!docx_read_part(zip, parts->styles, &doc->arena, &bytes) ||
			!docx_styles_read(&doc->styles, file, parts->styles, bytes))
			return false;
	if (!has_part(doc, zip, parts->numbering)) return true;
	if (!docx_read_part(zip, parts->numbering, &doc->arena, &bytes)) return false;
	doc->numbering = docx_numbering_read(file, parts->numbering, bytes, &doc->styles);
	return doc->numbering != NULL;
}

static bool read_notes(docx_document *doc, nl_zip *zip, nl_str part, nl_map *notes)
{
	nl_str bytes;
	if (!has_part(doc, zip, part)) return true;
	return docx_read_part(zip, part, &doc->arena, &bytes) && docx_story_read(doc, part, bytes, notes);
}

static bool read_texts(docx_document *doc, nl_zip *zip, const docx_parts *parts)
{
	nl_str bytes;
	if (!read_notes(doc, zip, parts->footnotes, &doc->footnotes)) return false;
	if (!read_notes(doc, zip, parts->endnotes, &doc->endnotes)) return false;
	nl_rendition_page(doc->rendition, 1);
	if (!docx_read_part(zip, parts->body, &doc->arena, &bytes)) return false;
	if (!docx_story_read(doc, parts->body, bytes, NULL)) return false;
	if (doc->pages == 0) nl_vec_clear(&doc->rendition->pages); /* not that there is but one: nobody counted */
	if (!doc->has_unread) return true;
	return nl_input_refuse(doc->file, NL_CODE_NAME(D0715), "it takes in other files, which normlint does not read");
}

static void release(docx_document *doc)
{
	for (uint32_t i = 0; i < doc->notes.len; i++) nl_paras_release(&doc->notes.at[i]);
	nl_vec_release(&doc->notes);
	docx_styles_release(&doc->styles);
	docx_numbering_free(doc->numbering);
	nl_map_release(&doc->footnotes);
	nl_map_release(&doc->endnotes);
	nl_arena_release(&doc->arena);
}

/* Word and its kin keep a document with a password in an OLE container. */
static const char ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

static bool is_encrypted(nl_str bytes)
{
	static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
	return nl_str_starts(bytes, nl_str_of(ole)) && nl_str_find(bytes, (nl_str){name, sizeof name - 1}) != SIZE_MAX;
}

bool nl_docx_recognizes(nl_str bytes)
{
	return nl_zip_kind_of(bytes) == NL_ZIP_WORD || is_encrypted(bytes);
}

bool nl_docx_read(const nl_input_file *file, nl_rendition *rendition)
{
	if (is_encrypted(file->bytes)) return nl_input_refuse(file, NL_CODE_NAME(D0712), "it is encrypted with a password");
	nl_zip *zip = nl_zip_open(file);
	if (!zip) return false;
	docx_document doc = {.file = file, .rendition = rendition};
	docx_parts parts = {0};
	bool fine = docx_find_parts(file, zip, &parts, &doc.arena) && read_definitions(&doc, zip, &parts) &&
		read_texts(&doc, zip, &parts);
	release(&doc);
	nl_zip_free(zip);
	return fine;
}
