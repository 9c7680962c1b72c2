/* The frame of pages of HTML: nothing from outside is markup in it, and nothing hides. The page is read again by normlint's own
 * reader of HTML, which sees what a person would. */
#include "base/utf8.h"
#include "doc_check.h"
#include "report/html_assets.h"
#include "report/html_page.h"

static void check_put(nl_str text, const char *wanted)
{
	nl_buf out = {0};
	nl_page_put(&out, text);
	CHECK_STR(nl_buf_str(&out), wanted);
	nl_buf_release(&out);
}

static void test_text(void)
{
	check_put(NL_STR("plain words"), "plain words");
	check_put(NL_STR(""), "");
	check_put(NL_STR("</script><b onclick=\"x\">&"), "&lt;/script&gt;&lt;b onclick=\"x\"&gt;&amp;");
	check_put(NL_STR("a\nb\tc\rd"), "a\nb\tc\nd");
	check_put(NL_STR("\x1b[31m\x7f\0"), "[U+001B][31m[U+007F][U+0000]");
	check_put(NL_STR("cod\xE2\x80\xAEgpj.exe"), "cod[U+202E]gpj.exe");
	check_put(NL_STR("\xE2\x81\xA6x\xE2\x81\xA9"), "[U+2066]x[U+2069]");
	check_put(NL_STR("\xC2\x85\xEF\xBB\xBF\xEF\xBF\xBE"), "[U+0085][U+FEFF][U+FFFE]");
	check_put(NL_STR("\xF3\xA0\x81\xA1"), "[U+E0061]");
	check_put(NL_STR("\xFF\xC3"), "\xEF\xBF\xBD\xEF\xBF\xBD"); /* no UTF-8: shown as such */
	check_put(NL_STR("\xC3\xA9\xE2\x80\x8F\xD7\xA9"), "\xC3\xA9\xE2\x80\x8F\xD7\xA9");
}

/* Every character, alone: what comes out is UTF-8, holds no mark of HTML, and nothing that turns or drives. */
static void test_every_character(void)
{
	uint32_t wrong = 0;
	for (uint32_t c = 0; c < 0x110000; c++) {
		char bytes[4];
		nl_buf out = {0};
		nl_page_put(&out, (nl_str){bytes, nl_utf8_encode(c, bytes)});
		for (size_t at = 0; at < out.len;) {
			nl_utf8_char got = nl_utf8_decode(nl_buf_str(&out), at);
			uint32_t g = got.code_point;
			wrong += !got.valid || g == '<' || g == '>' || g == 0x7F || (g < 0x20 && g != '\t' && g != '\n');
			wrong += (g >= 0x80 && g < 0xA0) || (g >= 0x202A && g <= 0x202E) || (g >= 0x2066 && g <= 0x2069);
			at += got.len;
		}
		wrong += out.len == 0;
		nl_buf_release(&out);
	}
	CHECK_INT(wrong, 0);
}

static void test_small_parts(void)
{
	nl_buf out = {0};
	nl_page_put_label(&out, NL_STR("existing-law-applies"));
	nl_buf_add_byte(&out, '|');
	nl_page_put_sentence(&out, NL_STR("nothing <says>"));
	nl_buf_add_byte(&out, '|');
	nl_page_put_count(&out, 1, "text");
	nl_page_put_count(&out, 2, "text");
	nl_buf_add_byte(&out, '|');
	nl_page_put_stance(&out, NL_AFFIRMED, NL_BINDING);
	nl_page_put_stance(&out, NL_ABSENT, NL_TENTATIVE);
	CHECK_STR(nl_buf_str(&out), "Existing law applies|Nothing &lt;says&gt;|1 text2 texts|affirmed, bindingabsent");
	nl_buf_clear(&out);
	nl_page_put_mark(&out, NL_OPPOSED, NL_RECOMMENDED, true);
	CHECK_STR(nl_buf_str(&out), "<svg class=\"g o\" role=img aria-label=\"opposed, recommended\"><use href=#o1 /></svg>");
	nl_buf_release(&out);
}

static const char hostile[] = "</title></h1><script>alert(1)</script><img src=x onerror=alert(2)>\" onclick=\"x";

static void put_page(nl_buf *out)
{
	nl_str name = nl_str_of(hostile);
	static const nl_page_link links[] = {{"one", "One"}};
	const nl_page_place places[] = {{.value = -1.5, .low = -3, .high = 1, .label = name, .href = "#one"},
		{.value = 2, .low = 2, .high = 2, .label = name, .shape = 1, .joined = true}, {.label = name, .nothing = true}};
	const nl_page_scale scale = {.title = name, .from = name, .to = name, .places = places, .count = 3};
	const nl_citation citations[] = {{name, NL_STR("para 1"), NL_STR("javascript:alert(3)")},
		{name, name, NL_STR("https://example.org/\"><script>")}};
	nl_page_begin(out, name, name, NL_STR(""), links, 1);
	nl_page_section_begin(out, "one", "One", NULL);
	nl_page_put_legend(out);
	nl_page_put_scale(out, &scale);
	nl_buf_add_c(out, "<p");
	nl_page_put_attribute(out, "title", name);
	nl_buf_add_c(out, ">");
	nl_page_put_quote(out, name);
	nl_page_put_citations(out, citations, 2);
	nl_page_section_end(out);
	nl_page_end(out);
}

static uint32_t count_of(nl_str text, nl_str what)
{
	uint32_t count = 0;
	for (size_t at = 0, found; (found = nl_str_find(nl_str_slice(text, at, text.len), what)) != SIZE_MAX; at += found + 1)
		count++;
	return count;
}

/* Whatever came from outside is text to a reader of HTML, letter by letter, and what no reader sees is ours alone. */
static void test_hostile_page(drafts *d)
{
	nl_buf out = {0};
	put_page(&out);
	nl_str page = nl_buf_str(&out);
	CHECK_INT(count_of(page, NL_STR("<script")), 1);
	CHECK_INT(count_of(page, NL_STR("</script")), 1);
	CHECK_INT(count_of(page, NL_STR("<img")), 0);
	CHECK_INT(count_of(page, NL_STR("title=\"&lt;/title&gt;")), 1);
	CHECK_INT(count_of(page, NL_STR("(2)&gt;&quot; onclick=&quot;x\">")), 1);
	CHECK_INT(count_of(page, NL_STR("href=\"javascript")), 0);
	CHECK_INT(count_of(page, NL_STR(" style=")), 0);
	CHECK_INT(count_of(page, nl_str_of(nl_page_css.sha256)), 1);
	CHECK_INT(count_of(page, nl_str_of(nl_page_js.sha256)), 1);

	d->source = nl_doc_source(NL_STR("report.html"), page, &d->arena, &d->sink);
	d->doc = nl_doc_open(d->source, NL_FORMAT_HTML, &d->language, d->lexicon, NULL, &d->sink);
	CHECK(d->doc != NULL);
	if (d->doc) {
		CHECK(count_of(text_of(d->doc), nl_str_of(hostile)) >= 5);
		CHECK_INT(count_of(text_of(d->doc), NL_STR("use strict")), 0);
		CHECK_INT(count_of(text_of(d->doc), NL_STR("affirmed: the text says it")), 1);
	}
	drafts_close(d);
	nl_buf_release(&out);
}

int main(void)
{
	drafts d;
	drafts_init(&d);
	test_text();
	test_every_character();
	test_small_parts();
	test_hostile_page(&d);
	drafts_release(&d);
	return check_done();
}
