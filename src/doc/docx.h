/* doc/docx.h - what the parts of the Word reader share: docx.c opens the archive, docx_parts.c finds what lies where in it,
 * docx_styles.c and docx_numbering.c read definitions, docx_story.c the text. The format is ISO/IEC 29500-1 (Office Open XML,
 * WordprocessingML); both its transitional and its strict names are known. */
#ifndef NL_DOC_DOCX_H
#define NL_DOC_DOCX_H

#include "base/vec.h"
#include "doc/numerals.h"
#include "doc/story.h"
#include "doc/xml.h"
#include "doc/zip.h"

#define DOCX_TRANSITIONAL "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define DOCX_STRICT "http://purl.oclc.org/ooxml/wordprocessingml/main"

/* Elements that mean something to a part of the reader. */
typedef enum {
	DOCX_OTHER,
	DOCX_ABSTRACT_NUM,
	DOCX_ABSTRACT_NUM_ID,
	DOCX_ALTERNATE,
	DOCX_ALT_CHUNK,
	DOCX_BASED_ON,
	DOCX_BR,
	DOCX_CELL_DEL,
	DOCX_CELL_INS,
	DOCX_CHOICE,
	DOCX_CR,
	DOCX_DEL,
	DOCX_DEL_TEXT,
	DOCX_DSTRIKE,
	DOCX_ENDNOTE,
	DOCX_ENDNOTE_REFERENCE,
	DOCX_FALLBACK,
	DOCX_FLD_CHAR,
	DOCX_FOOTNOTE,
	DOCX_FOOTNOTE_REFERENCE,
	DOCX_FRAME_PR,
	DOCX_GRID_COL,
	DOCX_ILVL,
	DOCX_IND,
	DOCX_INS,
	DOCX_INSTR_TEXT,
	DOCX_IS_LGL,
	DOCX_LAST_PAGE_BREAK,
	DOCX_LVL,
	DOCX_LVL_OVERRIDE,
	DOCX_LVL_RESTART,
	DOCX_LVL_TEXT,
	DOCX_MATH_TEXT,
	DOCX_MOVE_FROM,
	DOCX_MOVE_TO,
	DOCX_NAME,
	DOCX_NO_BREAK_HYPHEN,
	DOCX_NUM,
	DOCX_NUM_FMT,
	DOCX_NUM_ID,
	DOCX_NUM_STYLE_LINK,
	DOCX_OUTLINE_LVL,
	DOCX_P,
	DOCX_PLACEHOLDER, /* w:showingPlcHdr */
	DOCX_PPR,
	DOCX_PPR_CHANGE,
	DOCX_P_STYLE,
	DOCX_R,
	DOCX_RPR,
	DOCX_RPR_CHANGE,
	DOCX_R_STYLE,
	DOCX_RUBY_TEXT,
	DOCX_SDT,
	DOCX_SDT_CONTENT,
	DOCX_SDT_PR,
	DOCX_SECT_PR,
	DOCX_SOFT_HYPHEN,
	DOCX_START,
	DOCX_START_OVERRIDE,
	DOCX_STRIKE,
	DOCX_STYLE,
	DOCX_SUB_DOC,
	DOCX_SYM,
	DOCX_T,
	DOCX_TAB,
	DOCX_TABLE_CHANGE, /* what a table was like before a tracked change */
	DOCX_TBL,
	DOCX_TC,
	DOCX_TR_PR,
	DOCX_TXBX_CONTENT,
	DOCX_VANISH,
	DOCX_RELATIONSHIP
} docx_tag;

const nl_xml_tags *docx_tags(void); /* of the whole run */

/* ---- parts --------------------------------------------------------------------------------------------------- */

/* Where the parts lie in the archive that somebody asks for; empty where there is none. */
typedef struct {
	nl_str body, styles, numbering, footnotes, endnotes;
	nl_str comments, comments_extended, comments_ids, comments_extensible, people; /* for annotate/ */
	nl_str signatures;
} docx_parts;

/* Names in the arena. False after an error in the sink of `file`. */
bool docx_find_parts(const nl_input_file *file, nl_zip *zip, docx_parts *parts, nl_arena *arena);
nl_str docx_relations_of(nl_str part, nl_arena *arena); /* "word/_rels/document.xml.rels" of "word/document.xml" */
/* The bytes of a part as UTF-8, without a mark; borrowed from archive and arena. */
bool docx_read_part(nl_zip *zip, nl_str name, nl_arena *arena, nl_str *bytes);

/* ---- styles ---- */

enum { DOCX_UNSET = INT32_MIN, DOCX_BODY_LEVEL = 9 }; /* the outline level that is none */

/* What a paragraph, a style or a level of a list says of a paragraph. */
typedef struct {
	int32_t outline;          /* 0..8, DOCX_BODY_LEVEL, DOCX_UNSET */
	int32_t num, ilvl;        /* numbering and its level; num 0 is none */
	int32_t left, first_line; /* twips; a hanging indent is negative */
} docx_look;

#define DOCX_NO_LOOK ((docx_look){DOCX_UNSET, DOCX_UNSET, DOCX_UNSET, DOCX_UNSET, DOCX_UNSET})

/* Takes in what the element says, if it is one that says something. */
void docx_look_read(docx_look *look, docx_tag tag, const char **attributes);

typedef struct {
	nl_str id, based_on;
	nl_style_sort sort;
	docx_look look;
	int32_t vanish, strike; /* 0, 1, DOCX_UNSET */
	uint32_t number_from;   /* the style that look.num comes from, or NL_NONE */
	bool resolved;
} docx_style;

typedef struct {
	NL_VEC(docx_style) list;
	nl_map by_id;
	uint32_t standard; /* of paragraphs without one, or NL_NONE */
	nl_arena arena;
} docx_styles;

/* `bytes` is the part styles.xml. */
bool docx_styles_read(docx_styles *styles, const nl_input_file *file, nl_str part, nl_str bytes);
void docx_styles_release(docx_styles *styles);
/* A style with all that it inherits; NULL when there is none. An id that is not known is that of the standard style. */
const docx_style *docx_styles_find(const docx_styles *styles, nl_str id);

/* ---- numbering ---- */

enum { DOCX_LEVELS = 9 };

typedef struct docx_numbering docx_numbering;

/* `bytes` is the part numbering.xml. Owned; NULL after an error. */
docx_numbering *docx_numbering_read(const nl_input_file *file, nl_str part, nl_str bytes, const docx_styles *styles);
void docx_numbering_free(docx_numbering *numbering); /* NULL is fine */
/* The level that is bound to a style, or DOCX_UNSET. */
int32_t docx_numbering_level_of(const docx_numbering *numbering, int32_t num, nl_str style);
/* Counts the next paragraph of a list and appends its label; `look` gets the indentation of the level. False when there is no
 * such list. */
bool docx_numbering_next(docx_numbering *numbering, int32_t num, int32_t level, nl_buf *label, docx_look *look);

/* ---- text ---- */

typedef struct {
	const nl_input_file *file;
	docx_styles styles;
	docx_numbering *numbering;  /* NULL: none */
	nl_map footnotes, endnotes; /* id to a place in `notes` */
	NL_VEC(nl_paras) notes;     /* owned until they hang on their paragraph */
	nl_rendition *rendition;
	nl_arena arena;
	uint32_t pages;  /* page breaks seen */
	bool has_unread; /* it takes in other files */
} docx_document;

/* Reads a part with text: the body straight into the rendition, notes into `notes`. */
bool docx_story_read(docx_document *document, nl_str part, nl_str bytes, nl_map *notes);

#endif
