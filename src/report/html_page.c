/* The frame and the small parts of all pages of HTML. What the classes look like is in html/report.css. */
#include "report/html_page.h"

#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "base/version.h"
#include "judge/wording.h"
#include "report/html_assets.h"
#include "report/path.h"

/* ---- text -------------------------------------------------------------------------------------------------------- */

/* What may be shown as it is. Marks of direction for a single place (U+200E, U+200F, U+061C) are no danger inside a text that
 * is isolated; those that hold until further notice are. */
static bool is_shown(uint32_t c)
{
	if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
	if (c < 0x7F) return true;
	if (c < 0xA0) return false;
	if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029) return false;
	if (c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F)) return false;
	return (c & 0xFFFE) != 0xFFFE && !(c >= 0xFDD0 && c <= 0xFDEF);
}

static void put_character(nl_buf *out, uint32_t c, bool in_quotes)
{
	switch (c) {
	case '&': nl_buf_add_c(out, "&amp;"); break;
	case '<': nl_buf_add_c(out, "&lt;"); break;
	case '>': nl_buf_add_c(out, "&gt;"); break;
	case '"': nl_buf_add_c(out, in_quotes ? "&quot;" : "\""); break;
	case '\r': nl_buf_add_byte(out, '\n'); break;
	default:
		if (is_shown(c)) nl_buf_add_char(out, c);
		else nl_buf_addf(out, "[U+%04" PRIX32 "]", c);
	}
}

static void put_text(nl_buf *out, nl_str text, bool in_quotes)
{
	for (size_t at = 0, start = 0; at < text.len; start = at) {
		while (at < text.len && (unsigned char)text.ptr[at] >= 0x20 && (unsigned char)text.ptr[at] < 0x7F &&
			!strchr("&<>\"", text.ptr[at]))
			at++;
		nl_buf_add(out, nl_str_slice(text, start, at));
		if (at == text.len) break;
		nl_utf8_char c = nl_utf8_decode(text, at);
		put_character(out, c.code_point, in_quotes);
		at += c.len;
	}
}

void nl_page_put(nl_buf *out, nl_str text)
{
	put_text(out, text, false);
}

void nl_page_put_attribute(nl_buf *out, const char *name, nl_str value)
{
	nl_buf_addf(out, " %s=\"", name);
	put_text(out, value, true);
	nl_buf_add_byte(out, '"');
}

void nl_page_put_name(nl_buf *out, nl_str name)
{
	nl_buf_add_c(out, "<bdi>");
	nl_page_put(out, name);
	nl_buf_add_c(out, "</bdi>");
}

void nl_page_put_quote(nl_buf *out, nl_str words)
{
	nl_buf_add_c(out, "<q dir=auto>");
	nl_page_put(out, words);
	nl_buf_add_c(out, "</q>");
}

void nl_page_put_sentence(nl_buf *out, nl_str text)
{
	bool lower = text.len && text.ptr[0] >= 'a' && text.ptr[0] <= 'z';
	if (lower) nl_buf_add_byte(out, (char)(text.ptr[0] - 'a' + 'A'));
	nl_page_put(out, nl_str_slice(text, lower, text.len));
}

void nl_page_put_label(nl_buf *out, nl_str id)
{
	size_t start = out->len;
	nl_page_put_sentence(out, id);
	for (size_t i = start; i < out->len; i++)
		if (out->ptr[i] == '-') out->ptr[i] = ' ';
}

void nl_page_put_count(nl_buf *out, uint64_t count, const char *singular)
{
	nl_buf_addf(out, "%" PRIu64 " %s%s", count, singular, count == 1 ? "" : "s");
}

/* ---- the frame --------------------------------------------------------------------------------------------------- */

