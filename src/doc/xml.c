/* doc/xml.c - see xml.h. Names come from expat as "SPACE NAME", so that one probe of a map tells an element's number. */
#include "doc/xml.h"

#include <expat.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/library.h"
#include "base/limits.h"
#include "base/mem.h"
#include "diag/codes.h"
#include "doc/encoding.h"

enum { SEPARATOR = ' ' };

static struct {
	bool loaded;
	__typeof__(XML_ParserCreateNS) *ParserCreateNS;
	__typeof__(XML_ParserFree) *ParserFree;
	__typeof__(XML_SetUserData) *SetUserData;
	__typeof__(XML_SetElementHandler) *SetElementHandler;
	__typeof__(XML_SetCharacterDataHandler) *SetCharacterDataHandler;
	__typeof__(XML_SetStartDoctypeDeclHandler) *SetStartDoctypeDeclHandler;
	__typeof__(XML_SetXmlDeclHandler) *SetXmlDeclHandler;
	__typeof__(XML_Parse) *Parse;
	__typeof__(XML_StopParser) *StopParser;
	__typeof__(XML_GetErrorCode) *GetErrorCode;
	__typeof__(XML_ErrorString) *ErrorString;
	__typeof__(XML_GetCurrentByteIndex) *GetCurrentByteIndex;
	__typeof__(XML_GetCurrentByteCount) *GetCurrentByteCount;
	__typeof__(XML_GetCurrentLineNumber) *GetCurrentLineNumber;
	__typeof__(XML_GetCurrentColumnNumber) *GetCurrentColumnNumber;
} lib;

static void load(void)
{
	const nl_library_symbol symbols[] = {
		{"XML_ParserCreateNS", &lib.ParserCreateNS},
		{"XML_ParserFree", &lib.ParserFree},
		{"XML_SetUserData", &lib.SetUserData},
		{"XML_SetElementHandler", &lib.SetElementHandler},
		{"XML_SetCharacterDataHandler", &lib.SetCharacterDataHandler},
		{"XML_SetStartDoctypeDeclHandler", &lib.SetStartDoctypeDeclHandler},
		{"XML_SetXmlDeclHandler", &lib.SetXmlDeclHandler},
		{"XML_Parse", &lib.Parse},
		{"XML_StopParser", &lib.StopParser},
		{"XML_GetErrorCode", &lib.GetErrorCode},
		{"XML_ErrorString", &lib.ErrorString},
		{"XML_GetCurrentByteIndex", &lib.GetCurrentByteIndex},
		{"XML_GetCurrentByteCount", &lib.GetCurrentByteCount},
		{"XML_GetCurrentLineNumber", &lib.GetCurrentLineNumber},
		{"XML_GetCurrentColumnNumber", &lib.GetCurrentColumnNumber},
	};
	lib.loaded = nl_library_load(NL_LIBEXPAT, symbols, sizeof symbols / sizeof *symbols);
}

static bool have_library(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, load);
	return lib.loaded;
}

/* ---- names --------------------------------------------------------------------------------------------------- */

void nl_xml_tags_add(nl_xml_tags *tags, const nl_xml_tag *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		nl_str key = nl_arena_printf(&tags->arena, "%s%c%s", list[i].space, SEPARATOR, list[i].name);
		nl_map_set(&tags->map, key, list[i].tag);
	}
}

const nl_xml_tags *nl_xml_tags_once(_Atomic(nl_xml_tags *) *made, void (*make)(nl_xml_tags *tags))
{
	nl_xml_tags *known = atomic_load(made);
	if (known) return known;
	nl_xml_tags *tags = nl_alloc(sizeof *tags);
	make(tags);
	if (atomic_compare_exchange_strong(made, &known, tags)) return tags;
	/* Another thread was faster. */
	nl_map_release(&tags->map);
	nl_arena_release(&tags->arena);
	free(tags);
	return known;
}

static uint32_t tag_of(const nl_xml_tags *tags, const char *name)
{
	uint32_t tag = nl_map_get(&tags->map, nl_str_of(name));
	return tag == NL_NONE ? 0 : tag;
}

/* ---- reading ------------------------------------------------------------------------------------------------- */

