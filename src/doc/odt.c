/* doc/odt.c - the OpenDocument reader: an archive of parts (.odt), or all in one XML file (.fodt). Headers, footers, comments
 * and pictures are left out. */
#include "doc/odt.h"

#include "diag/codes.h"
#include "doc/readers.h"
#include "doc/zip.h"

enum { HEAD = 8192 }; /* bytes in which a flat file says what it is */

/* ---- names of elements --------------------------------------------------------------------------------------- */

#define SPACE "urn:oasis:names:tc:opendocument:xmlns:"
#define OFFICE SPACE "office:1.0"
#define TEXT SPACE "text:1.0"
#define STYLE SPACE "style:1.0"
#define TABLE SPACE "table:1.0"
#define DRAW SPACE "drawing:1.0"
#define SVG SPACE "svg-compatible:1.0"

static const nl_xml_tag names[] = {{OFFICE, "annotation", ODT_ANNOTATION},
	{OFFICE, "automatic-styles", ODT_AUTOMATIC_STYLES}, {OFFICE, "text", ODT_BODY_TEXT},
	{OFFICE, "forms", ODT_LEFT_OUT}, {OFFICE, "scripts", ODT_LEFT_OUT}, {OFFICE, "binary-data", ODT_LEFT_OUT},
	{OFFICE, "meta", ODT_LEFT_OUT}, {OFFICE, "settings", ODT_LEFT_OUT}, {OFFICE, "event-listeners", ODT_LEFT_OUT},
	{OFFICE, "master-styles", ODT_MASTER_STYLES}, {TEXT, "change", ODT_CHANGE},
	{TEXT, "changed-region", ODT_CHANGED_REGION}, {TEXT, "change-end", ODT_CHANGE_END},
	{TEXT, "change-start", ODT_CHANGE_START}, {TEXT, "table-of-content", ODT_CONTENTS},
	{TEXT, "illustration-index", ODT_CONTENTS}, {TEXT, "table-index", ODT_CONTENTS},
	{TEXT, "object-index", ODT_CONTENTS}, {TEXT, "user-index", ODT_CONTENTS}, {TEXT, "alphabetical-index", ODT_CONTENTS},
	{TEXT, "deletion", ODT_DELETION}, {TEXT, "insertion", ODT_INSERTION}, {TEXT, "h", ODT_H}, {TEXT, "p", ODT_P},
	{TEXT, "hidden-paragraph", ODT_HIDDEN_PARAGRAPH}, {TEXT, "hidden-text", ODT_HIDDEN_TEXT},
	{TEXT, "note-citation", ODT_LEFT_OUT}, {TEXT, "ruby-text", ODT_LEFT_OUT}, {TEXT, "placeholder", ODT_LEFT_OUT},
	{TEXT, "script", ODT_LEFT_OUT}, {TEXT, "list-level-style-bullet", ODT_LEVEL_BULLET},
	{TEXT, "list-level-style-image", ODT_LEVEL_BULLET}, {TEXT, "list-level-style-number", ODT_LEVEL_NUMBER},
	{TEXT, "outline-level-style", ODT_LEVEL_NUMBER}, {TEXT, "line-break", ODT_LINE_BREAK}, {TEXT, "list", ODT_LIST},
	{TEXT, "list-header", ODT_LIST_HEADER}, {TEXT, "list-item", ODT_LIST_ITEM}, {TEXT, "list-style", ODT_LIST_STYLE},
	{TEXT, "note-body", ODT_NOTE_BODY}, {TEXT, "numbered-paragraph", ODT_NUMBERED_PARAGRAPH},
	{TEXT, "outline-style", ODT_OUTLINE_STYLE}, {TEXT, "s", ODT_S}, {TEXT, "section", ODT_SECTION},
	{TEXT, "section-source", ODT_SECTION_SOURCE}, {TEXT, "soft-page-break", ODT_SOFT_PAGE_BREAK},
	{TEXT, "span", ODT_SPAN}, {TEXT, "tab", ODT_TAB}, {TEXT, "tracked-changes", ODT_TRACKED_CHANGES},
	{TEXT, "variable-set", ODT_VARIABLE}, {TEXT, "variable-input", ODT_VARIABLE}, {TEXT, "user-field-get", ODT_VARIABLE},
	{TABLE, "table", ODT_TABLE}, {TABLE, "table-cell", ODT_TABLE_CELL}, {TABLE, "table-column", ODT_TABLE_COLUMN},
	{TABLE, "covered-table-cell", ODT_COVERED_CELL}, {STYLE, "style", ODT_STYLE},
	{STYLE, "list-level-label-alignment", ODT_LABEL_ALIGNMENT}, {STYLE, "paragraph-properties", ODT_PARAGRAPH_PROPERTIES},
	{STYLE, "text-properties", ODT_TEXT_PROPERTIES}, {DRAW, "text-box", ODT_SHAPE}, {DRAW, "custom-shape", ODT_SHAPE},
	{DRAW, "rect", ODT_SHAPE}, {DRAW, "ellipse", ODT_SHAPE}, {DRAW, "circle", ODT_SHAPE}, {DRAW, "line", ODT_SHAPE},
	{DRAW, "polyline", ODT_SHAPE}, {DRAW, "polygon", ODT_SHAPE}, {DRAW, "path", ODT_SHAPE},
	{DRAW, "connector", ODT_SHAPE}, {DRAW, "caption", ODT_SHAPE}, {DRAW, "object", ODT_LEFT_OUT},
	{DRAW, "object-ole", ODT_LEFT_OUT}, {DRAW, "image", ODT_LEFT_OUT}, {SVG, "title", ODT_LEFT_OUT},
	{SVG, "desc", ODT_LEFT_OUT}, {SPACE "manifest:1.0", "encryption-data", ODT_ENCRYPTION}};

