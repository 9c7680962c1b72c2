/* doc/charset.c - see charset.h. The C library's iconv knows the charsets. */
#include "doc/charset.h"

#include <iconv.h>
#include <stdio.h>
#include <string.h>

#include "doc/html_tokens.h"

enum { PRESCAN = 1024, MAX_NAME = 32 };

typedef struct {
	const char *prefix; /* of its labels (encoding.spec.whatwg.org), in lower case; the first that fits counts */
	nl_charset_kind kind;
} known_charset;

static const known_charset charsets[] = {
	{"utf", NL_CHARSET_UTF8},
	{"unicode", NL_CHARSET_UTF8},
	{"iso-8859-10", NL_CHARSET_BYTES},
	{"iso-8859-11", NL_CHARSET_BYTES},
	{"iso-8859-13", NL_CHARSET_BYTES},
	{"iso-8859-14", NL_CHARSET_BYTES},
	{"iso-8859-15", NL_CHARSET_BYTES},
	{"iso-8859-16", NL_CHARSET_BYTES},
	{"iso-8859-1", NL_CHARSET_WESTERN},
	{"latin1", NL_CHARSET_WESTERN},
	{"us-ascii", NL_CHARSET_WESTERN},
	{"ascii", NL_CHARSET_WESTERN},
	{"windows-1252", NL_CHARSET_WESTERN},
	{"cp1252", NL_CHARSET_WESTERN},
	{"iso-8859-", NL_CHARSET_BYTES},
	{"iso8859-", NL_CHARSET_BYTES},
	{"latin", NL_CHARSET_BYTES},
	{"windows-125", NL_CHARSET_BYTES},
	{"windows-874", NL_CHARSET_BYTES},
	{"cp125", NL_CHARSET_BYTES},
	{"koi8", NL_CHARSET_BYTES},
	{"ibm866", NL_CHARSET_BYTES},
	{"macintosh", NL_CHARSET_BYTES},
	{"big5", NL_CHARSET_OTHER},
	{"euc-", NL_CHARSET_OTHER},
	{"gb", NL_CHARSET_OTHER},
	{"iso-2022-", NL_CHARSET_OTHER},
	{"ks_c_5601", NL_CHARSET_OTHER},
	{"shift_jis", NL_CHARSET_OTHER},
	{"shift-jis", NL_CHARSET_OTHER},
	{"sjis", NL_CHARSET_OTHER},
	{"windows-949", NL_CHARSET_OTHER},
};

static nl_charset charset_of(nl_str name)
{
	name = nl_str_trim(name);
	if (name.len > MAX_NAME) return (nl_charset){0};
	for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++) {
		size_t len = strlen(charsets[i].prefix);
		if (name.len >= len && strncasecmp(name.ptr, charsets[i].prefix, len) == 0)
			return (nl_charset){charsets[i].kind, name};
	}
	return (nl_charset){0};
}

/* What stands behind "charset=" or "encoding=", in quotation marks or not. */
static nl_str value_behind(nl_str text, nl_str key)
{
	size_t at = nl_str_find(text, key);
	if (at == SIZE_MAX) return (nl_str){0};
	nl_str rest = nl_str_trim(nl_str_slice(text, at + key.len, text.len));
	if (!nl_str_starts(rest, NL_STR("="))) return (nl_str){0};
	rest = nl_str_trim(nl_str_slice(rest, 1, rest.len));
	if (rest.len && (rest.ptr[0] == '"' || rest.ptr[0] == '\'')) rest = nl_str_slice(rest, 1, rest.len);
	size_t end = 0;
	while (end < rest.len && !strchr("\"' ;\t\r\n?>", rest.ptr[end])) end++;
	return nl_str_slice(rest, 0, end);
}

static nl_charset of_meta(nl_str head, const nl_html_token *tag)
{
	nl_str value, equiv;
	if (nl_html_attribute(head, tag, NL_STR("charset"), &value)) return charset_of(value);
	bool typed = nl_html_attribute(head, tag, NL_STR("http-equiv"), &equiv) && nl_html_named(equiv, NL_STR("content-type"));
	if (!typed || !nl_html_attribute(head, tag, NL_STR("content"), &value)) return (nl_charset){0};
	return charset_of(value_behind(value, NL_STR("charset")));
}

nl_charset nl_charset_declared(nl_str bytes)
{
	nl_str head = nl_str_slice(bytes, 0, PRESCAN), bare = nl_str_trim(head);
	if (bare.len == 0 || bare.ptr[0] != '<' || memchr(head.ptr, '\0', head.len)) return (nl_charset){0};
	if (nl_str_starts(bare, NL_STR("<?xml"))) {
		nl_str declaration = nl_str_slice(bare, 0, nl_str_find(bare, NL_STR("?>")));
		nl_charset found = charset_of(value_behind(declaration, NL_STR("encoding")));
		if (found.kind != NL_CHARSET_NONE) return found;
	}
	for (size_t at = 0; at < head.len;) {
		nl_html_token t = nl_html_next(head, at, false);
		at = t.end;
		if (t.kind != NL_HTML_START || !nl_html_named(t.name, NL_STR("meta"))) continue;
		nl_charset found = of_meta(head, &t);
		if (found.kind != NL_CHARSET_NONE) return found;
	}
	return (nl_charset){0};
}

bool nl_charset_table(nl_str name, uint16_t table[128])
{
	char label[MAX_NAME + 1];
	snprintf(label, sizeof label, NL_FMT, NL_ARG(name));
	iconv_t converter = iconv_open("UTF-16LE", label);
	if (converter == (iconv_t)-1) return false;
	for (int i = 0; i < 128; i++) {
		char byte = (char)(0x80 + i), *in = &byte;
		unsigned char unit[8];
		char *out = (char *)unit;
		size_t in_left = 1, out_left = sizeof unit;
		iconv(converter, NULL, NULL, NULL, NULL);
		bool made = iconv(converter, &in, &in_left, &out, &out_left) != (size_t)-1 && out_left == sizeof unit - 2;
		table[i] = made ? (uint16_t)((unsigned)unit[0] | (unsigned)unit[1] << 8) : 0xFFFD;
	}
	iconv_close(converter);
	return true;
}
