/* Oddities that the trees show: what is unused, missing, given twice or without effect. Those that need patterns compared
 * are in lint_patterns.c. */
#include "lang/lint.h"

#include <stdlib.h>

#include "base/mem.h"
#include "diag/codes.h"
#include "lang/names.h"
#include "lang/rulesets.h"
#include "text/words.h"

typedef struct {
	nl_rules *rules;
	nl_sink *sink;
	const nl_ast_item *item; /* under way */
	bool *used, *inlined;    /* by the term's index: named anywhere; named inside a phrase */
} linter;

static nl_label label_at(const linter *l, nl_span span)
{
	return nl_at(l->item->file->source, span);
}

/* ---- terms -------------------------------------------------------------------------------------------------------- */

static void mark_used(void *context, nl_str name, nl_span span, bool in_phrase, uint32_t depth)
{
	linter *l = context;
	(void)span, (void)depth;
	uint32_t index = nl_names_index(&l->rules->terms, name);
	l->used[index] = true;
	l->inlined[index] |= in_phrase;
}

static void mark_table(linter *l, const nl_table *table)
{
	for (uint32_t i = 0; i < table->items.len; i++) {
		const nl_ast_item *item = table->items.at[i];
		if (item->pattern) nl_names_walk(item->pattern, mark_used, l);
		for (const nl_ast_field *field = item->body.fields.first; field; field = field->next) {
			if (field->pattern) nl_names_walk(field->pattern, mark_used, l);
		}
	}
}

static void lint_unused(linter *l)
{
	const nl_table *terms = &l->rules->terms;
	for (uint32_t i = 0; i < terms->items.len; i++) {
		if (l->used[i]) continue;
		l->item = terms->items.at[i];
		nl_diag *diag = nl_sink_add(l->sink, NL_WARNING, NL_CODE_NAME(W0601), label_at(l, l->item->name->span),
			"term '" NL_FMT "' is not used", NL_ARG(l->item->name->text));
		nl_diag_help(l->sink, diag, "name it in a pattern by '@" NL_FMT "', or take it out", NL_ARG(l->item->name->text));
	}
}

/* ---- phrases ------------------------------------------------------------------------------------------------------ */

static void lint_edge(const linter *l, const nl_ast_phrase *edge, const char *where)
{
	if (edge->kind != NL_AST_OPTIONAL) return;
	nl_diag *diag = nl_sink_add(l->sink, NL_WARNING, NL_CODE_NAME(W0604), label_at(l, edge->span),
		"optional words at the %s of a phrase have no effect", where);
	nl_diag_note(l->sink, diag, "a match is the shortest run of words that fits");
	nl_diag_help(l->sink, diag, "leave them out");
}

/* Inside a choice an optional may stand at an edge, too, but only of the choice: the phrase may go on behind it. */
static void lint_phrase(const linter *l, const nl_ast_phrase *phrase)
{
	const nl_ast_phrase *first = phrase->children.first, *last = phrase->children.last;
	if (first == last) return;
	lint_edge(l, first, "beginning");
	lint_edge(l, last, "end");
}

/* ---- regular expressions ------------------------------------------------------------------------------------------ */

/* A group that is repeated without bound, of which one branch is nothing but such repetitions and optional parts: "(a+)+",
 * "(a|b*)*". A run of a's can then be split among its rounds in very many ways, all of which are tried before the search
 * fails. A part that must be there once a round, as the space of "([a-z]+ )*", keeps the rounds apart. */
typedef struct {
	uint32_t start;
	bool repeats, fixed; /* the branch under way holds an unbounded repetition; a part that must be there once */
	bool loose;          /* a branch was repetitions and no fixed part */
} regex_group;

typedef enum { ONCE, OPTIONAL, UNBOUNDED, POSSESSIVE } repetition;

/* How often the part before `at` comes; `at` is moved behind that. */
static repetition read_repetition(nl_str text, uint32_t *at)
{
	uint32_t i = *at;
	char c = i < text.len ? text.ptr[i] : '\0';
	repetition found = c == '*' || c == '+' ? UNBOUNDED : c == '?' ? OPTIONAL : ONCE;
	if (c == '{') {
		while (i < text.len && text.ptr[i] != '}') i++;
		found = i > *at && i < text.len && text.ptr[i - 1] == ',' ? UNBOUNDED : ONCE;
	}
	if (c != '{' && found == ONCE) return ONCE;
	*at = i + 1;
	if (*at < text.len && (text.ptr[*at] == '+' || text.ptr[*at] == '?')) {
		if (text.ptr[*at] == '+') found = POSSESSIVE;
		++*at;
	}
	return found;
}

