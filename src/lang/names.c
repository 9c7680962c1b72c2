/* Names in two steps: first every definition goes into a table (a later layer takes an earlier one's place), then everything
 * that names something is looked up. Terms are walked as a graph, so that cycles and too long chains are found before
 * anything expands them. */
#include "lang/names.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/mem.h"
#include "diag/codes.h"
#include "diag/suggest.h"
#include "lang/upon.h"

/* What one run of nl_names_resolve() knows. */
typedef struct {
	nl_rules *rules;
	nl_sink *sink;
	const nl_ast_item *item; /* whose names are being looked up */
} resolver;

static nl_diag *error_at(const resolver *r, nl_str code, nl_span span, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static nl_diag *error_at(const resolver *r, nl_str code, nl_span span, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	nl_diag *diag = nl_rules_verror(r->rules, r->sink, code, nl_at(r->item->file->source, span), format, args);
	va_end(args);
	return diag;
}

/* ---- tables ------------------------------------------------------------------------------------------------------- */

nl_table *nl_names_table(nl_rules *rules, nl_ast_kind kind)
{
	switch (kind) {
	case NL_AST_TERM: return &rules->terms;
	case NL_AST_POSITION: return &rules->positions;
	case NL_AST_RULESET: return &rules->rulesets;
	case NL_AST_AXIS: return &rules->axes;
	case NL_AST_LANGUAGE: return &rules->languages;
	default: return NULL;
	}
}

uint32_t nl_names_index(const nl_table *table, nl_str name)
{
	return nl_map_get(&table->index, name);
}

nl_ast_item *nl_names_find(const nl_table *table, nl_str name)
{
	uint32_t index = nl_names_index(table, name);
	return index == NL_NONE ? NULL : table->items.at[index];
}

/* Adds "did you mean" when one of the names of `table` is close; not to errors past the limit, which nobody sees. */
static void suggest(const nl_rules *rules, const nl_table *table, nl_str name, nl_sink *sink, nl_diag *diag)
{
	if (rules->errors > NL_MAX_RULE_ERRORS) return;
	nl_str *names = nl_alloc((table->items.len + 1) * sizeof *names);
	for (uint32_t i = 0; i < table->items.len; i++) names[i] = table->items.at[i]->name->text;
	const nl_str *meant = nl_suggest(name, names, table->items.len);
	if (meant) nl_diag_help(sink, diag, "did you mean '" NL_FMT "'?", NL_ARG(*meant));
	free(names);
}

nl_str nl_names_language(const nl_rule_file *file)
{
	return file->language ? file->language->text : NL_STR("english");
}

nl_ast_item *nl_names_base(const nl_rules *rules, const nl_ast_item *ruleset)
{
	if (!ruleset->extends) return NULL;
	if (nl_str_eq(ruleset->extends->text, ruleset->name->text)) return ruleset->replaces;
	return nl_names_find(&rules->rulesets, ruleset->extends->text);
}

static void tell_twice(const resolver *r, const nl_ast_item *first, nl_span again, const char *what, nl_str name)
{
	nl_diag *diag = error_at(r, NL_CODE_NAME(E0205), again, "%s '" NL_FMT "' is defined twice", what, NL_ARG(name));
	nl_label label = nl_at(first->file->source, first->name->span);
	label.text = NL_STR("first defined here");
	nl_diag_related(r->sink, diag, label);
}

static void define(const resolver *r, nl_ast_item *item)
{
	if (r->rules->base && item->kind == NL_AST_LANGUAGE) r->rules->outgrown = true;
	nl_table *table = nl_names_table(r->rules, item->kind);
	if (!table || !item->name) return;
	uint32_t index = nl_names_index(table, item->name->text);
	if (index == NL_NONE) {
		nl_map_set(&table->index, item->name->text, table->items.len);
		*nl_vec_push(&table->items) = item;
		return;
	}
	nl_ast_item *before = table->items.at[index];
	if (before->file->layer == item->file->layer) {
		tell_twice(r, before, item->name->span, nl_ast_kind_name(item->kind), item->name->text);
		item->broken = true;
		return;
	}
	if (before->stored) r->rules->outgrown = true;
	item->replaces = before;
	table->items.at[index] = item;
}

static void use_language(const resolver *r, nl_rule_file *file, nl_ast_item *item)
{
	if (!item->name) return;
	if (file->language) {
		nl_diag *diag = error_at(r, NL_CODE_NAME(E0109), item->span, "a second 'use language' in this file");
		nl_label label = nl_at(file->source, file->language->span);
		label.text = NL_STR("the language was given here");
		nl_diag_related(r->sink, diag, label);
		nl_diag_help(r->sink, diag, "all phrases of a file are in one language: put the others into a file of their own");
		return;
	}
	file->language = item->name;
	if (nl_names_find(&r->rules->languages, item->name->text) || r->rules->incomplete) return;
	if (nl_str_eq(item->name->text, NL_STR("english"))) return;
	nl_diag *diag =
		error_at(r, NL_CODE_NAME(E0204), item->name->span, "unknown language '" NL_FMT "'", NL_ARG(item->name->text));
	suggest(r->rules, &r->rules->languages, item->name->text, r->sink, diag);
}

/* ---- references --------------------------------------------------------------------------------------------------- */

/* True when the unknown name is to be told: a file or item that was lost might have defined it. */
static bool is_told(const resolver *r)
{
	return !r->rules->incomplete;
}

static nl_ast_item *refer(const resolver *r, const nl_table *table, const nl_ast_name *name, nl_str code, const char *what)
{
	nl_ast_item *found = nl_names_find(table, name->text);
	if (found || !is_told(r)) return found;
	nl_diag *diag = error_at(r, code, name->span, "unknown %s '" NL_FMT "'", what, NL_ARG(name->text));
	suggest(r->rules, table, name->text, r->sink, diag);
	return NULL;
}

static nl_ast_item *refer_position(const resolver *r, const nl_ast_name *name)
{
	return refer(r, &r->rules->positions, name, NL_CODE_NAME(E0202), "position");
}

static void tell_unknown_term(const resolver *r, nl_str name, nl_span span)
{
	nl_diag *diag = error_at(r, NL_CODE_NAME(E0201), span, "unknown term '" NL_FMT "'", NL_ARG(name));
	if (nl_names_find(&r->rules->positions, name))
		nl_diag_help(r->sink, diag, "'" NL_FMT "' is a position; patterns name terms only", NL_ARG(name));
	else suggest(r->rules, &r->rules->terms, name, r->sink, diag);
}

static void resolve_item(resolver *r);

/* Something of a base is needed whole, and all that it names. */
static nl_ast_item *whole(const resolver *r, nl_table *table, nl_ast_item *item)
{
	if (!item->stored) return item;
	resolver of_item = {.rules = r->rules, .sink = r->sink, .item = nl_upon_parse(r->rules, table, item, r->sink)};
	if (!of_item.item->stored) resolve_item(&of_item);
	return (nl_ast_item *)(uintptr_t)of_item.item;
}

static void refer_term(void *context, nl_str name, nl_span span, bool in_phrase, uint32_t depth)
{
	const resolver *r = context;
	(void)in_phrase, (void)depth;
	nl_ast_item *term = nl_names_find(&r->rules->terms, name);
	if (!term) {
		if (is_told(r)) tell_unknown_term(r, name, span);
		return;
	}
	term = whole(r, &r->rules->terms, term);
	if (term->broken || !term->pattern) return;
	nl_str here = nl_names_language(r->item->file), there = nl_names_language(term->file);
	if (!nl_str_eq(here, there)) {
		nl_diag *diag = error_at(r, NL_CODE_NAME(E0208), span,
			"term '" NL_FMT "' is written in " NL_FMT ", this file in " NL_FMT, NL_ARG(name), NL_ARG(there), NL_ARG(here));
		nl_diag_help(r->sink, diag, "define a term of your own in this file's language");
	}
}

static void walk_phrase(const nl_ast_phrase *phrase, uint32_t depth, nl_term_visitor *each, void *context)
{
	if (phrase->kind == NL_AST_PHRASE_TERM) each(context, phrase->word, phrase->span, true, depth);
	for (const nl_ast_phrase *p = phrase->children.first; p; p = p->next) walk_phrase(p, depth + 1, each, context);
}

static void walk_pattern(const nl_ast_pattern *pattern, uint32_t depth, nl_term_visitor *each, void *context)
{
	if (pattern->kind == NL_AST_TERM_USE && !pattern->broken)
		each(context, pattern->name->text, pattern->span, false, depth);
	if (pattern->phrase) walk_phrase(pattern->phrase, depth + 1, each, context);
	for (const nl_ast_pattern *p = pattern->children.first; p; p = p->next) walk_pattern(p, depth + 1, each, context);
}

void nl_names_walk(const nl_ast_pattern *pattern, nl_term_visitor *each, void *context)
{
	walk_pattern(pattern, 1, each, context);
}

/* ---- items -------------------------------------------------------------------------------------------------------- */

static void resolve_opposes(const resolver *r, const nl_ast_field *field)
{
	for (const nl_ast_name *name = field->names.first; name; name = name->next) {
		if (!nl_str_eq(name->text, r->item->name->text)) {
			refer_position(r, name);
			continue;
		}
		nl_diag *diag =
			error_at(r, NL_CODE_NAME(E0207), name->span, "position '" NL_FMT "' opposes itself", NL_ARG(name->text));
		nl_diag_help(r->sink, diag, "name the position that a text cannot take together with this one");
	}
}

static void resolve_condition(const resolver *r, const nl_ast_cond *condition)
{
	if (condition->position) refer_position(r, condition->position);
	for (const nl_ast_cond *c = condition->children.first; c; c = c->next) resolve_condition(r, c);
}

static void resolve_base(const resolver *r)
{
	const nl_ast_item *item = r->item;
	bool own_name = nl_str_eq(item->extends->text, item->name->text);
	if (own_name && !item->replaces) {
		nl_diag *diag = error_at(r, NL_CODE_NAME(E0406), item->extends->span, "rule set '" NL_FMT "' extends itself",
			NL_ARG(item->name->text));
		nl_diag_help(r->sink, diag, "name another rule set, or leave 'extends' out");
	} else if (!own_name) {
		nl_ast_item *base = refer(r, &r->rules->rulesets, item->extends, NL_CODE_NAME(E0203), "rule set");
		if (base) whole(r, &r->rules->rulesets, base);
	}
}

static void resolve_ruleset(const resolver *r)
{
	if (r->item->extends) resolve_base(r);
	for (const nl_ast_rule *rule = r->item->body.rules.first; rule; rule = rule->next) {
		if (rule->condition) resolve_condition(r, rule->condition);
		if (rule->when) resolve_condition(r, rule->when);
	}
}

static void resolve_fields(resolver *r)
{
	for (const nl_ast_field *field = r->item->body.fields.first; field; field = field->next) {
		if (field->pattern) nl_names_walk(field->pattern, refer_term, r);
		if (field->kind == NL_AST_OPPOSES) resolve_opposes(r, field);
	}
}

static void resolve_item(resolver *r)
{
	const nl_ast_item *item = r->item;
	if (!item->name) return;
	if (item->pattern) nl_names_walk(item->pattern, refer_term, r);
	resolve_fields(r);
	if (item->kind == NL_AST_RULESET) resolve_ruleset(r);
	if (item->kind == NL_AST_AXIS && item->from) {
		refer_position(r, item->from);
		refer_position(r, item->to);
	}
}

/* ---- terms in terms ------------------------------------------------------------------------------------------------ */

/* Depth first over the terms. A term is BUSY while the terms that it names are visited: meeting it then is a cycle. */
typedef enum { TERM_NEW, TERM_BUSY, TERM_DONE } term_state;

typedef struct {
	term_state state;
	uint32_t depth; /* of its pattern once all terms in it are put in their place: no pass walks deeper than the limit */
	bool of_phrases; /* made of phrases and '|' alone, and so are the terms that it names: it can stand inside a phrase */
} term_facts;

typedef struct {
	resolver *r;
	term_facts *facts;
	NL_VEC(uint32_t) path; /* the BUSY terms, outermost first */
	term_facts now;        /* of the pattern under way, as far as it was walked */
	uint32_t level;        /* how deep the pattern under way stands in those around it */
	bool stopped;          /* a cycle or depth was told: what leads to it is not told again */
	bool deep_told;        /* the limit is told once: what is too deep is most often in much else */
} term_walk;

static bool is_of_phrases(const nl_ast_pattern *pattern)
{
	if (pattern->kind == NL_AST_PHRASE || pattern->kind == NL_AST_EXACT || pattern->kind == NL_AST_MARK) return true;
	if (pattern->kind == NL_AST_TERM_USE) return true; /* when its term is: see visit_reference() */
	if (pattern->kind != NL_AST_OR) return false;
	for (const nl_ast_pattern *p = pattern->children.first; p; p = p->next) {
		if (!is_of_phrases(p)) return false;
	}
	return true;
}

static void tell_no_phrases(const resolver *r, const nl_ast_item *term, nl_span span)
{
	nl_diag *diag =
		error_at(r, NL_CODE_NAME(E0306), span, "term '" NL_FMT "' cannot stand inside a phrase", NL_ARG(term->name->text));
	nl_label label = nl_at(term->file->source, term->pattern->span);
	label.text = NL_STR("it is not made of phrases and '|' alone");
	nl_diag_related(r->sink, diag, label);
	nl_diag_help(r->sink, diag, "join it by 'then' or 'near' outside the quotation marks");
}

static void tell_term_cycle(term_walk *walk, uint32_t target, nl_span span)
{
	nl_ast_item *const *terms = walk->r->rules->terms.items.at;
	nl_buf chain = {0};
	uint32_t from = 0;
	while (walk->path.at[from] != target) from++;
	for (uint32_t i = from; i < walk->path.len; i++)
		nl_buf_addf(&chain, "@" NL_FMT " → ", NL_ARG(terms[walk->path.at[i]]->name->text));
	nl_buf_addf(&chain, "@" NL_FMT, NL_ARG(terms[target]->name->text));
	nl_diag *diag = error_at(walk->r, NL_CODE_NAME(E0206), span, "term '" NL_FMT "' refers to itself: " NL_FMT,
		NL_ARG(terms[target]->name->text), NL_ARG(nl_buf_str(&chain)));
	nl_diag_help(walk->r->sink, diag, "a term can only name terms that do not lead back to it");
	nl_buf_release(&chain);
	walk->stopped = true;
}

static void tell_too_deep(term_walk *walk, nl_span span)
{
	walk->stopped = true;
	if (walk->deep_told) return;
	walk->deep_told = true;
	nl_diag *diag = error_at(walk->r, NL_CODE_NAME(E0111), span,
		"this is nested more than %d deep, with the terms that it names", NL_MAX_NESTING);
	nl_diag_help(walk->r->sink, diag, "name fewer terms inside terms");
}

static void visit_term(term_walk *walk, uint32_t index, uint32_t depth);

static void visit_reference(void *context, nl_str name, nl_span span, bool in_phrase, uint32_t depth)
{
	term_walk *walk = context;
	uint32_t index = nl_names_index(&walk->r->rules->terms, name);
	if (index == NL_NONE || walk->stopped) return;
	term_facts *facts = &walk->facts[index];
	if (facts->state == TERM_BUSY) tell_term_cycle(walk, index, span);
	else if (facts->state == TERM_NEW) {
		if (walk->level + depth > NL_MAX_NESTING) tell_too_deep(walk, span);
		else visit_term(walk, index, depth);
	}
	if (walk->stopped) return;
	if (depth + facts->depth > walk->now.depth) walk->now.depth = depth + facts->depth;
	if (in_phrase && !facts->of_phrases) tell_no_phrases(walk->r, walk->r->rules->terms.items.at[index], span);
	else if (!in_phrase) walk->now.of_phrases &= facts->of_phrases;
}

/* What a pattern takes with the terms in it. */
static void walk_terms(term_walk *walk, const nl_ast_pattern *pattern)
{
	walk->now = (term_facts){.depth = pattern->depth, .of_phrases = is_of_phrases(pattern)};
	nl_names_walk(pattern, visit_reference, walk);
	if (!walk->stopped && walk->now.depth > NL_MAX_NESTING) tell_too_deep(walk, pattern->span);
}

static void visit_term(term_walk *walk, uint32_t index, uint32_t depth)
{
	const nl_ast_item *term = walk->r->rules->terms.items.at[index], *outer_item = walk->r->item;
	term_facts outer = walk->now;
	walk->r->item = term;
	walk->level += depth;
	walk->facts[index].state = TERM_BUSY;
	*nl_vec_push(&walk->path) = index;
	walk->now = (term_facts){.depth = 1, .of_phrases = true};
	if (term->pattern) walk_terms(walk, term->pattern);
	walk->path.len--;
	walk->facts[index] = (term_facts){TERM_DONE, walk->now.depth, walk->now.of_phrases};
	walk->level -= depth;
	walk->r->item = outer_item;
	walk->now = outer;
}

static void tell_cue(const resolver *r, const nl_ast_pattern *pattern)
{
	nl_diag *diag = error_at(r, NL_CODE_NAME(E0410), pattern->span, "a cue is made of phrases and '|' alone");
	nl_diag_help(r->sink, diag, "write '...' or '_' inside a phrase for words in between");
}

static void check_terms(resolver *r)
{
	const nl_rules *rules = r->rules;
	uint32_t count = rules->terms.items.len;
	term_walk walk = {.r = r, .facts = nl_alloc((count + 1) * sizeof *walk.facts)};
	for (uint32_t i = 0; i < count; i++) {
		walk.stopped = false;
		if (walk.facts[i].state == TERM_NEW) visit_term(&walk, i, 0);
	}
	const nl_table *tables[] = {&rules->positions, &rules->languages};
	for (size_t t = 0; t < 2; t++) {
		for (uint32_t i = 0; i < tables[t]->items.len; i++) {
			r->item = tables[t]->items.at[i];
			walk.stopped = false;
			for (const nl_ast_field *field = r->item->body.fields.first; field; field = field->next) {
				if (!field->pattern) continue;
				walk_terms(&walk, field->pattern);
				if (field->kind != NL_AST_MATCHES && !walk.now.of_phrases) tell_cue(r, field->pattern);
			}
		}
	}
	nl_vec_release(&walk.path);
	free(walk.facts);
}

/* ---- everything --------------------------------------------------------------------------------------------------- */

static bool is_replaced(nl_rules *rules, const nl_ast_item *item)
{
	const nl_table *table = nl_names_table(rules, item->kind);
	return table && item->name && nl_names_find(table, item->name->text) != item;
}

typedef void item_visitor(resolver *r, nl_rule_file *file, nl_ast_item *item);

static void for_each_item(resolver *r, item_visitor *visit)
{
	for (uint32_t i = 0; i < r->rules->files.len; i++) {
		nl_rule_file *file = r->rules->files.at[i];
		for (nl_ast_item *item = file->items.first; item; item = item->next) {
			r->item = item;
			visit(r, file, item);
		}
	}
}

static void define_item(resolver *r, nl_rule_file *file, nl_ast_item *item)
{
	(void)file;
	define(r, item);
}

static void visit_use(resolver *r, nl_rule_file *file, nl_ast_item *item)
{
	if (item->kind == NL_AST_USE) use_language(r, file, item);
}

/* What was replaced is looked up no more, but for a rule set: the one that replaced it may extend it. */
static void visit_names(resolver *r, nl_rule_file *file, nl_ast_item *item)
{
	(void)file;
	if (item->kind == NL_AST_RULESET || !is_replaced(r->rules, item)) resolve_item(r);
}

void nl_names_resolve(nl_rules *rules, nl_sink *sink)
{
	resolver r = {.rules = rules, .sink = sink};
	if (rules->base) nl_upon_define(rules);
	for_each_item(&r, define_item);
	for_each_item(&r, visit_use);
	for_each_item(&r, visit_names);
	check_terms(&r);
}
