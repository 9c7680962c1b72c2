/* The source is searched for "normlint:", which costs next to nothing, and only around what is found the format's syntax is
 * looked at. Whether it is a comment indeed is asked of the document: a comment leaves no words in it. */
#include "judge/directives.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"

static const nl_str mark = {"normlint:", 9};

/* Places of the source, by where they begin, for whoever asks what lies around one. */
typedef struct {
	nl_span span;
	uint32_t number;  /* of the sentence or block */
	uint32_t reaches; /* the furthest end up to here */
} place;

typedef struct {
	place *at;
	uint32_t count;
} places;

typedef struct {
	const nl_doc *doc;
	nl_str source;
	nl_directives *to;
	places sentences, blocks; /* made when there is a first comment */
	NL_VEC(uint32_t) open;    /* directives that wait for their end */
	uint32_t comments;
} reader;

static int by_start(const void *a, const void *b)
{
	const place *x = a, *y = b;
	if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
	return x->number < y->number ? -1 : 1;
}

static void sort(places *p)
{
	uint32_t reaches = 0;
	if (p->count) qsort(p->at, p->count, sizeof *p->at, by_start);
	for (uint32_t i = 0; i < p->count; i++) {
		if (p->at[i].span.end > reaches) reaches = p->at[i].span.end;
		p->at[i].reaches = reaches;
	}
}

static void find_places(reader *r)
{
	const nl_doc *doc = r->doc;
	r->sentences = (places){nl_alloc((doc->sentence_count + 1) * sizeof(place)), doc->sentence_count};
	r->blocks = (places){nl_alloc((doc->block_count + 1) * sizeof(place)), doc->block_count};
	for (uint32_t i = 0; i < doc->sentence_count; i++)
		r->sentences.at[i] = (place){nl_doc_origin(doc, doc->sentences[i].text), i, 0};
	for (uint32_t i = 0; i < doc->block_count; i++)
		r->blocks.at[i] = (place){nl_doc_origin(doc, doc->blocks[i].text), i, 0};
	sort(&r->sentences);
	sort(&r->blocks);
}

/* How many begin before `at`. */
static uint32_t begun_before(const places *p, uint32_t at)
{
	uint32_t low = 0, high = p->count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (p->at[middle].span.start < at) low = middle + 1;
		else high = middle;
	}
	return low;
}

/* ---- comments ----------------------------------------------------------------------------------------------------- */

