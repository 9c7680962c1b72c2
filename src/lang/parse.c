/* From a file's bytes to its tree; and the words for what has no shape.
 *
 * The generated parser calls nl_parse_unexpected() once for each mistake, with the token found and all that could have stood
 * there. The most telling reading of a mistake is tried first: a quotation mark lost on this line, a block or bracket left
 * open, a keyword used as a name; only what is none of these becomes "found this, expected that". */
#include "lang/parse.h"

#include <stdarg.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "diag/codes.h"
#include "diag/draw.h"
#include "diag/suggest.h"
#include "norm.tab.h"

nl_diag *nl_parse_error(nl_parser *parser, nl_str code, nl_span span, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	nl_diag *diag = nl_rules_verror(parser->rules, parser->sink, code, nl_at(parser->file->source, span), format, args);
	va_end(args);
	parser->file->broken = true;
	return diag;
}

/* ---- what the scanner tells ------------------------------------------------------------------------------------ */

static bool is_set(nl_span span)
{
	return span.start < span.end;
}

void nl_parse_scanned(nl_parser *parser, int token, nl_span span)
{
	parser->last_token = parser->token;
	parser->last_span = parser->span;
	parser->token = token;
	parser->span = span;
	if (token == '{') {
		parser->open_brace = span;
		nl_vec_clear(&parser->brackets);
	} else if (token == '}') {
		parser->closed_block = is_set(parser->open_brace);
		parser->open_brace = (nl_span){0, 0};
	} else if (token == '(') {
		*nl_vec_push(&parser->brackets) = span;
		if (parser->brackets.len > NL_MAX_NESTING && parser->sink) nl_parse_exhausted(parser, span);
	} else if (token == ')' && parser->brackets.len) parser->brackets.len--;
}

void nl_parse_comment(nl_parser *parser, nl_span span)
{
	*nl_vec_push(&parser->comments) = span;
}

/* ---- what was expected ------------------------------------------------------------------------------------------- */

enum { GROUP_SIZE = 16 };

/* Tokens that users know by one word. A group is told when its mark is expected; its tokens are then not told one by one.
 * The order is that of telling. */
typedef struct {
	const char *words;
	int mark;
	int tokens[GROUP_SIZE]; /* ends with 0 */
} token_group;

static const token_group groups[] = {
	{"a pattern", REGEX, {TEXT, EXACT, REGEX, REFERENCE, NAME, WITHIN, '('}},
	{"a condition", COUNT, {NAME, NUMBER, COUNT, NOT, '('}},
	{"an operator such as '|'", UNLESS, {'|', '&', ',', BUT, UNLESS, ABOUT, THEN, NEAR, IN, NOT, AND, OR}},
	{"an attribute such as 'weight'", INSTEAD, {AS, AT, WEIGHT, SEVERITY, MESSAGE, HELP, INSTEAD}},
	{"a field such as 'matches'", MATCHES, {TOPIC, SOURCE, WHY, OPPOSES, IGNORES, MATCHES, ACCEPTS, REJECTS}},
	{"a rule such as 'require'", OVERRIDE, {SOURCE, OPTIONAL, WHEN, RULE_KIND, OVERRIDE, DROP}},
	{"a field such as 'stemmer' or 'negation'", STEMMER,
		{STEMMER, ABBREVIATIONS, SPELLING, OPENERS, FORMS, ARTICLES, NAMES, STOP, NAME}},
	{"a setting such as 'use'", EXCLUDE,
		{TEXT, USES, EXTENDS, EXCLUDE, GITIGNORE, OF_LANGUAGE, RATE, MIN_SCORE, FAIL_LEVEL, MAX_WARNINGS, IGNORE}},
	{"'because' and a reason", BECAUSE, {SENTENCE, FINGERPRINT, UNTIL, BECAUSE}},
	{"an item such as 'position' or 'ruleset'", IMPORT, {END, IMPORT, TERM, POSITION, RULESET, AXIS, LANGUAGE, USE, CONFIG}},
};

/* Tokens for mistakes: nobody is told to make one. */
static bool is_slip(int token)
{
	switch (token) {
	case OR_SLIP:
	case AND_SLIP:
	case BAD_NAME:
	case BAD_REFERENCE:
	case CURLY_TEXT:
	case LOST_TEXT:
	case LOST_EXACT:
	case LOST_REGEX:
	case BAD_COMPARISON:
	case BAD_CHARACTER: return true;
	default: return false;
	}
}

