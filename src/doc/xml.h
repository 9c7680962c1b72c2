/* doc/xml.h - XML as a stream of tags and text; the one place that knows expat.
 *
 * A reader lists the elements that it knows, each with a number of its own; all others come as 0. A document type declaration
 * ends the reading: documents have none, and entities that grow come from there. So do elements deeper than NL_MAX_XML_DEPTH,
 * and any encoding but UTF-8 and UTF-16. */
#ifndef NL_DOC_XML_H
#define NL_DOC_XML_H

#include "base/buf.h"
#include "base/map.h"
#include "doc/input.h"

/* Elements by name. `space` is the namespace, one that nl_xml_tags_add() was told. */
typedef struct {
	const char *space, *name;
	uint32_t tag;
} nl_xml_tag;

typedef struct {
	nl_map map; /* "SPACE NAME" to tag */
	nl_arena arena;
} nl_xml_tags; /* all zero is empty */

void nl_xml_tags_add(nl_xml_tags *tags, const nl_xml_tag *list, size_t count);
/* What `make` makes, once for the whole run and all threads; `made` is where it is kept, NULL at first. A thread that has no memory for
 * it leaves nothing behind that others would wait for. */
const nl_xml_tags *nl_xml_tags_once(_Atomic(nl_xml_tags *) *made, void (*make)(nl_xml_tags *tags));

typedef struct nl_xml nl_xml;

/* `tag` is 0 for an element that is not listed. */
typedef struct {
	void (*start)(void *context, nl_xml *xml, uint32_t tag, const char **attributes);
	void (*end)(void *context, nl_xml *xml, uint32_t tag);
	void (*text)(void *context, nl_xml *xml, nl_str text); /* in pieces, as it comes */
} nl_xml_handlers;

/* Reads a part. `part` names it in messages; empty: the file as a whole. `bytes` must be UTF-8 (nl_xml_utf8()). False after an
 * error in the sink of `file`. */
bool nl_xml_read(const nl_input_file *file, nl_str part, nl_str bytes, const nl_xml_tags *tags,
	const nl_xml_handlers *handlers, void *context);
/* Bytes as UTF-8 without a mark; UTF-16 is converted into the arena, all else stays as it is. */
nl_str nl_xml_utf8(nl_str bytes, nl_arena *arena);

/* The way back: UTF-8 text in the encoding of `bytes`, of which it is a changed copy, and with its mark. */
void nl_xml_encode(nl_str bytes, nl_str text, nl_buf *out);
/* The name of an element by its start tag, "w:p", and what of it is the prefix, "w:"; of the text. */
nl_str nl_xml_name(nl_str text, nl_span tag);
nl_str nl_xml_prefix(nl_str text, nl_span tag);

/* While a handler runs: */
nl_span nl_xml_here(const nl_xml *xml);   /* bytes of the tag or text that the handler is called for */
uint32_t nl_xml_depth(const nl_xml *xml); /* of the element whose tag this is, from 1 */
/* The value of the first attribute of this local name, whatever its namespace; ptr is NULL when there is none. */
nl_str nl_xml_attribute(const char **attributes, const char *name);
/* A number; `otherwise` when there is none, or none that is a whole number of at most nine digits. */
int32_t nl_xml_number(const char **attributes, const char *name, int32_t otherwise);
/* "1", "true", "on" and, as Word has it, an element without the attribute. */
bool nl_xml_is_on(const char **attributes, const char *name);

#endif