bool nl_directive_marks(nl_format format, const char **begin, const char **end)
{
	*end = "";
	switch (format) {
	case NL_FORMAT_MARKDOWN:
	case NL_FORMAT_HTML: *begin = "<!-- ", *end = " -->"; return true;
	case NL_FORMAT_RST: *begin = ".. "; return true;
	case NL_FORMAT_ASCIIDOC: *begin = "// "; return true;
	case NL_FORMAT_LATEX: *begin = "% "; return true;
	default: return false;
	}
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static uint32_t line_start(nl_str text, size_t at)
{
	while (at > 0 && text.ptr[at - 1] != '\n' && text.ptr[at - 1] != '\r') at--;
	return (uint32_t)at;
}

/* Where the white space before `at` begins. */
static size_t before_blanks(nl_str text, size_t at, size_t start)
{
	while (at > start && is_blank(text.ptr[at - 1])) at--;
	return at;
}

static bool markup_comment(nl_str text, size_t at, nl_span *comment, nl_span *inside)
{
	size_t open = before_blanks(text, at, 0);
	if (open < 4 || memcmp(text.ptr + open - 4, "<!--", 4) != 0) return false;
	size_t len = nl_str_find(nl_str_slice(text, at, text.len), NL_STR("-->"));
	if (len == SIZE_MAX) return false;
	*comment = (nl_span){(uint32_t)open - 4, (uint32_t)(at + len + 3)};
	*inside = (nl_span){(uint32_t)at, (uint32_t)(at + len)};
	return true;
}

/* Further lines of it are indented more. */
static bool rst_comment(nl_str text, size_t at, nl_span *comment, nl_span *inside)
{
	size_t start = line_start(text, at), open = before_blanks(text, at, start), indent = open - 2;
	if (open < start + 2 || open == at || memcmp(text.ptr + open - 2, "..", 2) != 0) return false;
	if (before_blanks(text, indent, start) != start) return false;
	size_t end = nl_str_line_end(text, at);
	for (size_t next = end + 1; next < text.len; next = end + 1) {
		size_t first = next;
		while (first < text.len && (text.ptr[first] == ' ' || text.ptr[first] == '\t')) first++;
		if (first - next <= indent - start || nl_str_line_end(text, first) == first) break;
		end = nl_str_line_end(text, first);
	}
	*comment = (nl_span){(uint32_t)indent, (uint32_t)end};
	*inside = (nl_span){(uint32_t)at, (uint32_t)end};
	return true;
}

/* To the end of the line, behind one or more marks; in AsciiDoc alone on it. */
static bool line_comment(nl_str text, size_t at, bool latex, nl_span *comment, nl_span *inside)
{
	size_t start = line_start(text, at), open = before_blanks(text, at, start), first = open;
	char sign = latex ? '%' : '/';
	while (first > start && text.ptr[first - 1] == sign) first--;
	if (latex ? open == first || (first > start && text.ptr[first - 1] == '\\') : open - first != 2 || first != start)
		return false;
	*inside = (nl_span){(uint32_t)at, (uint32_t)nl_str_line_end(text, at)};
	*comment = (nl_span){(uint32_t)first, inside->end};
	return true;
}

static bool comment_at(const reader *r, size_t at, nl_span *comment, nl_span *inside)
{
	switch (r->doc->format) {
	case NL_FORMAT_MARKDOWN:
	case NL_FORMAT_HTML: return markup_comment(r->source, at, comment, inside);
	case NL_FORMAT_RST: return rst_comment(r->source, at, comment, inside);
	case NL_FORMAT_ASCIIDOC: return line_comment(r->source, at, false, comment, inside);
	case NL_FORMAT_LATEX: return line_comment(r->source, at, true, comment, inside);
	default: return false;
	}
}

static bool overlap(nl_span a, nl_span b)
{
	return a.start < b.end && b.start < a.end;
}

static bool has_words(const nl_doc *doc, uint32_t number, nl_span span)
{
	const nl_sentence *sentence = &doc->sentences[number];
	const nl_token *tokens = nl_doc_tokens(doc, number);
	for (uint32_t t = 0; t < sentence->end - sentence->first; t++) {
		const nl_token *token = &tokens[t];
		if (overlap(nl_doc_origin(doc, (nl_span){token->start, token->start + token->len}), span)) return true;
	}
	return false;
}

/* Whether words of the document stand there. */
static bool is_text(const reader *r, nl_span span)
{
	const places *p = &r->sentences;
	for (uint32_t i = begun_before(p, span.end); i-- > 0 && p->at[i].reaches > span.start;)
		if (overlap(p->at[i].span, span) && has_words(r->doc, p->at[i].number, span)) return true;
	return false;
}

/* ---- what they hold for ------------------------------------------------------------------------------------------- */

static bool has_line_end(nl_str text)
{
	return text.len && (memchr(text.ptr, '\n', text.len) || memchr(text.ptr, '\r', text.len));
}

/* The block around the comment, or before it on its line; else the next. Empty behind the last. */
static nl_span block_beside(const reader *r, nl_span comment)
{
	const places *p = &r->blocks;
	uint32_t next = begun_before(p, comment.end);
	nl_span before = {0, 0};
	for (uint32_t i = next; i-- > 0 && p->at[i].reaches > before.end;) {
		nl_span block = p->at[i].span;
		if (block.start <= comment.start && comment.end <= block.end) return block;
		if (block.end <= comment.start && block.end > before.end) before = block;
	}
	bool same_line = before.end && !has_line_end(nl_str_slice(r->source, before.end, comment.start));
	if (same_line) return before;
	return next < p->count ? p->at[next].span : (nl_span){0, 0};
}

static nl_span lines_of(nl_str text, nl_span comment)
{
	return (nl_span){line_start(text, comment.start), (uint32_t)nl_str_line_end(text, comment.end)};
}

static nl_span next_line(nl_str text, nl_span comment)
{
	size_t end = nl_str_line_end(text, comment.end);
	if (end < text.len && text.ptr[end] == '\r' && end + 1 < text.len && text.ptr[end + 1] == '\n') end++;
	size_t start = end < text.len ? end + 1 : end;
	return (nl_span){(uint32_t)start, (uint32_t)nl_str_line_end(text, start)};
}

/* ---- what they say ------------------------------------------------------------------------------------------------ */

typedef enum { IGNORE, IGNORE_LINE, IGNORE_NEXT_LINE, IGNORE_START, IGNORE_END, IGNORE_FILE, NO_VERB } verb;

static const nl_str verbs[] = {
	{"ignore", 6},
	{"ignore-line", 11},
	{"ignore-next-line", 16},
	{"ignore-start", 12},
	{"ignore-end", 10},
	{"ignore-file", 11},
};

typedef struct {
	nl_str text; /* what is left to read */
	verb verb;
	nl_str names; /* as written */
	nl_date until;
	nl_str reason;
	const char *fault, *help;
} said;

static nl_str take_word(nl_str *text)
{
	size_t start = 0;
	while (start < text->len && (is_blank(text->ptr[start]) || text->ptr[start] == ',')) start++;
	size_t end = start;
	while (end < text->len && !is_blank(text->ptr[end]) && text->ptr[end] != ',' && text->ptr[end] != ':') end++;
	nl_str word = nl_str_slice(*text, start, end);
	*text = nl_str_slice(*text, end, text->len);
	return word;
}

static verb verb_of(nl_str word)
{
	for (int i = 0; i < NO_VERB; i++)
		if (nl_str_eq(verbs[i], word)) return (verb)i;
	return NO_VERB;
}

/* "privacy, equality until 2027-06-30" before the reason. */
static void read_names(said *s, nl_str text)
{
	s->until = NL_NO_DATE;
	s->names = text;
	for (nl_str rest = text;;) {
		size_t at = (size_t)(rest.ptr - text.ptr);
		nl_str word = take_word(&rest);
		if (word.len == 0) return;
		if (!nl_str_eq(word, NL_STR("until"))) continue;
		s->names = nl_str_slice(text, 0, at);
		s->until = nl_date_of(take_word(&rest));
		if (s->until == NL_NO_DATE || nl_str_trim(rest).len) {
			s->fault = "'until' has no day behind it";
			s->help = "write the last day on which it holds: until 2027-06-30";
		}
		return;
	}
}

static said read_said(nl_str inside)
{
	said s = {.text = nl_str_slice(inside, mark.len, inside.len)};
	nl_str word = take_word(&s.text);
	s.verb = verb_of(word);
	if (s.verb == NO_VERB) {
		s.fault = "it does not say what to do";
		s.help = "write 'ignore', 'ignore-line', 'ignore-next-line', 'ignore-start', 'ignore-end' or 'ignore-file'";
		return s;
	}
	size_t colon = nl_str_find(s.text, NL_STR(":"));
	read_names(&s, nl_str_slice(s.text, 0, colon == SIZE_MAX ? s.text.len : colon));
	if (colon != SIZE_MAX) s.reason = nl_str_trim(nl_str_slice(s.text, colon + 1, s.text.len));
	nl_str names = s.names;
	if (s.verb == IGNORE_END || s.fault) return s;
	if (take_word(&names).len == 0) {
		s.fault = "it names no rule";
		s.help = "name what to ignore: ignore privacy: covered by the Data Act";
	} else if (s.reason.len == 0) {
		s.fault = "it gives no reason";
		s.help = "write the reason behind a colon: ignore privacy: covered by the Data Act";
	}
	return s;
}

/* ---- all together ------------------------------------------------------------------------------------------------- */

static const char open_fault[] = "nothing ends what it starts";

static void push(reader *r, const said *s, nl_str name, nl_span comment, nl_span span)
{
	nl_directive *d = nl_vec_push(r->to);
	if (s->verb == IGNORE_START && s->fault == open_fault) *nl_vec_push(&r->open) = r->to->len - 1;
	*d = (nl_directive){.fault = s->fault, .help = s->help};
	d->suppression = (nl_suppression){.in_text = true,
		.reason = s->reason,
		.name = name,
		.whole = s->verb == IGNORE_FILE,
		.span = span,
		.until = s->until,
		.label = nl_at(r->doc->source, comment)};
}

static bool has_name(nl_str names, nl_str name)
{
	for (nl_str word; (word = take_word(&names)).len;)
		if (nl_str_eq(word, name)) return true;
	return false;
}

/* Ends what is open: all of the names, or with no names all that the last comment began. False when nothing is. */
static bool end_open(reader *r, nl_str names, uint32_t end)
{
	nl_str rest = names;
	bool named = take_word(&rest).len > 0;
	uint32_t begun = r->open.len ? r->to->at[*nl_vec_last(&r->open)].suppression.label.span.start : 0, kept = 0;
	for (uint32_t i = 0; i < r->open.len; i++) {
		nl_directive *d = &r->to->at[r->open.at[i]];
		bool ends = named ? has_name(names, d->suppression.name) : d->suppression.label.span.start == begun;
		if (ends) {
			d->suppression.span.end = end;
			d->fault = d->help = NULL;
		} else r->open.at[kept++] = r->open.at[i];
	}
	bool ended = kept < r->open.len;
	r->open.len = kept;
	return ended;
}

static nl_span span_of(const reader *r, const said *s, nl_span comment)
{
	switch (s->verb) {
	case IGNORE: return block_beside(r, comment);
	case IGNORE_LINE: return lines_of(r->source, comment);
	case IGNORE_NEXT_LINE: return next_line(r->source, comment);
	default: return comment;
	}
}

static void take(reader *r, nl_span comment, nl_span inside)
{
	said s = read_said(nl_str_slice(r->source, inside.start, inside.end));
	if (s.verb == IGNORE_END && !s.fault) {
		if (end_open(r, s.names, comment.start)) return;
		s.fault = "nothing that it could end was started before it";
		s.help = "write 'ignore-start NAME: reason' before it, or take it out";
	}
	nl_span span = span_of(r, &s, comment);
	if (s.verb == IGNORE_START && !s.fault) {
		s.fault = open_fault;
		s.help = "write 'ignore-end' where it ends, or 'ignore-file' for the whole text";
	}
	nl_str names = s.names, name = take_word(&names);
	do push(r, &s, name, comment, span);
	while ((name = take_word(&names)).len && !(s.fault && s.fault != open_fault));
}

/* Past the limit one more is told, and the rest is left. */
static bool too_many(reader *r, nl_span comment)
{
	static const said many = {.verb = IGNORE,
		.fault = "there are too many in one text",
		.help = "use 'ignore-start' and 'ignore-end', or 'ignore-file'"};
	if (r->comments++ < NL_MAX_SUPPRESSIONS) return false;
	push(r, &many, (nl_str){0}, comment, comment);
	return true;
}

/* Where the mark stands next, SIZE_MAX when it comes no more. Colons are rare, so that looking for them is the fastest. */
static size_t find_mark(nl_str text, size_t from)
{
	for (const char *colon; from < text.len && (colon = memchr(text.ptr + from, ':', text.len - from));) {
		from = (size_t)(colon - text.ptr) + 1;
		if (from >= mark.len && memcmp(text.ptr + from - mark.len, mark.ptr, mark.len) == 0) return from - mark.len;
	}
	return SIZE_MAX;
}

/* "<!-- normlint ignore privacy -->" says nothing to normlint, and whoever wrote it thinks that it does. Where the word stands in the
 * next such comment; SIZE_MAX for none. */
static size_t find_bare(nl_str text, size_t from)
{
	static const nl_str word = {"normlint", 8};
	for (const char *sign; from < text.len && (sign = memchr(text.ptr + from, '!', text.len - from));) {
		size_t at = (size_t)(sign - text.ptr);
		from = at + 1;
		if (at == 0 || text.ptr[at - 1] != '<' || !nl_str_starts(nl_str_slice(text, from, text.len), NL_STR("--")))
			continue;
		for (at += 3; at < text.len && is_blank(text.ptr[at]);) at++;
		nl_str rest = nl_str_slice(text, at, text.len);
		if (!nl_str_starts(rest, word) || rest.len == word.len || !is_blank(rest.ptr[word.len])) continue;
		nl_str what = nl_str_slice(rest, word.len, rest.len), told = take_word(&what);
		if (nl_str_eq(told, verbs[IGNORE]) || nl_str_starts(told, NL_STR("ignore-"))) return at;
	}
	return SIZE_MAX;
}

static void read_bare(reader *r)
{
	static const said no_colon = {.verb = IGNORE,
		.fault = "'normlint' has no colon behind it",
		.help = "write 'normlint: ignore privacy: covered by the Data Act'"};
	for (size_t at = 0; (at = find_bare(r->source, at)) != SIZE_MAX; at++) {
		nl_span comment, inside;
		if (!r->blocks.at) find_places(r);
		if (!markup_comment(r->source, at, &comment, &inside) || is_text(r, inside)) continue;
		if (too_many(r, comment)) return;
		push(r, &no_colon, (nl_str){0}, comment, comment);
	}
}

static void read_all(reader *r)
{
	for (size_t at = 0; (at = find_mark(r->source, at)) != SIZE_MAX;) {
		nl_span comment, inside;
		if (!r->blocks.at) find_places(r);
		if (comment_at(r, at, &comment, &inside) && !is_text(r, inside)) {
			if (too_many(r, comment)) return;
			take(r, comment, inside);
			at = inside.end;
		} else at += mark.len;
	}
}

void nl_directives_read(const nl_doc *doc, nl_directives *directives)
{
	reader r = {.doc = doc, .source = nl_source_text(doc->source), .to = directives};
	const char *begin, *end;
	if (nl_directive_marks(doc->format, &begin, &end)) read_all(&r);
	if (doc->format == NL_FORMAT_MARKDOWN || doc->format == NL_FORMAT_HTML) read_bare(&r);
	nl_vec_release(&r.open);
	free(r.sentences.at);
	free(r.blocks.at);
}