static bool has(const int *tokens, int count, int token)
{
	for (int i = 0; i < count; i++) {
		if (tokens[i] == token) return true;
	}
	return false;
}

/* Takes the group's tokens out of `tokens`; returns how many are left. */
static int without_group(int *tokens, int count, const token_group *group)
{
	int left = 0;
	for (int i = 0; i < count; i++) {
		if (!has(group->tokens, GROUP_SIZE, tokens[i])) tokens[left++] = tokens[i];
	}
	return left;
}

/* "a pattern", "'{' or 'extends'": what could have stood there, in users' words. */
static void add_expected(nl_buf *out, const int *expected, int count)
{
	int left[NL_MAX_EXPECTED];
	const char *words[NL_MAX_EXPECTED];
	int left_count = 0, word_count = 0;
	for (int i = 0; i < count; i++) {
		/* '=' before a title is a slip that the grammar takes; few blocks extend another. */
		bool slip = is_slip(expected[i]) || (expected[i] == '=' && has(expected, count, TEXT)) ||
			(expected[i] == EXTENDS && (has(expected, count, '{') || has(expected, count, TEXT)));
		if (!slip) left[left_count++] = expected[i];
	}
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
		if (!has(left, left_count, groups[i].mark)) continue;
		words[word_count++] = groups[i].words;
		left_count = without_group(left, left_count, &groups[i]);
	}
	for (int i = 0; i < left_count; i++) words[word_count++] = nl_norm_label(left[i]);
	for (int i = 0; i < word_count; i++) {
		if (i) nl_buf_add_c(out, i + 1 == word_count ? " or " : ", ");
		nl_buf_add_c(out, words[i]);
	}
}

/* ---- what was found ---------------------------------------------------------------------------------------------- */

static void add_found(nl_buf *out, const nl_parser *parser, nl_span span, int token)
{
	nl_str text = nl_ast_slice(parser, span);
	switch (token) {
	case NAME:
	case BAD_NAME: nl_buf_addf(out, "the name '" NL_FMT "'", NL_ARG(text)); return;
	case NUMBER: nl_buf_addf(out, "the number " NL_FMT, NL_ARG(text)); return;
	case RULE_KIND:
	case SEVERITY:
	case THEN:
	case NEAR:
	case REFERENCE:
	case BAD_REFERENCE:
	case OR_SLIP:
	case AND_SLIP:
	case BUT:
	case AT:
	case DATE:
	case RULE_NAME:
	case LOCATOR: nl_buf_addf(out, "'" NL_FMT "'", NL_ARG(text)); return;
	default: nl_buf_add_c(out, nl_norm_label(token)); return;
	}
}

static bool is_item_keyword(int token)
{
	return token == IMPORT || token == TERM || token == POSITION || token == RULESET || token == AXIS ||
		token == LANGUAGE || token == USE || token == CONFIG;
}

/* A keyword that an author may well have meant as a name; those of conditions and patterns are no such words. */
static bool is_keyword(int token)
{
	return (token >= IMPORT && token <= BECAUSE) || token == COUNT || token == WITHIN || token == ABOUT;
}

/* Does the line of `at` hold an odd number of quotation marks? Then one was lost on it, unless a text comes from the line
 * before or goes on in the next. */
static bool quote_is_lost(const nl_parser *parser, uint32_t at)
{
	const nl_source *source = parser->file->source;
	uint32_t number = nl_source_place(source, at).line;
	nl_str line = nl_source_line(source, number), before = number > 1 ? nl_source_line(source, number - 1) : NL_STR("");
	if (nl_str_ends(line, NL_STR("\\")) || nl_str_ends(before, NL_STR("\\"))) return false;
	bool odd = false;
	for (size_t i = 0; i < line.len; i++) {
		if (line.ptr[i] == '\\') i++;
		else if (line.ptr[i] == '"') odd = !odd;
		else if (line.ptr[i] == '#' && !odd) break;
	}
	return odd;
}

static void be_quiet_on_line(nl_parser *parser, uint32_t at)
{
	const nl_source *source = parser->file->source;
	uint32_t line = nl_source_place(source, at).line;
	parser->quiet_until = nl_source_line_start(source, line) + (uint32_t)nl_source_line(source, line).len;
}

/* ---- the readings of a mistake: each returns false when it is not the one ------------------------------------------- */