struct nl_xml {
	XML_Parser parser;
	const nl_input_file *file;
	nl_str part;
	const nl_xml_tags *tags;
	const nl_xml_handlers *handlers;
	void *context;
	uint32_t depth;
	bool refused; /* and told */
};

/* "it" for a file that is one part. */
static nl_str subject(const nl_xml *xml, nl_arena *arena)
{
	return xml->part.len ? nl_arena_printf(arena, "its part '" NL_FMT "'", NL_ARG(xml->part)) : NL_STR("it");
}

static void refuse(nl_xml *xml, nl_str code, const char *what, nl_str detail)
{
	nl_arena arena = {0};
	if (!xml->refused)
		nl_input_refuse(xml->file, code, NL_FMT " %s" NL_FMT, NL_ARG(subject(xml, &arena)), what, NL_ARG(detail));
	xml->refused = true;
	lib.StopParser(xml->parser, XML_FALSE);
	nl_arena_release(&arena);
}

static void on_start(void *data, const char *name, const char **attributes)
{
	nl_xml *xml = data;
	if (xml->refused) return;
	if (++xml->depth > NL_MAX_XML_DEPTH)
		refuse(xml, NL_CODE_NAME(D0713), "has more elements inside of each other than a document needs", NL_STR(""));
	else xml->handlers->start(xml->context, xml, tag_of(xml->tags, name), attributes);
}

static void on_end(void *data, const char *name)
{
	nl_xml *xml = data;
	if (xml->refused) return;
	xml->handlers->end(xml->context, xml, tag_of(xml->tags, name));
	xml->depth--;
}

static void on_text(void *data, const char *text, int len)
{
	nl_xml *xml = data;
	if (!xml->refused) xml->handlers->text(xml->context, xml, (nl_str){text, (size_t)len});
}

static void on_doctype(void *data, const char *name, const char *system, const char *public, int internal)
{
	(void)name, (void)system, (void)public, (void)internal;
	refuse(data, NL_CODE_NAME(D0713), "has a document type declaration, which could make text without bound", NL_STR(""));
}

static bool is_one_of(const char *name, const char *const *list)
{
	for (; *list; list++)
		if (strcasecmp(name, *list) == 0) return true;
	return false;
}

static void on_declaration(void *data, const char *version, const char *encoding, int standalone)
{
	static const char *const read[] = {"UTF-8", "UTF8", "UTF-16", "UTF-16LE", "UTF-16BE", "US-ASCII", "ASCII", NULL};
	(void)version, (void)standalone;
	if (encoding && !is_one_of(encoding, read))
		refuse(data, NL_CODE_NAME(D0711), "is in an encoding other than UTF-8 and UTF-16: ", nl_str_of(encoding));
}

static void tell_damage(nl_xml *xml)
{
	nl_arena arena = {0};
	nl_input_refuse(xml->file, NL_CODE_NAME(D0711), NL_FMT " is damaged at line %lu, column %lu: %s",
		NL_ARG(subject(xml, &arena)), lib.GetCurrentLineNumber(xml->parser),
		lib.GetCurrentColumnNumber(xml->parser) + 1, lib.ErrorString(lib.GetErrorCode(xml->parser)));
	xml->refused = true;
	nl_arena_release(&arena);
}

bool nl_xml_read(const nl_input_file *file, nl_str part, nl_str bytes, const nl_xml_tags *tags,
	const nl_xml_handlers *handlers, void *context)
{
	if (!have_library())
		return nl_input_refuse(file, NL_CODE_NAME(D0704), "it is made of XML, and the library libexpat.so.1 is not installed");
	nl_xml xml = {.file = file, .part = part, .tags = tags, .handlers = handlers, .context = context};
	xml.parser = lib.ParserCreateNS("UTF-8", SEPARATOR);
	if (!xml.parser) nl_out_of_memory(sizeof xml);
	lib.SetUserData(xml.parser, &xml);
	lib.SetElementHandler(xml.parser, on_start, on_end);
	lib.SetCharacterDataHandler(xml.parser, on_text);
	lib.SetStartDoctypeDeclHandler(xml.parser, on_doctype);
	lib.SetXmlDeclHandler(xml.parser, on_declaration);
	/* NL_MAX_UNPACKED and the limit of a document keep the length of a part below what an int holds, or this tells. */
	bool fits = bytes.len <= INT32_MAX;
	if (!fits) refuse(&xml, NL_CODE_NAME(D0713), "is larger than 2 GiB", NL_STR(""));
	else if (lib.Parse(xml.parser, bytes.ptr, (int)bytes.len, 1) != XML_STATUS_OK && !xml.refused) tell_damage(&xml);
	lib.ParserFree(xml.parser);
	return !xml.refused;
}