/* Behind the class that begins at `at`. */
static uint32_t skip_class(nl_str text, uint32_t at)
{
	uint32_t i = at + 1;
	if (i < text.len && text.ptr[i] == '^') i++;
	if (i < text.len && text.ptr[i] == ']') i++;
	for (; i < text.len && text.ptr[i] != ']'; i++) {
		if (text.ptr[i] == '\\') i++;
	}
	return i + 1;
}

static void end_branch(regex_group *group)
{
	group->loose |= group->repeats && !group->fixed;
	group->repeats = group->fixed = false;
}

static void add_part(regex_group *group, repetition times, bool loose)
{
	if (times == UNBOUNDED || (loose && times != POSSESSIVE)) group->repeats = true;
	else if (times != OPTIONAL) group->fixed = true;
}

/* The group that can backtrack without bound, as a span of the expression; empty when there is none. */
static nl_span nested_repetition(nl_str text)
{
	NL_VEC(regex_group) groups = {0};
	nl_span found = {0, 0};
	*nl_vec_push(&groups) = (regex_group){0};
	for (uint32_t i = 0; i < text.len && found.end == 0;) {
		char c = text.ptr[i];
		if (c == '(') {
			*nl_vec_push(&groups) = (regex_group){.start = i++};
			if (i < text.len && text.ptr[i] == '?')
				i += 2; /* "(?:" and the like; what else follows counts as a fixed part */
			continue;
		}
		if (c == '|') {
			end_branch(nl_vec_last(&groups));
			i++;
			continue;
		}
		bool closes = c == ')' && groups.len > 1;
		regex_group group = *nl_vec_last(&groups);
		if (closes) groups.len--;
		end_branch(&group);
		i = c == '[' ? skip_class(text, i) : i + (c == '\\' ? 2 : 1);
		repetition times = read_repetition(text, &i);
		if (closes && group.loose && times == UNBOUNDED) found = (nl_span){group.start, i};
		add_part(nl_vec_last(&groups), times, closes && group.loose);
	}
	nl_vec_release(&groups);
	if (found.end > text.len) found.end = (uint32_t)text.len;
	return found;
}

static void lint_regex(const linter *l, const nl_ast_pattern *pattern)
{
	bool ignore_case;
	uint32_t start = pattern->text->span.start + 1;
	nl_span nested = nested_repetition(pattern->text->raw);
	if (nested.end) {
		nl_diag *diag = nl_sink_add(l->sink, NL_WARNING, NL_CODE_NAME(W0611),
			label_at(l, (nl_span){start + nested.start, start + nested.end}),
			"this repeated group holds a repetition: a search can take very long");
		nl_diag_help(l->sink, diag, "repeat one of the two, or make the inner one possessive: 'a++'");
	}
	if (nl_regex_matches_empty(pattern->regex)) {
		nl_diag *diag = nl_sink_add(l->sink, NL_WARNING, NL_CODE_NAME(W0610), label_at(l, pattern->span),
			"this regular expression can match no character at all");
		nl_diag_help(l->sink, diag, "let at least one part of it be needed: '+' for '*', no '?'");
	} else if (nl_regex_literal(pattern->regex, &ignore_case).len == 0) {
		nl_diag *diag = nl_sink_add(l->sink, NL_WARNING, NL_CODE_NAME(W0612), label_at(l, pattern->span),
			"no word is in every match of this regular expression, so that it is slow");
		nl_diag_help(l->sink, diag, "write out three letters or digits that every match holds, or use a phrase");
	}
}

/* A term inside a phrase has words of that phrase around it: what stands at its own edges has an effect there. */
static bool goes_on(const linter *l)
{
	return l->item->kind == NL_AST_TERM && l->inlined[nl_names_index(&l->rules->terms, l->item->name->text)];
}

static void lint_pattern(const linter *l, const nl_ast_pattern *pattern)
{
	if (pattern->phrase && !goes_on(l)) lint_phrase(l, pattern->phrase);
	if (pattern->kind == NL_AST_REGEX) lint_regex(l, pattern);
	for (const nl_ast_pattern *p = pattern->children.first; p; p = p->next) lint_pattern(l, p);
}

/* ---- positions ---------------------------------------------------------------------------------------------------- */

static uint32_t count_fields(const nl_ast_item *item, nl_ast_kind kind)
{
	uint32_t count = 0;
	for (const nl_ast_field *field = item->body.fields.first; field; field = field->next) count += field->kind == kind;
	return count;
}

static void lint_missing(const linter *l, nl_ast_kind kind, nl_str code, const char *help)
{
	if (count_fields(l->item, kind)) return;
	nl_diag *diag = nl_sink_add(l->sink, NL_WARNING, code, label_at(l, l->item->name->span),
		"position '" NL_FMT "' has no '%s'", NL_ARG(l->item->name->text), nl_ast_kind_name(kind));
	nl_diag_help(l->sink, diag, "%s", help);
}