bool nl_parse_tell_quote(nl_parser *parser, nl_span span)
{
	if (!quote_is_lost(parser, span.start)) return false;
	nl_diag *diag = nl_parse_error(parser, NL_CODE_NAME(E0103), span, "a quotation mark is missing on this line");
	nl_diag_help(parser->sink, diag, "put \" at both ends of every text; inside a text, write '\\\"'");
	be_quiet_on_line(parser, span.start);
	return true;
}

static bool on_one_line(const nl_parser *parser, uint32_t a, uint32_t b)
{
	const nl_source *source = parser->file->source;
	return nl_source_place(source, a).line == nl_source_place(source, b).line;
}

static bool tell_lost_quote(nl_parser *parser, nl_span span, int found)
{
	if (found == LOST_TEXT) nl_ast_mend_text(parser, span, nl_ast_slice(parser, span));
	else if (found == LOST_EXACT) nl_ast_mend_exact(parser, span, nl_ast_slice(parser, span));
	else if (found == LOST_REGEX) nl_ast_mend_regex(parser, span, nl_ast_slice(parser, span));
	else return (found == NAME || found == BAD_NAME || is_keyword(found)) && nl_parse_tell_quote(parser, span);
	be_quiet_on_line(parser, span.start);
	return true;
}

static bool tell_open_block(nl_parser *parser, nl_span span, int found, const int *expected, int count)
{
	bool ends = found == END || is_item_keyword(found);
	if (!ends || !is_set(parser->open_brace) || !has(expected, count, '}')) return false;
	nl_buf before = {0};
	add_found(&before, parser, span, found);
	nl_diag *diag =
		nl_parse_error(parser, NL_CODE_NAME(E0102), span, "'}' is missing before " NL_FMT, NL_ARG(nl_buf_str(&before)));
	nl_buf_release(&before);
	nl_label opened = nl_at(parser->file->source, parser->open_brace);
	opened.text = NL_STR("the block was opened here");
	nl_diag_related(parser->sink, diag, opened);
	parser->open_brace = (nl_span){0, 0};
	return true;
}

static bool tell_open_bracket(nl_parser *parser, nl_span span, int found, const int *expected, int count)
{
	bool ends = found == END || found == '}' || found == '{' || is_keyword(found);
	if (!ends || parser->brackets.len == 0 || !has(expected, count, ')')) return false;
	nl_buf before = {0};
	add_found(&before, parser, span, found);
	nl_diag *diag =
		nl_parse_error(parser, NL_CODE_NAME(E0116), span, "')' is missing before " NL_FMT, NL_ARG(nl_buf_str(&before)));
	nl_buf_release(&before);
	nl_label opened = nl_at(parser->file->source, *nl_vec_last(&parser->brackets));
	opened.text = NL_STR("the bracket was opened here");
	nl_diag_related(parser->sink, diag, opened);
	return true;
}

static bool tell_stray_brace(nl_parser *parser, nl_span span, int found)
{
	if (found != '}' || parser->closed_block) return false;
	nl_diag *diag = nl_parse_error(parser, NL_CODE_NAME(E0110), span, "'}' closes no block");
	nl_diag_help(parser->sink, diag, "take it out, or look for a '{' that is missing before it");
	return true;
}

static bool tell_keyword(nl_parser *parser, nl_span span, int found, const int *expected, int count)
{
	if (!is_keyword(found) || !has(expected, count, NAME)) return false;
	if (has(expected, count, TEXT) || has(expected, count, '}') || !on_one_line(parser, parser->last_span.start, span.start))
		return false;
	nl_str word = nl_ast_slice(parser, span);
	nl_diag *diag = nl_parse_error(parser, NL_CODE_NAME(E0104), span,
		"'" NL_FMT "' is a word of the language and cannot be a name", NL_ARG(word));
	nl_diag_help(parser->sink, diag, "choose another name, or join a word to it: '" NL_FMT "-text'", NL_ARG(word));
	be_quiet_on_line(parser, span.start);
	return true;
}

