/* tests/unit/office.h - word processor files made in memory, and what becomes of them. */
#ifndef NL_TESTS_OFFICE_H
#define NL_TESTS_OFFICE_H

#include "doc/input.h"
#include "doc_check.h"

/* ---- archives, with all parts stored as they are ------------------------------------------------------------- */

typedef struct {
	const char *name;
	nl_str bytes;
} office_part;

static inline uint32_t office_crc(nl_str bytes)
{
	uint32_t crc = 0xFFFFFFFFu;
	for (size_t i = 0; i < bytes.len; i++) {
		crc ^= (unsigned char)bytes.ptr[i];
		for (int bit = 0; bit < 8; bit++) crc = crc & 1 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
	}
	return ~crc;
}

static inline void office_number(nl_buf *out, uint64_t number, int bytes)
{
	for (; bytes > 0; bytes--, number >>= 8) nl_buf_add_byte(out, (char)(number & 0xFF));
}

/* The fields that a local header and an entry of the directory have in common. */
static inline void office_fields(nl_buf *out, const office_part *part, uint32_t claimed)
{
	office_number(out, 20, 2);
	office_number(out, 0, 2 + 2 + 2 + 2); /* flags, method: stored, time, date */
	office_number(out, office_crc(part->bytes), 4);
	office_number(out, part->bytes.len, 4);
	office_number(out, claimed ? claimed : part->bytes.len, 4);
	office_number(out, strlen(part->name), 2);
	office_number(out, 0, 2);
}

/* `claimed`: the size that the last part pretends to unpack to; 0: its own. */
static inline void office_zip(nl_buf *out, const office_part *parts, size_t count, uint32_t claimed)
{
	nl_buf directory = {0};
	nl_buf_clear(out);
	for (size_t i = 0; i < count; i++) {
		uint32_t size = i + 1 == count ? claimed : 0;
		nl_buf_add(&directory, NL_STR("PK\x01\x02"));
		office_number(&directory, 20, 2);
		office_fields(&directory, &parts[i], size);
		office_number(&directory, 0, 2 + 2 + 2); /* comment, disk, attributes */
		office_number(&directory, 0, 4);
		office_number(&directory, out->len, 4);
		nl_buf_add_c(&directory, parts[i].name);
		nl_buf_add(out, NL_STR("PK\x03\x04"));
		office_fields(out, &parts[i], size);
		nl_buf_add_c(out, parts[i].name);
		nl_buf_add(out, parts[i].bytes);
	}
	size_t start = out->len;
	nl_buf_add(out, nl_buf_str(&directory));
	nl_buf_add(out, NL_STR("PK\x05\x06"));
	office_number(out, 0, 2 + 2);
	office_number(out, count, 2);
	office_number(out, count, 2);
	office_number(out, directory.len, 4);
	office_number(out, start, 4);
	office_number(out, 0, 2);
	nl_buf_release(&directory);
}

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