static bool is_little_endian(nl_str bytes)
{
	return nl_str_starts(bytes, NL_STR("\xFF\xFE")) || nl_str_starts(bytes, NL_STR("<\0?\0"));
}

static bool is_big_endian(nl_str bytes)
{
	return nl_str_starts(bytes, NL_STR("\xFE\xFF")) || nl_str_starts(bytes, NL_STR("\0<\0?"));
}

nl_str nl_xml_utf8(nl_str bytes, nl_arena *arena)
{
	bool little = is_little_endian(bytes), big = is_big_endian(bytes);
	if (!little && !big) return nl_str_slice(bytes, nl_str_starts(bytes, NL_STR("\xEF\xBB\xBF")) ? 3 : 0, bytes.len);
	bool marked = (unsigned char)bytes.ptr[0] >= 0xFE;
	return nl_utf16_to_utf8(nl_str_slice(bytes, marked ? 2 : 0, bytes.len), big, arena);
}

void nl_xml_encode(nl_str bytes, nl_str text, nl_buf *out)
{
	bool little = is_little_endian(bytes), big = is_big_endian(bytes), marked = (little || big) && bytes.ptr[0] & 0x80;
	if (marked) nl_buf_add(out, nl_str_slice(bytes, 0, 2));
	if (little || big) nl_utf8_to_utf16(text, big, out);
	else {
		if (nl_str_starts(bytes, NL_STR("\xEF\xBB\xBF"))) nl_buf_add(out, nl_str_slice(bytes, 0, 3));
		nl_buf_add(out, text);
	}
}

nl_str nl_xml_name(nl_str text, nl_span tag)
{
	uint32_t end = tag.start + 1;
	while (end < tag.end && !strchr(" \t\r\n/>", text.ptr[end])) end++;
	return nl_str_slice(text, tag.start + 1, end);
}

nl_str nl_xml_prefix(nl_str text, nl_span tag)
{
	nl_str name = nl_xml_name(text, tag);
	size_t colon = nl_str_find(name, NL_STR(":"));
	return nl_str_slice(name, 0, colon == SIZE_MAX ? 0 : colon + 1);
}

/* ---- in a handler -------------------------------------------------------------------------------------------- */

nl_span nl_xml_here(const nl_xml *xml)
{
	uint32_t start = (uint32_t)lib.GetCurrentByteIndex(xml->parser);
	return (nl_span){start, start + (uint32_t)lib.GetCurrentByteCount(xml->parser)};
}

uint32_t nl_xml_depth(const nl_xml *xml)
{
	return xml->depth;
}

nl_str nl_xml_attribute(const char **attributes, const char *name)
{
	for (; *attributes; attributes += 2) {
		const char *space = strrchr(attributes[0], SEPARATOR);
		if (strcmp(space ? space + 1 : attributes[0], name) == 0) return nl_str_of(attributes[1]);
	}
	return (nl_str){0};
}

int32_t nl_xml_number(const char **attributes, const char *name, int32_t otherwise)
{
	nl_str value = nl_xml_attribute(attributes, name);
	bool negative = nl_str_starts(value, NL_STR("-"));
	int32_t number = 0;
	size_t i = negative ? 1 : 0;
	if (value.len <= i || value.len > i + 9) return otherwise;
	for (; i < value.len; i++) {
		if (value.ptr[i] < '0' || value.ptr[i] > '9') return otherwise;
		number = 10 * number + (value.ptr[i] - '0');
	}
	return negative ? -number : number;
}

bool nl_xml_is_on(const char **attributes, const char *name)
{
	nl_str value = nl_xml_attribute(attributes, name);
	return !value.ptr || nl_str_eq(value, NL_STR("1")) || nl_str_eq(value, NL_STR("true")) ||
		nl_str_eq(value, NL_STR("on"));
}
