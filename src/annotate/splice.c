#include "annotate/splice.h"

#include <stdlib.h>

#include "doc/xml.h"

void nl_splices_release(nl_splices *splices)
{
	nl_vec_release(&splices->list);
	nl_arena_release(&splices->arena);
}

static void add(nl_splices *splices, nl_span out, nl_str in)
{
	*nl_vec_push(&splices->list) = (nl_splice){out, in, splices->list.len};
}

void nl_splice_in(nl_splices *splices, uint32_t at, nl_str text)
{
	add(splices, (nl_span){at, at}, nl_arena_str(&splices->arena, text));
}

void nl_splice_out(nl_splices *splices, nl_span span)
{
	add(splices, span, (nl_str){0});
}

static int by_place(const void *a, const void *b)
{
	const nl_splice *x = a, *y = b;
	if (x->out.start != y->out.start) return x->out.start < y->out.start ? -1 : 1;
	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

void nl_splices_apply(nl_splices *splices, nl_str text, nl_buf *out)
{
	uint32_t at = 0;
	if (splices->list.len) qsort(splices->list.at, splices->list.len, sizeof *splices->list.at, by_place);
	for (uint32_t i = 0; i < splices->list.len; i++) {
		const nl_splice *s = &splices->list.at[i];
		nl_buf_add(out, nl_str_slice(text, at, s->out.start));
		nl_buf_add(out, s->in);
		if (s->out.start > at) at = s->out.start;
		if (s->out.end > at) at = s->out.end;
	}
	nl_buf_add(out, nl_str_slice(text, at, text.len));
}

/* ---- XML --------------------------------------------------------------------------------------------------------- */

static void on_start(void *context, nl_xml *xml, uint32_t tag, const char **attributes)
{
	nl_xml_root *root = context;
	(void)tag, (void)attributes;
	if (nl_xml_depth(xml) == 1) root->open = nl_xml_here(xml);
}

static void on_end(void *context, nl_xml *xml, uint32_t tag)
{
	nl_xml_root *root = context;
	(void)tag;
	if (nl_xml_depth(xml) == 1) root->close = nl_xml_here(xml).start;
}

static void on_text(void *context, nl_xml *xml, nl_str text)
{
	(void)context, (void)xml, (void)text;
}

bool nl_xml_root_find(const nl_input_file *file, nl_str part, nl_str text, nl_xml_root *root)
{
	static const nl_xml_handlers handlers = {on_start, on_end, on_text};
	const nl_xml_tags none = {0};
	*root = (nl_xml_root){0};
	if (!nl_xml_read(file, part, text, &none, &handlers, root)) return false;
	root->prefix = nl_xml_prefix(text, root->open);
	return true;
}

void nl_xml_root_add(const nl_xml_root *root, nl_str text, nl_str elements, nl_splices *splices)
{
	if (root->close > root->open.end || text.ptr[root->open.end - 2] != '/') {
		nl_splice_in(splices, root->close, elements);
		return;
	}
	nl_str name = nl_xml_name(text, root->open);
	nl_splice_out(splices, (nl_span){root->open.end - 2, root->open.end});
	nl_str whole = nl_arena_printf(&splices->arena, ">" NL_FMT "</" NL_FMT " >", NL_ARG(elements), NL_ARG(name));
	nl_splice_in(splices, root->open.end, whole);
}

void nl_xml_root_close(const nl_xml_root *root, nl_str text, nl_splices *splices)
{
	nl_str end = nl_str_slice(text, root->close, text.len), name = nl_xml_name(text, root->open);
	size_t close = nl_str_find(end, NL_STR(">"));
	if (root->close <= root->open.end || close != name.len + 3 || end.ptr[close - 1] != ' ') return;
	nl_splice_out(splices, (nl_span){root->open.end - 1, root->close + (uint32_t)close + 1});
	nl_splice_in(splices, root->open.end - 1, NL_STR("/>"));
}