/* The marks, once: everywhere else they are used by name. A letter for the stance, a digit for the strength. */
static void put_symbols(nl_buf *out)
{
	static const struct {
		char name;
		const char *shape;
	} stances[] = {
		{'a', "<circle cx=10 cy=7.5 r=6.5 />"},
		{'h',
			"<path d=\"M10 1v13a6.5 6.5 0 0 1 0-13z\" />"
			"<circle cx=10 cy=7.5 r=5.7 fill=none stroke=currentColor stroke-width=1.6 />"},
		{'o',
			"<path fill-rule=evenodd d=\"M3.5 1h13v13h-13zM6 4.8 8.7 7.5 6 10.2 7.3 11.5 10 8.8 12.7 11.5 14 10.2 11.3 "
			"7.5 "
			"14 4.8 12.7 3.5 10 6.2 7.3 3.5z\" />"},
		{'r', "<path d=\"M10 1.3 16.2 7.5 10 13.7 3.8 7.5z\" fill=none stroke=currentColor stroke-width=1.6 />"},
	};
	nl_buf_add_c(out, "<svg class=symbols aria-hidden=true>\n");
	for (size_t s = 0; s < sizeof stances / sizeof *stances; s++) {
		for (unsigned strength = 0; strength < 4; strength++) {
			nl_buf_addf(out, "<symbol id=%c%u viewBox=\"0 0 20 20\">%s", stances[s].name, strength, stances[s].shape);
			for (unsigned dot = 0; dot <= strength; dot++)
				nl_buf_addf(out, "<rect x=%u y=16 width=3 height=3 />", 1 + dot * 5);
			nl_buf_add_c(out, "</symbol>\n");
		}
	}
	nl_buf_add_c(out, "</svg>\n");
}

static void put_asset(nl_buf *out, const nl_page_asset *asset)
{
	nl_buf_add(out, (nl_str){asset->text, asset->len});
}

static void put_head(nl_buf *out, nl_str title)
{
	nl_buf_addf(out,
		"<!DOCTYPE html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n"
		"<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'sha256-%s'; script-src "
		"'sha256-%s'; "
		"base-uri 'none'; form-action 'none'\">\n",
		nl_page_css.sha256, nl_page_js.sha256);
	nl_buf_add_c(out,
		"<meta name=viewport content=\"width=device-width, initial-scale=1\">\n"
		"<meta name=referrer content=no-referrer>\n<meta name=color-scheme content=\"light dark\">\n"
		"<meta name=generator content=\"normlint " NL_VERSION "\">\n<title>");
	nl_page_put(out, title);
	nl_buf_add_c(out, "</title>\n<style>");
	put_asset(out, &nl_page_css);
	nl_buf_add_c(out, "</style>\n</head>\n");
}

void nl_page_begin(nl_buf *out, nl_str title, nl_str heading, nl_str lede, const nl_page_link *links, uint32_t link_count)
{
	put_head(out, title);
	nl_buf_add_c(out, "<body>\n<a class=skip href=#main>Skip to the report</a>\n");
	put_symbols(out);
	nl_buf_add_c(out, "<header class=page>\n<h1>");
	nl_page_put_name(out, heading);
	nl_buf_add_c(out, "</h1>\n");
	if (lede.len) nl_buf_addf(out, "<p class=lede>" NL_FMT "</p>\n", NL_ARG(lede));
	nl_buf_add_c(out, "</header>\n");
	if (link_count) nl_buf_add_c(out, "<nav class=page aria-label=\"Parts of the report\">\n<ul>\n");
	for (uint32_t i = 0; i < link_count; i++)
		nl_buf_addf(out, "<li><a href=#%s>%s</a></li>\n", links[i].id, links[i].label);
	if (link_count) nl_buf_add_c(out, "</ul>\n</nav>\n");
	nl_buf_add_c(out, "<main id=main tabindex=-1>\n");
}

void nl_page_end(nl_buf *out)
{
	nl_buf_add_c(
		out, "</main>\n<footer class=page>\n<p>Made by normlint " NL_VERSION ", which finds by rules what a text says. It may err: read the words that it points at.</p>\n</footer>\n<script>");
	put_asset(out, &nl_page_js);
	nl_buf_add_c(out, "</script>\n</body>\n</html>\n");
}