static void make_tags(nl_xml_tags *tags)
{
	nl_xml_tags_add(tags, names, sizeof names / sizeof *names);
}

const nl_xml_tags *odt_tags(void)
{
	static _Atomic(nl_xml_tags *) tags;
	return nl_xml_tags_once(&tags, make_tags);
}

/* ---- the parts ----------------------------------------------------------------------------------------------- */

/* Ends a reading: what was found on the way may still refuse the file. */
static bool finish(odt_document *doc, bool fine)
{
	const nl_input_file *file = doc->file;
	if (fine && doc->has_unread)
		fine = nl_input_refuse(file, NL_CODE_NAME(D0715), "it takes in other files, which normlint does not read");
	if (doc->pages == 0) nl_vec_clear(&doc->rendition->pages); /* not that there is but one: nobody counted */
	odt_styles_release(&doc->styles);
	nl_arena_release(&doc->arena);
	return fine;
}

static bool read_part(odt_document *doc, nl_zip *zip, nl_str part, bool styles_only)
{
	nl_str bytes;
	if (styles_only && !nl_zip_has(zip, part)) return true;
	if (!nl_zip_read(zip, part, &bytes)) return false;
	return odt_story_read(doc, part, nl_xml_utf8(bytes, &doc->arena), styles_only);
}

static bool read_parts(odt_document *doc, nl_zip *zip)
{
	if (!read_part(doc, zip, NL_STR("META-INF/manifest.xml"), true)) return false;
	if (doc->is_encrypted || nl_zip_has(zip, NL_STR("encrypted-package")))
		return nl_input_refuse(doc->file, NL_CODE_NAME(D0712), "it is encrypted with a password");
	return read_part(doc, zip, NL_STR("styles.xml"), true) && read_part(doc, zip, NL_STR("content.xml"), false);
}

bool nl_odt_recognizes(nl_str bytes)
{
	return nl_zip_kind_of(bytes) == NL_ZIP_OPENDOCUMENT_TEXT;
}

bool nl_odt_read(const nl_input_file *file, nl_rendition *rendition)
{
	odt_document doc = {.file = file, .rendition = rendition};
	nl_zip *zip = nl_zip_open(file);
	if (!zip) return false;
	nl_rendition_page(rendition, 1);
	bool fine = finish(&doc, read_parts(&doc, zip));
	nl_zip_free(zip);
	return fine;
}

/* ---- the flat file ------------------------------------------------------------------------------------------- */

bool nl_fodt_recognizes(nl_str bytes)
{
	nl_arena arena = {0};
	nl_str head = nl_xml_utf8(nl_str_slice(bytes, 0, HEAD), &arena);
	bool is_xml = nl_str_starts(nl_str_trim(head), NL_STR("<"));
	bool found = is_xml && nl_str_find(head, NL_STR("urn:oasis:names:tc:opendocument")) != SIZE_MAX &&
		nl_str_find(head, NL_STR("application/vnd.oasis.opendocument.text")) != SIZE_MAX;
	nl_arena_release(&arena);
	return found;
}

bool nl_fodt_read(const nl_input_file *file, nl_rendition *rendition)
{
	odt_document doc = {.file = file, .rendition = rendition};
	if (!nl_fodt_recognizes(file->bytes))
		return nl_input_refuse(file, NL_CODE_NAME(D0714),
			file->bytes.len ? "it is no XML of an OpenDocument text" : "it is empty");
	if (file->bytes.len > nl_input_max_unpacked(file->options))
		return nl_input_refuse(file, NL_CODE_NAME(D0713), "it has more than %zu bytes of XML",
			nl_input_max_unpacked(file->options));
	nl_rendition_page(rendition, 1);
	return finish(&doc, odt_story_read(&doc, NL_STR(""), nl_xml_utf8(file->bytes, &doc.arena), false));
}
