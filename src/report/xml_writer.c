#include "report/xml_writer.h"

#include "base/utf8.h"

/* The characters of XML 1.0 (section 2.2). */
static bool is_allowed(uint32_t c)
{
	if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
	return c != 0xFFFE && c != 0xFFFF;
}

static void add_character(nl_buf *out, uint32_t c)
{
	switch (c) {
	case '&': nl_buf_add_c(out, "&amp;"); break;
	case '<': nl_buf_add_c(out, "&lt;"); break;
	case '>': nl_buf_add_c(out, "&gt;"); break;
	case '"': nl_buf_add_c(out, "&quot;"); break;
	case '\t':
	case '\n':
	case '\r': nl_buf_addf(out, "&#%u;", c); break;
	default: nl_buf_add_char(out, is_allowed(c) ? c : NL_REPLACEMENT);
	}
}

void nl_xml_put_text(nl_buf *out, nl_str text)
{
	for (size_t at = 0; at < text.len;) {
		nl_utf8_char c = nl_utf8_decode(text, at);
		add_character(out, c.code_point);
		at += c.len;
	}
}

void nl_xml_put_attribute(nl_buf *out, const char *name, nl_str value)
{
	nl_buf_addf(out, " %s=\"", name);
	nl_xml_put_text(out, value);
	nl_buf_add_byte(out, '"');
}

void nl_xml_put_count(nl_buf *out, const char *name, uint32_t value)
{
	nl_buf_addf(out, " %s=\"%u\"", name, value);
}