void nl_page_section_begin(nl_buf *out, const char *id, const char *heading, const char *intro)
{
	nl_buf_addf(out, "<section id=%s aria-labelledby=%s-h>\n<h2 id=%s-h>%s</h2>\n", id, id, id, heading);
	if (intro) nl_buf_addf(out, "<p class=intro>%s</p>\n", intro);
}

void nl_page_section_end(nl_buf *out)
{
	nl_buf_add_c(out, "</section>\n");
}

/* ---- parts ------------------------------------------------------------------------------------------------------- */

static char letter_of(nl_stance stance)
{
	return nl_stance_name(stance)[0]; /* a, h, o, r: the first letters differ but for "absent", which has no mark */
}

void nl_page_put_stance(nl_buf *out, nl_stance stance, nl_strength strength)
{
	nl_buf_add_c(out, nl_stance_name(stance));
	if (stance != NL_ABSENT) nl_buf_addf(out, ", %s", nl_strength_name(strength));
}

void nl_page_put_mark(nl_buf *out, nl_stance stance, nl_strength strength, bool label)
{
	if (stance == NL_ABSENT) {
		nl_buf_add_c(out,
			label ? "<span class=none role=img aria-label=absent>·</span>" : "<span class=none aria-hidden=true>·</span>");
		return;
	}
	char letter = letter_of(stance);
	nl_buf_addf(out, "<svg class=\"g %c\"", letter);
	if (label) {
		nl_buf_add_c(out, " role=img aria-label=\"");
		nl_page_put_stance(out, stance, strength);
		nl_buf_add_byte(out, '"');
	} else nl_buf_add_c(out, " aria-hidden=true");
	nl_buf_addf(out, "><use href=#%c%u /></svg>", letter, (unsigned)strength);
}

void nl_page_put_legend(nl_buf *out)
{
	static const struct {
		nl_stance stance;
		const char *words;
	} stances[] = {{NL_AFFIRMED, "affirmed: the text says it"}, {NL_HEDGED, "hedged: it says it, but weakly"},
		{NL_OPPOSED, "opposed: it says that it is not so"}, {NL_REPORTED, "reported: it tells that others say it"}};
	static const struct {
		nl_strength strength;
		const char *words;
	} strengths[] = {{NL_BINDING, "binding: “shall”"}, {NL_DECLARED, "declared: a plain statement"},
		{NL_RECOMMENDED, "recommended: “should”"}, {NL_TENTATIVE, "tentative: “may”"}};
	nl_buf_add_c(out, "<ul class=legend aria-label=\"What the marks mean\">\n");
	for (size_t i = 0; i < 4; i++) {
		nl_buf_add_c(out, "<li>");
		nl_page_put_mark(out, stances[i].stance, NL_DECLARED, false);
		nl_buf_addf(out, " %s</li>\n", stances[i].words);
	}
	for (size_t i = 0; i < 4; i++)
		nl_buf_addf(out, "<li><svg class=\"g none\" aria-hidden=true><use href=#a%u /></svg> %s</li>\n",
			(unsigned)strengths[i].strength, strengths[i].words);
	nl_buf_add_c(out, "</ul>\n");
}

void nl_page_put_score(nl_buf *out, double score)
{
	nl_buf_addf(out, "<span class=score>%.0f<svg class=bar aria-hidden=true><rect width=%.1f%% height=100%% /></svg></span>",
		score, score);
}

void nl_page_put_citations(nl_buf *out, const nl_citation *citations, uint32_t count)
{
	nl_arena arena = {0};
	for (uint32_t i = 0; i < count; i++) {
		nl_buf url = {0};
		bool linked = nl_report_web_address(&url, citations[i].url);
		if (i) nl_buf_add_c(out, "; ");
		if (linked) {
			nl_buf_add_c(out, "<a rel=noreferrer");
			nl_page_put_attribute(out, "href", nl_buf_str(&url));
			nl_buf_add_byte(out, '>');
		}
		nl_page_put(out, nl_wording_citation(&citations[i], &arena));
		if (linked) nl_buf_add_c(out, "</a>");
		nl_buf_release(&url);
	}
	nl_arena_release(&arena);
}
