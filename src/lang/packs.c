/* Language packs: what readers need (stemmer, abbreviations, spelling, openers), and the cues of stance and strength as
 * leaves of their own, apart from those of patterns. */
#include <stdlib.h>

#include "base/mem.h"
#include "lang/check.h"
#include "lang/compile.h"
#include "lang/names.h"
#include "text/words.h"

static nl_str folded(nl_compiler *c, nl_str word)
{
	nl_buf text = {0};
	nl_word_fold(word, &text);
	nl_str copy = nl_arena_str(&c->rules->arena, nl_buf_str(&text));
	nl_buf_release(&text);
	return copy;
}

static nl_str without_dot(nl_str text)
{
	return nl_str_ends(text, NL_STR(".")) ? nl_str_slice(text, 0, text.len - 1) : text;
}

static nl_str lower(nl_compiler *c, nl_str text)
{
	nl_str copy = nl_arena_str(&c->rules->arena, text);
	char *bytes = (char *)copy.ptr;
	for (size_t i = 0; i < copy.len; i++) {
		if (bytes[i] >= 'A' && bytes[i] <= 'Z') bytes[i] = (char)(bytes[i] + ('a' - 'A'));
	}
	return copy;
}

/* Of "op. cit." both words are abbreviations, of "et al." the second: those with a dot behind them, and the last. Folding takes
 * the dots out of initials; readers may ask with them or without. */
static void add_abbreviation(nl_compiler *c, nl_language *language, nl_str text)
{
	text = without_dot(text);
	uint32_t end = 0;
	for (nl_word word; nl_word_next(text, end, &word); end = word.end) {
		if (word.end < text.len && text.ptr[word.end] != '.') continue;
		nl_str part = nl_str_slice(text, word.start, word.end);
		nl_map_set(&language->abbreviations, lower(c, part), 1);
		nl_map_set(&language->abbreviations, folded(c, part), 1);
	}
}

static void add_abbreviations(nl_compiler *c, nl_language *language, const nl_ast_field *field)
{
	for (const nl_ast_text *text = field->texts.first; text; text = text->next)
		add_abbreviation(c, language, text->text);
}

static void add_openers(nl_compiler *c, nl_language *language, const nl_ast_field *field)
{
	for (const nl_ast_text *text = field->texts.first; text; text = text->next)
		nl_map_set(&language->openers, folded(c, text->text), 1);
}

/* An ending keeps its hyphen in front. */
static nl_str folded_ending(nl_compiler *c, nl_str text)
{
	if (!nl_str_starts(text, NL_STR("-"))) return folded(c, text);
	nl_str ending = folded(c, nl_str_slice(text, 1, text.len));
	return nl_arena_printf(&c->rules->arena, "-" NL_FMT, NL_ARG(ending));
}

static uint32_t count_texts(const nl_ast_item *item, nl_ast_kind kind)
{
	uint32_t count = 0;
	for (const nl_ast_field *field = item->body.fields.first; field; field = field->next) {
		if (field->kind == kind) count += field->texts.count;
	}
	return count;
}

static uint32_t count_fields(const nl_ast_item *item, nl_ast_kind kind)
{
	uint32_t count = 0;
	for (const nl_ast_field *field = item->body.fields.first; field; field = field->next) count += field->kind == kind;
	return count;
}

static void add_spelling(nl_compiler *c, nl_language *language, nl_str *spelling, const nl_ast_field *field)
{
	for (const nl_ast_text *text = field->texts.first; text; text = text->next)
		spelling[language->spelling_count++] = folded_ending(c, text->text);
}

static void add_form(nl_compiler *c, nl_language *language, nl_str *forms, const nl_ast_field *field)
{
	language->form_count += 2; /* the empty pair before it */
	for (const nl_ast_text *text = field->texts.first; text; text = text->next)
		forms[language->form_count++] = folded_ending(c, text->text);
}

