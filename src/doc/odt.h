/* doc/odt.h - what the parts of the OpenDocument reader share: odt.c opens archive or flat file, odt_styles.c reads styles and
 * lists, odt_story.c the text. The format is OASIS OpenDocument 1.3 part 3; LibreOffice's own additions are known where it
 * needs them. */
#ifndef NL_DOC_ODT_H
#define NL_DOC_ODT_H

#include "base/vec.h"
#include "doc/numerals.h"
#include "doc/story.h"
#include "doc/xml.h"

typedef enum {
	ODT_OTHER,
	ODT_ANNOTATION,
	ODT_AUTOMATIC_STYLES,
	ODT_BODY_TEXT, /* office:text */
	ODT_CHANGE,
	ODT_CHANGED_REGION,
	ODT_CHANGE_END,
	ODT_CHANGE_START,
	ODT_CONTENTS, /* tables of contents and indexes */
	ODT_COVERED_CELL,
	ODT_DELETION,
	ODT_ENCRYPTION,
	ODT_H,
	ODT_HIDDEN_PARAGRAPH,
	ODT_HIDDEN_TEXT,
	ODT_INSERTION,
	ODT_LABEL_ALIGNMENT,
	ODT_LEFT_OUT, /* elements whose text is none of the document's */
	ODT_LEVEL_BULLET,
	ODT_LEVEL_NUMBER,
	ODT_LINE_BREAK,
	ODT_LIST,
	ODT_LIST_HEADER,
	ODT_LIST_ITEM,
	ODT_LIST_STYLE,
	ODT_MASTER_STYLES,
	ODT_NOTE_BODY,
	ODT_NUMBERED_PARAGRAPH,
	ODT_OUTLINE_STYLE,
	ODT_P,
	ODT_PARAGRAPH_PROPERTIES,
	ODT_S,
	ODT_SECTION,
	ODT_SECTION_SOURCE,
	ODT_SHAPE, /* text boxes and drawings with text in them */
	ODT_SOFT_PAGE_BREAK,
	ODT_SPAN,
	ODT_STYLE,
	ODT_TAB,
	ODT_TABLE,
	ODT_TABLE_CELL,
	ODT_TABLE_COLUMN,
	ODT_TEXT_PROPERTIES,
	ODT_TRACKED_CHANGES,
	ODT_VARIABLE
} odt_tag;

const nl_xml_tags *odt_tags(void); /* of the whole run */

/* ---- styles and lists ---- */

enum { ODT_UNSET = INT32_MIN, ODT_LEVELS = 10 };

typedef struct {
	nl_str parent;
	nl_style_sort sort;
	int32_t outline;        /* 1..10, 0: none, ODT_UNSET */
	int32_t hidden, struck; /* 0, 1, ODT_UNSET */
	int32_t left, indent;   /* twips, ODT_UNSET */
	bool resolved;
} odt_style;

typedef struct {
	bool is_set;
	nl_numeral format; /* NL_NUMERAL_NONE: the level has no number */
	nl_str prefix, suffix, bullet;
	nl_str pattern;   /* "%1%.%2%)", as LibreOffice has it; empty: as the others say */
	uint32_t display; /* how many levels are shown */
	uint32_t start;
	int32_t left, indent;
} odt_level;

typedef struct {
	odt_level levels[ODT_LEVELS];
} odt_list_style;

typedef struct {
	NL_VEC(odt_style) list;
	nl_map paragraph, text; /* names of styles of either family */
	NL_VEC(odt_list_style) lists;
	nl_map by_list_name;
	odt_list_style outline; /* numbers of headings */
	nl_arena arena;
	bool is_resolved;
	/* While reading: */
	uint32_t style; /* the open one, NL_NONE */
	odt_list_style *open_list;
	odt_level *level;
} odt_styles;

void odt_styles_release(odt_styles *styles);
/* Takes in what a tag says, if it is one of a style; and the end of a tag. */
void odt_styles_start(odt_styles *styles, odt_tag tag, const char **attributes);
void odt_styles_end(odt_styles *styles, odt_tag tag);
/* A style with all that it inherits. One that the file does not define is what its name says: programs leave out what every
 * other one knows, as pandoc does with "Title". */
odt_style odt_styles_find(odt_styles *styles, nl_map *family, nl_str name);
const odt_list_style *odt_list_find(const odt_styles *styles, nl_str name);
/* "0.5in" in twips; `otherwise` when it is no length. */
int32_t odt_length(nl_str text, int32_t otherwise);

/* How far a list has counted. */
typedef struct {
	uint32_t counter[ODT_LEVELS];
	bool counting[ODT_LEVELS];
} odt_count;

/* Counts the next item at a level (from 0) and appends its label. `start`: the number that it is given, or 0. */
void odt_count_next(odt_count *count, const odt_list_style *list, uint32_t level, uint32_t start, nl_buf *label);

/* ---- text ---- */

typedef struct {
	const nl_input_file *file;
	odt_styles styles;
	nl_rendition *rendition;
	nl_arena arena;
	uint32_t pages;
	bool has_unread, is_encrypted;
} odt_document;

/* Reads a part: styles, and the text where there is one. `styles_only`: what it says by itself of its own text (headers,
 * footers) does not count. */
bool odt_story_read(odt_document *document, nl_str part, nl_str bytes, bool styles_only);

#endif