/* Examples are equal when their words are: compared as written. */
static void lint_examples(const linter *l)
{
	nl_map seen = {0};
	NL_VEC(const nl_ast_text *) texts = {0};
	for (const nl_ast_field *field = l->item->body.fields.first; field; field = field->next) {
		if (field->kind != NL_AST_ACCEPT && field->kind != NL_AST_REJECT) continue;
		for (const nl_ast_text *text = field->texts.first; text; text = text->next) {
			uint32_t first = nl_map_get(&seen, text->text);
			if (first == NL_NONE) {
				nl_map_set(&seen, text->text, texts.len);
				*nl_vec_push(&texts) = text;
				continue;
			}
			nl_diag *diag = nl_sink_add(l->sink, NL_WARNING, NL_CODE_NAME(W0613), label_at(l, text->span),
				"this example is given twice");
			nl_label label = label_at(l, texts.at[first]->span);
			label.text = NL_STR("first given here");
			nl_diag_related(l->sink, diag, label);
		}
	}
	nl_vec_release(&texts);
	nl_map_release(&seen);
}

static void lint_position(const linter *l)
{
	for (const nl_ast_field *field = l->item->body.fields.first; field; field = field->next) {
		if (field->pattern) lint_pattern(l, field->pattern);
	}
	lint_missing(l, NL_AST_MATCHES, NL_CODE_NAME(W0607), "without a pattern it is never found: add 'matches'");
	lint_missing(l, NL_AST_SOURCE, NL_CODE_NAME(W0605), "say where it comes from: source \"A/68/98\" para 19");
	lint_missing(l, NL_AST_ACCEPT, NL_CODE_NAME(W0606), "add sentences in which it must be found: accept \"...\"");
	lint_missing(l, NL_AST_REJECT, NL_CODE_NAME(W0606), "add sentences in which it must not be found: reject \"...\"");
	lint_examples(l);
}

/* ---- rule sets ---------------------------------------------------------------------------------------------------- */

static bool wants(const nl_ruleset_rule *rule)
{
	return rule->rule.kind == NL_REQUIRE || rule->rule.kind == NL_RECOMMEND;
}

/* Only rules that always apply and are about one position contradict each other for sure. */
static void lint_conflicts(const linter *l)
{
	nl_map seen = {0}; /* from a position to the first rule about it */
	const nl_ruleset_state *state = l->item->state;
	for (uint32_t i = 0; i < state->count; i++) {
		const nl_ruleset_rule *rule = &state->rules[i];
		if (rule->from->when || rule->from->condition->kind != NL_AST_IS) continue;
		nl_str position = rule->from->condition->position->text;
		uint32_t first = nl_map_get(&seen, position);
		if (first == NL_NONE) nl_map_set(&seen, position, i);
		else if (wants(rule) != wants(&state->rules[first])) {
			const nl_ir *ir = l->rules->ir;
			nl_label here = nl_ir_at(ir, rule->rule.origin), there = nl_ir_at(ir, state->rules[first].rule.origin);
			nl_diag *diag = nl_sink_add(l->sink, NL_WARNING, NL_CODE_NAME(W0609), here,
				"this rule set both wants '" NL_FMT "' and does not", NL_ARG(position));
			there.text = NL_STR("the other rule");
			nl_diag_related(l->sink, diag, there);
			nl_diag_help(l->sink, diag, "take one of the rules out, or say by 'when' to which texts it applies");
		}
	}
	nl_map_release(&seen);
}

static bool asks_the_same(const nl_ruleset_rule *a, const nl_ruleset_rule *b)
{
	return wants(a) == wants(b) && a->rule.at_least == b->rule.at_least;
}

/* Of rules that always apply: "require" after "recommend" of a greater strength is a scale, and no slip. */
static void lint_doubles(const linter *l)
{
	const nl_ruleset_state *state = l->item->state;
	const nl_ir *ir = l->rules->ir;
	nl_map last_rule = {0}; /* from a position to the last rule about it, from where `before` leads on */
	uint32_t *before = nl_alloc((state->count + 1) * sizeof *before);
	for (uint32_t i = 0; i < state->count; i++) {
		const nl_ruleset_rule *rule = &state->rules[i];
		before[i] = NL_NONE;
		if (rule->from->when || rule->from->condition->kind != NL_AST_IS) continue;
		nl_str position = rule->from->condition->position->text;
		uint32_t other = before[i] = nl_map_get(&last_rule, position);
		nl_map_set(&last_rule, position, i);
		while (other != NL_NONE && !asks_the_same(rule, &state->rules[other])) other = before[other];
		if (other == NL_NONE) continue;
		nl_diag *diag = nl_sink_add(l->sink, NL_WARNING, NL_CODE_NAME(W0615), nl_ir_at(ir, rule->rule.origin),
			"this rule set asks for '" NL_FMT "' twice", NL_ARG(position));
		nl_label there = nl_ir_at(ir, state->rules[other].rule.origin);
		there.text = NL_STR("the other rule");
		nl_diag_related(l->sink, diag, there);
		nl_diag_help(l->sink, diag, "take one of them out, and give the other the weight of both");
	}
	free(before);
	nl_map_release(&last_rule);
}