static const struct {
	nl_str start;
	const char *help;
} character_helps[] = {
	{{"\xe2\x80\x9c", 3}, "use straight quotation marks: \""},
	{{"\xe2\x80\x9d", 3}, "use straight quotation marks: \""},
	{{"\xe2\x80\x9e", 3}, "use straight quotation marks: \""},
	{{"\xc2\xab", 2}, "use straight quotation marks: \""},
	{{"\xe2\x80\x98", 3}, "use straight quotation marks: ' around exact text, \" around a phrase"},
	{{"\xe2\x80\x99", 3}, "use straight quotation marks: ' around exact text, \" around a phrase"},
	{{";", 1}, "nothing ends a line or a field: leave it out"},
	{{":", 1}, "a field's value follows it without a colon: leave it out"},
	{{"@", 1}, "a term's name follows '@' without a space: '@personal-data'"},
	{{"!", 1}, "write 'not' before a condition, 'but not' or 'unless' between patterns"},
	{{"-", 1}, "names are joined by hyphens without spaces; patterns by 'then', 'near', '&' or '|'"},
	{{"[", 1}, "optional words stand inside the quotation marks: \"[all] States\""},
	{{"\\", 1}, "a backslash joins lines only inside quoted text; fields may go over several lines without it"},
	{{"_", 1}, "'_' stands for a word only inside quotation marks"},
	{{".", 1}, "'...' stands for words only inside quotation marks"},
};

static bool tell_character(nl_parser *parser, nl_span span, int found)
{
	if (found == BAD_COMPARISON) {
		nl_diag *diag = nl_parse_error(parser, NL_CODE_NAME(E0115), span, "'" NL_FMT "' is no comparison of counts",
			NL_ARG(nl_ast_slice(parser, span)));
		nl_diag_help(parser->sink, diag, "write 'count(NAME) >= 3' or 'count(NAME) > 2'; for fewer, put 'not' before it");
		return true;
	}
	if (found != BAD_CHARACTER) return false;
	nl_str text = nl_ast_slice(parser, span);
	uint32_t first = nl_utf8_decode(text, 0).len;
	span.end = span.start + first;
	nl_diag *diag = nl_parse_error(parser, NL_CODE_NAME(E0115), span, "'" NL_FMT "' has no meaning here",
		NL_ARG(nl_str_slice(text, 0, first)));
	for (size_t i = 0; i < sizeof character_helps / sizeof *character_helps; i++) {
		if (nl_str_starts(text, character_helps[i].start))
			nl_diag_help(parser->sink, diag, "%s", character_helps[i].help);
	}
	return true;
}

/* ---- found this, expected that ----------------------------------------------------------------------------------- */

/* "position" for the label "'position'"; empty when the label is no single keyword. */
static nl_str keyword_of(int token)
{
	nl_str label = nl_str_of(nl_norm_label(token));
	bool word = label.len > 3 && label.ptr[0] == '\'' && label.ptr[label.len - 1] == '\'' &&
		nl_str_find(label, NL_STR(" ")) == SIZE_MAX;
	return word ? nl_str_slice(label, 1, label.len - 1) : NL_STR("");
}

static const nl_str rule_kinds[] = {
	{"require", 7},
	{"recommend", 9},
	{"discourage", 10},
	{"forbid", 6},
};

static void help_with_word(nl_parser *parser, nl_diag *diag, nl_str word, const int *expected, int count)
{
	nl_str candidates[NL_MAX_EXPECTED + 4];
	size_t len = 0;
	for (int i = 0; i < count; i++) {
		nl_str keyword = keyword_of(expected[i]);
		if (keyword.len && !is_slip(expected[i])) candidates[len++] = keyword;
	}
	for (size_t i = 0; i < 4 && has(expected, count, RULE_KIND); i++) candidates[len++] = rule_kinds[i];
	const nl_str *meant = nl_suggest(word, candidates, len);
	for (size_t i = 0; i < len && !meant; i++) {
		if (word.len >= 3 && nl_str_starts(candidates[i], word)) meant = &candidates[i];
	}
	if (meant) nl_diag_help(parser->sink, diag, "did you mean '" NL_FMT "'?", NL_ARG(*meant));
}

/* Where a field stands that belongs elsewhere. */
static void help_with_block(nl_parser *parser, nl_diag *diag, int found, const int *expected, int count)
{
	bool in_position = has(expected, count, MATCHES), in_ruleset = has(expected, count, OVERRIDE);
	const char *home = NULL;
	if (found == RULE_KIND || found == WHEN || found == OVERRIDE || found == DROP || found == OPTIONAL)
		home = "a rule set";
	if (found == TOPIC || found == WHY || found == OPPOSES || found == MATCHES || found == ACCEPTS || found == REJECTS)
		home = "a position";
	if (found == STEMMER || found == ABBREVIATIONS || found == SPELLING || found == OPENERS || found == FORMS ||
		found == ARTICLES)
		home = "a language";
	if (home && (in_position || in_ruleset || has(expected, count, STEMMER) || has(expected, count, IMPORT)))
		nl_diag_help(parser->sink, diag, "'" NL_FMT "' belongs in %s", NL_ARG(nl_ast_slice(parser, parser->span)), home);
}