static void add_articles(nl_compiler *c, nl_language *language, nl_str *articles, const nl_ast_field *field)
{
	for (const nl_ast_text *text = field->texts.first; text; text = text->next)
		articles[language->article_count++] = folded(c, text->text);
}

/* What readers need comes first: the vocabulary stems by it, and cues are cut by the vocabulary. */
static void fill_text(nl_compiler *c, nl_ir_language *out, const nl_ast_item *item)
{
	nl_language *language = &out->text;
	nl_arena *arena = &c->rules->arena;
	language->id = item->name->text;
	language->stemmer = NL_STR("none");
	nl_str *spelling = nl_arena_array(arena, nl_str, count_texts(item, NL_AST_SPELLING));
	nl_str *names = nl_arena_array(arena, nl_str, count_texts(item, NL_AST_NAMES));
	nl_str *forms = nl_arena_array(arena, nl_str, count_texts(item, NL_AST_FORMS) + 2 * count_fields(item, NL_AST_FORMS));
	nl_str *articles = nl_arena_array(arena, nl_str, count_texts(item, NL_AST_ARTICLES));
	language->spelling = spelling;
	language->forms = forms;
	language->articles = articles;
	out->names = names;
	for (const nl_ast_field *field = item->body.fields.first; field; field = field->next) {
		switch (field->kind) {
		case NL_AST_STEMMER: language->stemmer = field->texts.first->text; break;
		case NL_AST_ABBREVIATIONS: add_abbreviations(c, language, field); break;
		case NL_AST_OPENERS: add_openers(c, language, field); break;
		case NL_AST_SPELLING: add_spelling(c, language, spelling, field); break;
		case NL_AST_FORMS: add_form(c, language, forms, field); break;
		case NL_AST_ARTICLES: add_articles(c, language, articles, field); break;
		case NL_AST_NAMES:
			for (const nl_ast_text *text = field->texts.first; text; text = text->next)
				names[out->name_count++] = text->text;
			break;
		default: break;
		}
	}
}

/* ---- cues --------------------------------------------------------------------------------------------------------- */

/* Calls `add` for each alternative of a pattern: each is a leaf, so that what is shown of a cue is what was met. */
typedef void leaf_adder(nl_compiler *c, void *context, const nl_ast_pattern *pattern);

static void each_alternative(nl_compiler *c, const nl_ast_pattern *pattern, leaf_adder *add, void *context)
{
	if (pattern->kind != NL_AST_OR) {
		add(c, context, pattern);
		return;
	}
	for (const nl_ast_pattern *p = pattern->children.first; p; p = p->next) each_alternative(c, p, add, context);
}

typedef struct {
	NL_VEC(nl_cue) cues;
	NL_VEC(uint32_t) stops;
	uint32_t stop_gaps;
	nl_cue now;
} cue_list;

static void add_cue(nl_compiler *c, void *context, const nl_ast_pattern *pattern)
{
	cue_list *list = context;
	nl_cue cue = list->now;
	cue.leaf = nl_compile_leaf(c, pattern);
	*nl_vec_push(&list->cues) = cue;
}

static void add_stop(nl_compiler *c, void *context, const nl_ast_pattern *pattern)
{
	cue_list *list = context;
	if (pattern->kind == NL_AST_MARK) list->stop_gaps |= nl_check_mark_gaps(pattern->text->text);
	else *nl_vec_push(&list->stops) = nl_compile_leaf(c, pattern);
}

static void fill_cues(nl_compiler *c, nl_ir_language *out, const nl_ast_item *item)
{
	cue_list list = {0};
	for (const nl_ast_field *field = item->body.fields.first; field; field = field->next) {
		if (field->kind == NL_AST_STOP) each_alternative(c, field->pattern, add_stop, &list);
		if (field->kind != NL_AST_CUE) continue;
		const nl_cue_word *word = &nl_cue_words[field->cue];
		list.now = (nl_cue){.kind = word->kind, .strength = word->strength, .reach = (nl_cue_reach)field->reach};
		each_alternative(c, field->pattern, add_cue, &list);
	}
	nl_arena *arena = &c->rules->arena;
	out->cues = nl_arena_copy(arena, list.cues.at, list.cues.len * sizeof *list.cues.at);
	out->cue_count = list.cues.len;
	out->stops = nl_arena_copy(arena, list.stops.at, list.stops.len * sizeof *list.stops.at);
	out->stop_count = list.stops.len;
	out->stop_gaps = list.stop_gaps;
	nl_vec_release(&list.cues);
	nl_vec_release(&list.stops);
}

