/* annotate/docx_comments.h - the part of a Word file that holds what comments say, and the parts beside it that say more of them:
 * which one answers which (commentsExtended), lasting numbers (commentsIds, commentsExtensible). A file need not have these. */
#ifndef NL_ANNOTATE_DOCX_COMMENTS_H
#define NL_ANNOTATE_DOCX_COMMENTS_H

#include "annotate/annotate.h"
#include "annotate/splice.h"
#include "base/map.h"
#include "doc/docx.h"

typedef struct {
	nl_str id;
	nl_span whole;
	nl_buf text;      /* owned; its paragraphs as lines */
	nl_str last_para; /* w14:paraId of the last one, by which other parts know the comment; may be empty */
	bool is_ours;
	bool is_answered; /* somebody else answers it: then it stays, or what he says would be about nothing */
} docx_comment;

typedef struct {
	nl_str text; /* the part, as UTF-8 */
	nl_xml_root root;
	bool calls_it_w; /* Word's namespace, in its root */
	NL_VEC(docx_comment) list;
	uint32_t next_id; /* greater than that of any other */
	nl_arena arena;
} docx_comments; /* all zero: a file without the part */

/* The texts of comments.xml and commentsExtended.xml, as UTF-8; ptr is NULL where there is none. Borrowed. False after an error in
 * the sink of `file`. */
bool docx_comments_read(docx_comments *comments, const nl_input_file *file, nl_str text, nl_str extended);
void docx_comments_release(docx_comments *comments);

uint32_t docx_comment_number(nl_str id); /* an id as a number; 0 when it is none */

/* Those that are normlint's and are taken out. `ids` gets the ids of them, `paras` the paraId. */
void docx_comments_remove(const docx_comments *comments, nl_map *ids, nl_map *paras, nl_splices *splices);
/* Whether the part was made by normlint, and holds nothing else. */
bool docx_comments_is_ours(const docx_comments *comments);
/* Whether a comment that was answered says the same already. */
bool docx_comments_has(const docx_comments *comments, const nl_remark *remark);

/* Takes out of another part the elements in its root whose attribute is a key of `values`; `durable`, when it is not NULL, gets
 * the values of their attribute durableId. False after an error. */
bool docx_elements_remove(const nl_input_file *file, nl_str part, nl_str text, const char *attribute,
	const nl_map *values, nl_map *durable, nl_arena *arena, nl_splices *splices);

/* A comment as XML. `declaration`: docx_declaration() of its root. */
void docx_comment_put(nl_buf *out, const nl_remark *remark, uint32_t id, const char *date, const char *declaration);
/* The beginning and the end of a part that is made anew. */
void docx_comments_begin(nl_buf *out, bool is_strict);
void docx_comments_end(nl_buf *out);

#endif
