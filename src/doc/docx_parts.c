/* doc/docx_parts.c - where the parts of a Word file lie in its archive: relationships name them. */
#include <string.h>

#include "diag/codes.h"
#include "doc/docx.h"
#include "doc/encoding.h"

typedef struct {
	docx_parts *parts;
	nl_str folder; /* of the part that the relationships are of, with its slash */
	nl_arena *arena;
} relations_reader;

/* "../a/./b.xml" as seen from "word/": "a/b.xml". A name that leads out of the archive is cut off at its top. */
static nl_str resolved(nl_str folder, nl_str target, nl_arena *arena)
{
	nl_str rest = nl_str_starts(target, NL_STR("/"))
		? target
		: nl_arena_printf(arena, NL_FMT NL_FMT, NL_ARG(folder), NL_ARG(target));
	char *out = nl_arena_alloc(arena, rest.len + 1);
	size_t len = 0;
	while (rest.len) {
		size_t slash = nl_str_find(rest, NL_STR("/"));
		nl_str step = nl_str_slice(rest, 0, slash);
		rest = slash == SIZE_MAX ? (nl_str){0} : nl_str_slice(rest, slash + 1, rest.len);
		if (step.len == 0 || nl_str_eq(step, NL_STR("."))) continue;
		if (nl_str_eq(step, NL_STR(".."))) {
			while (len > 0 && out[--len] != '/') {}
			continue;
		}
		if (len) out[len++] = '/';
		memcpy(out + len, step.ptr, step.len);
		len += step.len;
	}
	return (nl_str){out, len};
}

static void on_relation(void *context, nl_xml *xml, uint32_t tag, const char **attributes)
{
	relations_reader *r = context;
	docx_parts *p = r->parts;
	const struct {
		const char *type; /* how it ends: the rest differs between transitional and strict */
		nl_str *part;
	} known[] = {{"/officeDocument", &p->body}, {"/styles", &p->styles}, {"/numbering", &p->numbering},
		{"/footnotes", &p->footnotes}, {"/endnotes", &p->endnotes}, {"/comments", &p->comments},
		{"/commentsExtended", &p->comments_extended}, {"/commentsIds", &p->comments_ids},
		{"/commentsExtensible", &p->comments_extensible}, {"/people", &p->people},
		{"/digital-signature/origin", &p->signatures}};
	(void)xml;
	nl_str type = nl_xml_attribute(attributes, "Type"), target = nl_xml_attribute(attributes, "Target");
	bool outside = nl_str_eq(nl_xml_attribute(attributes, "TargetMode"), NL_STR("External"));
	if (tag != DOCX_RELATIONSHIP || outside) return;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (nl_str_ends(type, nl_str_of(known[i].type)) && known[i].part->len == 0)
			*known[i].part = resolved(r->folder, target, r->arena);
}

static void on_end(void *context, nl_xml *xml, uint32_t tag)
{
	(void)context, (void)xml, (void)tag;
}

static void on_text(void *context, nl_xml *xml, nl_str text)
{
	(void)context, (void)xml, (void)text;
}

bool docx_read_part(nl_zip *zip, nl_str name, nl_arena *arena, nl_str *bytes)
{
	if (!nl_zip_read(zip, name, bytes)) return false;
	*bytes = nl_xml_utf8(*bytes, arena);
	return true;
}

static nl_str folder_of(nl_str part)
{
	size_t slash = part.len;
	while (slash > 0 && part.ptr[slash - 1] != '/') slash--;
	return nl_str_slice(part, 0, slash);
}

nl_str docx_relations_of(nl_str part, nl_arena *arena)
{
	nl_str folder = folder_of(part), name = nl_str_slice(part, folder.len, part.len);
	return nl_arena_printf(arena, NL_FMT "_rels/" NL_FMT ".rels", NL_ARG(folder), NL_ARG(name));
}

/* The relationships of a part, or of the archive as a whole when it is empty; none are none. */
static bool read_relations(const nl_input_file *file, nl_zip *zip, nl_str of, docx_parts *parts, nl_arena *arena)
{
	static const nl_xml_handlers handlers = {on_relation, on_end, on_text};
	nl_str part = docx_relations_of(of, arena), bytes;
	relations_reader reader = {parts, folder_of(of), arena};
	if (!nl_zip_has(zip, part)) return true;
	return docx_read_part(zip, part, arena, &bytes) && nl_xml_read(file, part, bytes, docx_tags(), &handlers, &reader);
}

/* An archive of another kind, by the name of a Word file. */
static bool refuse_without_body(const nl_input_file *file, nl_str body)
{
	const char *what = nl_known_content(file->bytes);
	bool other = what && nl_str_find(nl_str_of(what), NL_STR("Word")) == SIZE_MAX;
	if (other) return nl_input_refuse(file, NL_CODE_NAME(D0714), "it %s, and holds no text of Word", what);
	return nl_input_refuse(file, NL_CODE_NAME(D0711), "its part '" NL_FMT "' is missing", NL_ARG(body));
}

bool docx_find_parts(const nl_input_file *file, nl_zip *zip, docx_parts *parts, nl_arena *arena)
{
	if (!read_relations(file, zip, NL_STR(""), parts, arena)) return false;
	if (parts->body.len == 0) parts->body = NL_STR("word/document.xml");
	if (!nl_zip_has(zip, parts->body)) return refuse_without_body(file, parts->body);
	return read_relations(file, zip, parts->body, parts, arena);
}