/* ---- all of them -------------------------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
	const nl_ast_item *const *x = a, *const *y = b;
	return nl_str_cmp((*x)->name->text, (*y)->name->text);
}

/* Rules without any pack are English: so that a few lines of rules are enough to try something. */
static nl_ast_item *plain_english(nl_compiler *c)
{
	nl_arena *arena = &c->rules->arena;
	nl_ast_item *item = nl_arena_new(arena, nl_ast_item);
	nl_ast_field *stemmer = nl_arena_new(arena, nl_ast_field);
	nl_ast_text *text = nl_arena_new(arena, nl_ast_text);
	nl_ast_name *name = nl_arena_new(arena, nl_ast_name);
	*name = (nl_ast_name){.kind = NL_AST_NAME, .text = NL_STR("english")};
	*text = (nl_ast_text){.kind = NL_AST_TEXT, .text = NL_STR("english")};
	*stemmer = (nl_ast_field){.kind = NL_AST_STEMMER};
	nl_ast_push(&stemmer->texts, text);
	*item = (nl_ast_item){.kind = NL_AST_LANGUAGE, .name = name};
	nl_ast_push(&item->body.fields, stemmer);
	return item;
}

uint32_t nl_compile_language_number(const nl_compiler *c, nl_str id)
{
	uint32_t i = 0;
	while (!nl_str_eq(c->rules->languages_ir[i].text.id, id)) i++;
	return i;
}

/* The languages of a base, each with a vocabulary that can grow. */
static void continue_languages(nl_compiler *c, const nl_ir *base)
{
	nl_rules *rules = c->rules;
	rules->languages_ir = nl_arena_copy(&rules->arena, base->languages, base->language_count * sizeof *base->languages);
	rules->language_count = base->language_count;
	for (uint32_t i = 0; i < base->language_count; i++) {
		nl_ir_language *language = &rules->languages_ir[i];
		language->vocab = nl_vocab_continued(&language->text, nl_vocab_table_of(base->languages[i].vocab));
	}
}

void nl_compile_languages(nl_compiler *c)
{
	nl_rules *rules = c->rules;
	if (rules->base) {
		continue_languages(c, rules->base->ir);
		c->symbols = nl_alloc(rules->language_count * NL_SYMBOL_KINDS * sizeof *c->symbols);
		return;
	}
	NL_VEC(const nl_ast_item *) items = {0};
	for (uint32_t i = 0; i < rules->languages.items.len; i++) *nl_vec_push(&items) = rules->languages.items.at[i];
	if (!nl_names_find(&rules->languages, NL_STR("english"))) *nl_vec_push(&items) = plain_english(c);
	qsort(items.at, items.len, sizeof *items.at, by_name);
	rules->languages_ir = nl_arena_array(&rules->arena, nl_ir_language, items.len);
	c->symbols = nl_alloc(items.len * NL_SYMBOL_KINDS * sizeof *c->symbols);
	for (uint32_t i = 0; i < items.len; i++) {
		nl_ir_language *out = &rules->languages_ir[i];
		const nl_ast_item *item = items.at[i];
		fill_text(c, out, item);
		out->vocab = nl_vocab_new(&out->text);
		rules->language_count++;
		if (item->title) out->title = item->title->text;
		out->origin = (nl_origin){item->file ? item->file->number : NL_NONE, item->name->span};
		c->file = item->file;
		c->language = i;
		if (item->file) fill_cues(c, out, item);
	}
	nl_vec_release(&items);
}