/* "stemer "english"" in a language looks like a cue whose reach is missing. */
static void help_with_cue(nl_parser *parser, nl_diag *diag)
{
	static const int fields[] = {STEMMER, ABBREVIATIONS, SPELLING, OPENERS, FORMS, ARTICLES, NAMES, STOP};
	nl_str words[sizeof fields / sizeof *fields];
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) words[i] = keyword_of(fields[i]);
	const nl_str *meant = nl_suggest(nl_ast_slice(parser, parser->last_span), words, sizeof words / sizeof *words);
	if (meant) nl_diag_help(parser->sink, diag, "did you mean '" NL_FMT "'?", NL_ARG(*meant));
	else nl_diag_help(parser->sink, diag, "a cue has a kind and a reach: negation before \"not\"");
}

static bool is_setting(nl_str word)
{
	static const int settings[] = {EXCLUDE, RATE, MIN_SCORE, FAIL_LEVEL, GITIGNORE, IGNORE};
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
		if (nl_str_eq(keyword_of(settings[i]), word)) return true;
	return false;
}

/* A setting outside of the braces that settings stand in, where its words are names; 'use language' is an item of its own. */
static bool is_outside(const nl_parser *parser, nl_span span, const int *expected, int count)
{
	if (!parser->file->configuration) return false;
	bool used = parser->last_token == USE && has(expected, count, LANGUAGE);
	return used || (has(expected, count, IMPORT) && is_setting(nl_ast_slice(parser, span)));
}

static void tell_other(nl_parser *parser, nl_span span, int found, const int *expected, int count)
{
	nl_buf message = {0};
	nl_buf_add_c(&message, "found ");
	add_found(&message, parser, span, found);
	nl_buf_add_c(&message, ", expected ");
	add_expected(&message, expected, count);
	nl_diag *diag = nl_parse_error(parser, NL_CODE_NAME(E0101), span, NL_FMT, NL_ARG(nl_buf_str(&message)));
	nl_buf_release(&message);
	if (found == NAME && is_outside(parser, span, expected, count))
		nl_diag_help(parser->sink, diag, "settings stand in braces: config { use freedom-online }");
	else if (found == NAME || found == BAD_NAME)
		help_with_word(parser, diag, nl_ast_slice(parser, span), expected, count);
	else help_with_block(parser, diag, found, expected, count);
	if (found == LOCATOR && has(expected, count, NAME)) nl_diag_help(parser->sink, diag, "a name begins with a letter");
	if (found == '{' && has(expected, count, TEXT))
		nl_diag_help(parser->sink, diag, "a title in quotation marks stands before the block");
	if (found == TEXT && parser->last_token == NAME && has(expected, count, NAME)) help_with_cue(parser, diag);
	else if (found == TEXT && has(expected, count, NAME) && !has(expected, count, TEXT))
		nl_diag_help(parser->sink, diag, "names stand without quotation marks");
	else if (found == TEXT && has(expected, count, UNLESS))
		nl_diag_help(parser->sink, diag, "join patterns by '|', '&', 'then' or 'near'");
	else if (found == TEXT && has(expected, count, ',')) nl_diag_help(parser->sink, diag, "put a comma between texts");
	if (found == IN && parser->last_token == NOT)
		nl_diag_help(parser->sink, diag, "to keep out blocks of a kind write 'not in', without 'but'");
}

/* Behind a text that is not closed anything can be missing that the text has swallowed: then only the text is told. The
 * parser may not have come to that, as what follows the text fits nowhere. */
static bool echoes_lost_text(nl_parser *parser)
{
	int lost = parser->last_token;
	if (lost != LOST_TEXT && lost != LOST_EXACT && lost != LOST_REGEX) return false;
	if (parser->lost_told < parser->last_span.end) tell_lost_quote(parser, parser->last_span, lost);
	return true;
}