/* Whether a pattern in the language of one of the rule's positions has the word. */
static bool some_pattern_has(const nl_ir *ir, const nl_rule *rule, nl_str word)
{
	bool known = false;
	for (uint32_t p = 0; p < ir->position_count && !known; p++) {
		if (!nl_ir_cond_names(ir, rule->condition, p)) continue;
		nl_lexicon *lexicon = nl_lexicon_new(ir->languages[ir->positions[p].language].vocab);
		known = nl_lexicon_class(lexicon, word, false) != 0;
		nl_lexicon_free(lexicon);
	}
	return known;
}

/* Words that nothing finds are never replaced. */
static void lint_stands_for(const linter *l, const nl_rule *rule, const nl_ast_text *text)
{
	uint32_t end = 0;
	for (nl_word word; nl_word_next(text->text, end, &word); end = word.end) {
		nl_str written = nl_str_slice(text->text, word.start, word.end);
		if (some_pattern_has(l->rules->ir, rule, written)) continue;
		nl_diag *diag = nl_sink_add(l->sink, NL_WARNING, NL_CODE_NAME(W0617), label_at(l, text->span),
			"no pattern has the word '" NL_FMT "', so this is never replaced", NL_ARG(written));
		nl_diag_help(l->sink, diag, "write the words as the position finds them");
		return;
	}
}

static void lint_replacements(const linter *l)
{
	const nl_ruleset_state *state = l->item->state;
	for (uint32_t i = 0; i < state->count; i++) {
		const nl_ruleset_rule *rule = &state->rules[i];
		for (const nl_ast_attr *attr = rule->inherited ? NULL : rule->from->attrs.first; attr; attr = attr->next)
			for (const nl_ast_text *text = attr->texts.first; text; text = text->next)
				lint_stands_for(l, &rule->rule, text);
	}
}

static void lint_ruleset(const linter *l)
{
	if (l->item->state->count == 0) {
		nl_diag *diag = nl_sink_add(l->sink, NL_WARNING, NL_CODE_NAME(W0608), label_at(l, l->item->name->span),
			"rule set '" NL_FMT "' has no rules", NL_ARG(l->item->name->text));
		nl_diag_help(l->sink, diag, "add what it expects: require NAME");
	}
	lint_conflicts(l);
	lint_doubles(l);
	lint_replacements(l);
}

/* ---- axes --------------------------------------------------------------------------------------------------------- */

static void lint_axis(const linter *l)
{
	const nl_ir *ir = l->rules->ir;
	const nl_axis *axis = &ir->axes[nl_ir_axis(ir, l->item->name->text)];
	const nl_position *from = &ir->positions[axis->from];
	for (uint32_t i = 0; i < from->oppose_count; i++) {
		if (from->opposes[i] == axis->to) return;
	}
	nl_str to = ir->positions[axis->to].id;
	nl_diag *diag = nl_sink_add(l->sink, NL_WARNING, NL_CODE_NAME(W0614), label_at(l, l->item->name->span),
		"the ends of axis '" NL_FMT "' do not oppose each other", NL_ARG(l->item->name->text));
	nl_diag_help(l->sink, diag, "write 'opposes " NL_FMT "' in position '" NL_FMT "'", NL_ARG(to), NL_ARG(from->id));
}

/* ---- everything --------------------------------------------------------------------------------------------------- */

typedef void item_lint(const linter *l);

static void lint_table(linter *l, const nl_table *table, item_lint *lint)
{
	for (uint32_t i = 0; i < table->items.len; i++) {
		l->item = table->items.at[i];
		lint(l);
	}
}

static void lint_term(const linter *l)
{
	lint_pattern(l, l->item->pattern);
}

void nl_lint(nl_rules *rules, nl_sink *sink)
{
	uint32_t terms = rules->terms.items.len;
	linter l = {.rules = rules, .sink = sink, .used = nl_alloc(terms + 1), .inlined = nl_alloc(terms + 1)};
	mark_table(&l, &rules->terms);
	mark_table(&l, &rules->positions);
	mark_table(&l, &rules->languages);
	lint_unused(&l);
	lint_table(&l, &rules->terms, lint_term);
	lint_table(&l, &rules->positions, lint_position);
	lint_table(&l, &rules->rulesets, lint_ruleset);
	lint_table(&l, &rules->axes, lint_axis);
	nl_lint_patterns(rules->ir, sink);
	free(l.used);
	free(l.inlined);
}
