/* tests/unit/office.h - word processor files made in memory, and what becomes of them. */
#ifndef NL_TESTS_OFFICE_H
#define NL_TESTS_OFFICE_H

#include "doc/input.h"
#include "doc_check.h"
#include "harness/archive.h"

/* ---- opened files -------------------------------------------------------------------------------------------- */

typedef struct {
	drafts drafts; /* the language; its draft is not used */
	nl_buf file;
	nl_input input;
	nl_sink sink;
	nl_doc *doc;
	nl_buf dump;
} office;

static inline void office_init(office *o)
{
	*o = (office){0};
	drafts_init(&o->drafts);
}

static inline void office_close(office *o)
{
	nl_doc_free(o->doc);
	nl_input_release(&o->input);
	nl_sink_release(&o->sink);
	nl_buf_clear(&o->dump);
	o->doc = NULL;
}

static inline void office_release(office *o)
{
	office_close(o);
	nl_buf_release(&o->file);
	nl_buf_release(&o->dump);
	drafts_release(&o->drafts);
}

/* Every piece that is there byte for byte is that of the part. */
static inline void office_check_pieces(const nl_rendition *r)
{
	uint32_t end = 0;
	for (uint32_t i = 0; i < r->pieces.len; i++) {
		const nl_piece *p = &r->pieces.at[i];
		CHECK(p->text.start >= end && p->text.end > p->text.start && p->text.end <= r->text.len);
		end = p->text.end;
		if (p->part == NL_NONE) continue;
		CHECK(p->part < r->parts.len && p->bytes.end >= p->bytes.start);
		if (p->run == NL_NONE) continue;
		const nl_run *run = &r->runs.at[p->run];
		CHECK(run->part == p->part && run->element.start <= p->bytes.start && p->bytes.end <= run->element.end);
		const nl_paragraph *para = &r->paragraphs.at[run->paragraph];
		CHECK(para->element.start <= run->element.start && run->element.end <= para->element.end);
	}
}

/* Opens bytes; false when they are refused. */
static inline bool office_open(office *o, const char *name, nl_str bytes, const nl_input_options *options)
{
	office_close(o);
	bool opened = nl_input_open(&o->input, nl_str_of(name), bytes, options, &o->sink);
	CHECK(opened == (o->sink.errors == 0));
	if (!opened) return false;
	o->doc = nl_input_doc(&o->input, &o->drafts.language, o->drafts.lexicon, NULL, &o->sink);
	check_document(o->doc);
	if (o->input.rendition) office_check_pieces(o->input.rendition);
	nl_doc_dump(o->doc, &o->dump);
	return true;
}

/* The dump without its first line. */
static inline nl_str office_dump(const office *o)
{
	nl_str dump = nl_buf_str(&o->dump);
	size_t line = nl_str_find(dump, NL_STR("\n"));
	return nl_str_slice(dump, line == SIZE_MAX ? 0 : line + 1, dump.len);
}

static inline nl_str office_first_message(const office *o)
{
	return o->sink.list.len ? o->sink.list.at[0].message : NL_STR("");
}

static inline nl_str office_first_code(const office *o)
{
	return o->sink.list.len ? o->sink.list.at[0].code : NL_STR("");
}

#endif
