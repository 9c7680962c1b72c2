/* annotate/splice.h - a part of a file with small changes: nothing is written anew but what changes.
 *
 * Changes are gathered in any order and applied once. Of those at one place the first that was added comes first. */
#ifndef NL_ANNOTATE_SPLICE_H
#define NL_ANNOTATE_SPLICE_H

#include "base/buf.h"
#include "base/vec.h"
#include "diag/source.h"
#include "doc/input.h"

typedef struct {
	nl_span out; /* bytes that go; empty: none */
	nl_str in;   /* what comes in their place, or before out.start */
	uint32_t seq;
} nl_splice;

typedef struct {
	NL_VEC(nl_splice) list;
	nl_arena arena; /* for what comes in */
} nl_splices;       /* all zero is no change */

void nl_splices_release(nl_splices *splices);
void nl_splice_in(nl_splices *splices, uint32_t at, nl_str text); /* copied */
void nl_splice_out(nl_splices *splices, nl_span span);            /* spans may overlap */
void nl_splices_apply(nl_splices *splices, nl_str text, nl_buf *out);

/* ---- XML --------------------------------------------------------------------------------------------------------- */

/* The outermost element of a part. */
typedef struct {
	nl_span open;   /* its start tag */
	uint32_t close; /* where its end tag begins; open.end when it has none */
	nl_str prefix;  /* "w:" of <w:comments>; empty for <Types>; of the text */
} nl_xml_root;

/* False after an error in the sink of `file`. */
bool nl_xml_root_find(const nl_input_file *file, nl_str part, nl_str text, nl_xml_root *root);
/* Adds elements behind the last one in it. A root without an end tag gets one with a space in it, "</w:comments >", by which
 * nl_xml_root_close() knows it again. */
void nl_xml_root_add(const nl_xml_root *root, nl_str text, nl_str elements, nl_splices *splices);
/* Makes "<a/>" of "<a></a >". */
void nl_xml_root_close(const nl_xml_root *root, nl_str text, nl_splices *splices);

#endif