void nl_parse_unexpected(nl_parser *parser, nl_span span, int found, const int *expected, int count)
{
	bool told = echoes_lost_text(parser) || span.start < parser->quiet_until || tell_lost_quote(parser, span, found) ||
		tell_open_bracket(parser, span, found, expected, count) ||
		tell_open_block(parser, span, found, expected, count) || tell_stray_brace(parser, span, found) ||
		tell_keyword(parser, span, found, expected, count) || tell_character(parser, span, found);
	if (!told) tell_other(parser, span, found, expected, count);
	nl_vec_clear(&parser->brackets);
}

void nl_parse_exhausted(nl_parser *parser, nl_span span)
{
	if (parser->too_deep) return;
	parser->too_deep = true;
	parser->told = true;
	nl_diag *diag = nl_parse_error(parser, NL_CODE_NAME(E0111), span, "this is nested more than %d deep", NL_MAX_NESTING);
	nl_diag_help(parser->sink, diag, "give the inner parts names: 'term NAME = ...'");
}

/* ---- slips that the grammar takes as what was meant ------------------------------------------------------------------ */

void nl_parse_tell_operator(nl_parser *parser, nl_span span, const char *meant)
{
	nl_str written = nl_ast_slice(parser, span);
	nl_diag *diag = nl_parse_error(parser, NL_CODE_NAME(E0114), span, "'" NL_FMT "' stands where '%s' belongs",
		NL_ARG(written), meant);
	bool between_patterns = meant[0] == '|' || meant[0] == '&';
	if (!between_patterns) nl_diag_help(parser->sink, diag, "write '%s' between conditions", meant);
	else if (meant[0] == '|') nl_diag_help(parser->sink, diag, "write '|' between patterns of which either may match");
	else nl_diag_help(parser->sink, diag, "write '&' between patterns that must both match");
}

void nl_parse_tell_equals(nl_parser *parser, nl_span span)
{
	nl_diag *diag = nl_parse_error(parser, NL_CODE_NAME(E0113), span, "'=' stands before a title");
	nl_diag_help(parser->sink, diag, "leave it out: only a term has '=' behind its name");
}

void nl_parse_tell_no_equals(nl_parser *parser, nl_span name)
{
	nl_diag *diag = nl_parse_error(parser, NL_CODE_NAME(E0112), name, "'=' is missing behind the term's name");
	nl_diag_help(parser->sink, diag, "write 'term " NL_FMT " = ...'", NL_ARG(nl_ast_slice(parser, name)));
}

void nl_parse_bare_word(nl_parser *parser, nl_span span, nl_str word, nl_str as_name)
{
	if (span.start < parser->quiet_until || tell_lost_quote(parser, span, NAME)) return;
	nl_diag *diag = nl_parse_error(parser, NL_CODE_NAME(E0107), span,
		"'" NL_FMT "' stands in a pattern without '@' or quotation marks", NL_ARG(word));
	nl_diag_help(parser->sink, diag, "write '@" NL_FMT "' for the term of that name, or \"" NL_FMT "\" for the word",
		NL_ARG(as_name), NL_ARG(word));
	be_quiet_on_line(parser, span.start);
}

/* ---- whole files ------------------------------------------------------------------------------------------------- */

void nl_parse_item(nl_rules *rules, nl_rule_file *file, nl_span span, nl_sink *sink)
{
	nl_str text = nl_str_slice(nl_source_text(file->source), span.start, span.end);
	nl_parser parser = {.rules = rules, .file = file, .sink = sink, .text = text, .base = span.start};
	nl_norm_run(&parser);
	nl_vec_release(&parser.brackets);
	nl_vec_release(&parser.comments);
}

void nl_parse_file(nl_rules *rules, nl_rule_file *file, nl_sink *sink)
{
	nl_parse_item(rules, file, (nl_span){0, (uint32_t)nl_source_text(file->source).len}, sink);
}

typedef struct {
	const nl_parser *parser;
	nl_buf *out;
} token_dump;

static void dump_token(void *context, int token, nl_span span)
{
	const token_dump *dump = context;
	nl_str text = nl_ast_slice(dump->parser, span);
	nl_buf_addf(dump->out, "%u-%u %s ", span.start, span.end, nl_norm_label(token));
	nl_draw_clean(dump->out, text);
	nl_buf_add_byte(dump->out, '\n');
}

void nl_parse_dump_tokens(nl_rule_file *file, nl_buf *out)
{
	nl_parser parser = {.file = file, .text = nl_source_text(file->source)};
	token_dump dump = {&parser, out};
	nl_norm_tokens(&parser, dump_token, &dump);
	nl_vec_release(&parser.brackets);
	nl_vec_release(&parser.comments);
}
