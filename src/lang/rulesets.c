/* Rule sets: attributes and conditions of each rule, then inheritance. A rule set is worked out after the one that it
 * extends; the way up is walked with a list and not by recursion, since a chain may be as long as a file allows. */
#include "lang/rulesets.h"

#include <stdlib.h>

#include "base/limits.h"
#include "diag/codes.h"
#include "diag/suggest.h"
#include "lang/names.h"
#include "text/forms.h"

enum { MOST_WEIGHT = 1000 };

/* ---- attributes --------------------------------------------------------------------------------------------------- */

static const char *strength_at(uint32_t i)
{
	return nl_strength_name((nl_strength)i);
}

static void check_weight(const nl_checker *checker, nl_ast_attr *attr)
{
	char digits[32] = {0};
	nl_str text = attr->name->text;
	for (size_t i = 0; i < text.len && i + 1 < sizeof digits; i++) digits[i] = text.ptr[i];
	attr->weight = text.len < sizeof digits ? strtod(digits, NULL) : 0;
	if (attr->weight > 0 && attr->weight <= MOST_WEIGHT) return;
	bool small = attr->weight <= 0 && text.len < sizeof digits;
	nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0401), attr->name->span,
		"a weight of " NL_FMT " is not %s %d", NL_ARG(text), small ? "above" : "at most", small ? 0 : MOST_WEIGHT);
	nl_diag_help(checker->sink, diag,
		"weights say how much a rule counts beside the others: 1 is usual, 3 is much; "
		"leave out a rule that should not count");
}

/* What an `instead` stands for are words, as they would stand in a text. */
static void check_stands_for(const nl_checker *checker, const nl_ast_attr *attr)
{
	if (attr->texts.first && !attr->text->broken && nl_str_trim(attr->text->text).len == 0) {
		nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0415), attr->text->span, "nothing is to be written instead");
		nl_diag_help(checker->sink, diag, "write the words that take the place of the others");
	}
	for (const nl_ast_text *text = attr->texts.first; text; text = text->next) {
		if (text->broken || nl_words_only(text->text)) continue;
		nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0415), text->span, "'for' takes words, no patterns");
		nl_diag_help(checker->sink, diag,
			"write the words as a text has them, each wording as a text of its own: "
			"for \"cyber weapons\", \"information weapons\"");
	}
}

static void check_attr(const nl_checker *checker, nl_ast_attr *attr)
{
	if (attr->kind == NL_AST_INSTEAD) check_stands_for(checker, attr);
	if (attr->kind == NL_AST_WEIGHT) check_weight(checker, attr);
	if (attr->kind != NL_AST_AT_LEAST) return;
	attr->strength =
		(nl_strength)nl_check_word(checker, attr->name, NL_CODE_NAME(E0211), "strength", strength_at, NL_BINDING + 1);
}

static void check_attrs(const nl_checker *checker, const nl_ast_attrs *attrs)
{
	const nl_ast_attr *first[NL_AST_INSTEAD + 1] = {0};
	for (nl_ast_attr *attr = attrs->first; attr; attr = attr->next) {
		if (first[attr->kind]) {
			const char *mark = attr->kind == NL_AST_SEVERITY ? "" : "'";
			nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0109), attr->span, "%s%s%s is given twice", mark,
				nl_ast_kind_name(attr->kind), mark);
			nl_check_related(checker, diag, first[attr->kind]->span, "first given here");
		} else first[attr->kind] = attr;
		check_attr(checker, attr);
	}
}

/* What a rule without attributes has, by its kind. */
static nl_severity default_severity(nl_rule_kind kind)
{
	if (kind == NL_REQUIRE || kind == NL_FORBID) return NL_ERROR;
	return kind == NL_DISCOURAGE ? NL_WARNING : NL_NOTE;
}

static nl_severity severity_of(nl_str word)
{
	nl_severity severity = NL_NOTE;
	while (severity < NL_ERROR && !nl_str_eq(word, nl_str_of(nl_severity_name(severity)))) severity++;
	return severity;
}

/* "at least" asks for strength; what is not wanted is not wanted in any. */
static void apply_strength(const nl_checker *checker, nl_rule *rule, const nl_ast_attr *attr)
{
	rule->at_least = attr->strength;
	if (rule->kind == NL_REQUIRE || rule->kind == NL_RECOMMEND) return;
	nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0404), attr->span,
		"'at least' belongs to 'require' and 'recommend', not to '%s'", nl_rule_kind_name(rule->kind));
	nl_diag_help(checker->sink, diag, "leave it out: what a rule set does not want counts in any strength");
}

static nl_str joined_lines(nl_arena *arena, const nl_ast_texts *texts)
{
	nl_str joined = {0};
	for (const nl_ast_text *text = texts->first; text; text = text->next)
		joined = nl_arena_printf(arena, NL_FMT "%s" NL_FMT, NL_ARG(joined), joined.len ? "\n" : "", NL_ARG(text->text));
	return joined;
}

/* Words take the place of others; where something is missing there are none. */
static void apply_instead(const nl_checker *checker, nl_rule *rule, const nl_ast_attr *attr)
{
	rule->instead = attr->text->text;
	rule->stands_for = joined_lines(&checker->rules->arena, &attr->texts);
	if (rule->kind == NL_DISCOURAGE || rule->kind == NL_FORBID || !attr->texts.first) return;
	nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0415), attr->texts.first->span,
		"'for' belongs to 'forbid' and 'discourage', not to '%s'", nl_rule_kind_name(rule->kind));
	nl_diag_help(checker->sink, diag, "leave it out: what a rule set asks for stands in the place of nothing");
}

static void apply_attrs(const nl_checker *checker, nl_rule *rule, const nl_ast_attrs *attrs)
{
	for (const nl_ast_attr *attr = attrs->first; attr; attr = attr->next) {
		switch (attr->kind) {
		case NL_AST_AS: rule->id = attr->name->text; break;
		case NL_AST_AT_LEAST: apply_strength(checker, rule, attr); break;
		case NL_AST_WEIGHT: rule->weight = attr->weight; break;
		case NL_AST_SEVERITY: rule->severity = severity_of(attr->name->text); break;
		case NL_AST_MESSAGE: rule->message = attr->text->text; break;
		case NL_AST_HELP: rule->help = attr->text->text; break;
		case NL_AST_INSTEAD: apply_instead(checker, rule, attr); break;
		default: break;
		}
	}
}

/* ---- conditions --------------------------------------------------------------------------------------------------- */

static void check_n_of(const nl_checker *checker, nl_ast_cond *condition)
{
	if (!nl_check_whole(checker, condition->number, &condition->n)) return;
	uint32_t count = condition->children.count;
	if (condition->n > 0 && condition->n <= count) return;
	const char *why = condition->n ? "can never hold" : "always holds";
	nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0402), condition->span, "%u of %u %s", condition->n, count, why);
	nl_diag_help(checker->sink, diag, "ask for 1 to %u of them", count);
}

static void check_count(const nl_checker *checker, nl_ast_cond *condition)
{
	if (!nl_check_whole(checker, condition->number, &condition->n)) return;
	condition->n += condition->above;
	if (condition->n > 0) return;
	nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0403), condition->span, "a count is always 0 or more");
	nl_diag_help(checker->sink, diag, "ask for 'count(" NL_FMT ") >= 1' or more", NL_ARG(condition->position->text));
}

static void check_condition(const nl_checker *checker, nl_ast_cond *condition)
{
	if (condition->kind == NL_AST_N_OF) check_n_of(checker, condition);
	if (condition->kind == NL_AST_COUNT) check_count(checker, condition);
	for (nl_ast_cond *c = condition->children.first; c; c = c->next) check_condition(checker, c);
}

/* The condition spelled as a name: "not-privacy", "2-of-a-b-c", "count-a-3". */
static void spell(const nl_ast_cond *condition, nl_buf *out)
{
	const char *between = condition->kind == NL_AST_COND_AND ? "-and-"
		: condition->kind == NL_AST_COND_OR                  ? "-or-"
															 : "-";
	switch (condition->kind) {
	case NL_AST_IS: nl_buf_add(out, condition->position->text); break;
	case NL_AST_COUNT: nl_buf_addf(out, "count-" NL_FMT "-%u", NL_ARG(condition->position->text), condition->n); break;
	case NL_AST_COND_NOT: nl_buf_add_c(out, "not-"); break;
	case NL_AST_N_OF: nl_buf_addf(out, "%u-of-", condition->n); break;
	default: break;
	}
	for (const nl_ast_cond *c = condition->children.first; c; c = c->next) {
		spell(c, out);
		if (c->next) nl_buf_add_c(out, between);
	}
}

static nl_str spelled(nl_rules *rules, const nl_ast_cond *condition)
{
	if (condition->kind == NL_AST_IS) return condition->position->text;
	nl_buf text = {0};
	spell(condition, &text);
	nl_str id = nl_arena_str(&rules->arena, nl_buf_str(&text));
	nl_buf_release(&text);
	return id;
}

/* ---- one rule set, its base being done -------------------------------------------------------------------------------- */

/* The rule set under way: its rules so far, by id. */
typedef struct {
	nl_checker *checker;
	const nl_ast_item *item;
	const nl_ast_item *base;
	NL_VEC(nl_ruleset_rule) rules;
	nl_map index;
} builder;

static void inherit(builder *b)
{
	if (!b->base || !b->base->state) return;
	for (uint32_t i = 0; i < b->base->state->count; i++) {
		nl_ruleset_rule rule = b->base->state->rules[i];
		rule.inherited = true;
		rule.changed = (nl_span){0, 0};
		nl_map_set(&b->index, rule.rule.id, b->rules.len);
		*nl_vec_push(&b->rules) = rule;
	}
}

static void tell_same_id(const builder *b, const nl_ruleset_rule *first, nl_span span, nl_str id)
{
	const nl_checker *checker = b->checker;
	if (first->inherited) {
		nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0407), span,
			"rule '" NL_FMT "' is inherited from '" NL_FMT "'", NL_ARG(id), NL_ARG(b->base->name->text));
		nl_diag_help(checker->sink, diag,
			"change it by 'override " NL_FMT " ...', or 'drop " NL_FMT "' and name the new one by 'as'", NL_ARG(id),
			NL_ARG(id));
		return;
	}
	nl_diag *diag =
		nl_check_error(checker, NL_CODE_NAME(E0408), span, "rule '" NL_FMT "' is in this rule set twice", NL_ARG(id));
	nl_check_related(checker, diag, first->rule.origin.span, "first given here");
	nl_diag_help(checker->sink, diag, "take one out, or give one of them a name of its own: 'as NAME'");
}

static void add_rule(builder *b, nl_ast_rule *from)
{
	const nl_checker *checker = b->checker;
	check_condition(checker, from->condition);
	if (from->when) check_condition(checker, from->when);
	check_attrs(checker, &from->attrs);
	nl_rule rule = {.id = spelled(checker->rules, from->condition),
		.kind = from->rule,
		.at_least = NL_TENTATIVE,
		.weight = 1,
		.severity = default_severity(from->rule),
		.origin = {checker->file->number, from->span}};
	apply_attrs(checker, &rule, &from->attrs);
	uint32_t known = nl_map_get(&b->index, rule.id);
	if (known != NL_NONE && !b->rules.at[known].dropped) {
		tell_same_id(b, &b->rules.at[known], from->condition->span, rule.id);
		return;
	}
	nl_map_set(&b->index, rule.id, b->rules.len);
	*nl_vec_push(&b->rules) = (nl_ruleset_rule){.rule = rule, .from = from};
}

static void suggest_inherited(const builder *b, nl_diag *diag, nl_str id)
{
	NL_VEC(nl_str) ids = {0};
	for (uint32_t i = 0; i < b->rules.len; i++) {
		if (b->rules.at[i].inherited) *nl_vec_push(&ids) = b->rules.at[i].rule.id;
	}
	const nl_str *meant = nl_suggest(id, ids.at, ids.len);
	if (meant) nl_diag_help(b->checker->sink, diag, "did you mean '" NL_FMT "'?", NL_ARG(*meant));
	nl_vec_release(&ids);
}

/* The inherited rule that an override or drop is about; NULL when there is none, which is told. */
static nl_ruleset_rule *inherited_rule(const builder *b, const nl_ast_rule *change)
{
	const nl_checker *checker = b->checker;
	const char *verb = nl_ast_kind_name(change->kind);
	if (!b->item->extends) {
		nl_diag *diag =
			nl_check_error(checker, NL_CODE_NAME(E0405), change->span, "'%s' in a rule set that extends none", verb);
		nl_diag_help(checker->sink, diag, "say what it changes: 'ruleset " NL_FMT " \"...\" extends NAME { ... }'",
			NL_ARG(b->item->name->text));
		return NULL;
	}
	uint32_t known = nl_map_get(&b->index, change->name->text);
	if (known != NL_NONE && b->rules.at[known].inherited) return &b->rules.at[known];
	if (b->item->state->incomplete) return NULL;
	nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0405), change->name->span,
		"'" NL_FMT "' inherits no rule '" NL_FMT "' to %s", NL_ARG(b->item->name->text), NL_ARG(change->name->text), verb);
	suggest_inherited(b, diag, change->name->text);
	return NULL;
}

static void change_rule(builder *b, nl_ast_rule *change)
{
	const nl_checker *checker = b->checker;
	check_attrs(checker, &change->attrs);
	nl_ruleset_rule *rule = inherited_rule(b, change);
	if (!rule) return;
	if (rule->changed.end) {
		nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0412), change->span, "rule '" NL_FMT "' is changed twice",
			NL_ARG(rule->rule.id));
		nl_check_related(checker, diag, rule->changed, "first changed here");
		return;
	}
	rule->changed = change->span;
	rule->dropped = change->kind == NL_AST_DROP;
	if (rule->dropped) return;
	for (const nl_ast_attr *attr = change->attrs.first; attr; attr = attr->next) {
		if (attr->kind != NL_AST_AS) continue;
		nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0413), attr->span, "'override' cannot rename a rule");
		nl_diag_help(checker->sink, diag, "drop the rule and write it anew with 'as'");
		return;
	}
	if (!change->attrs.first) {
		nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0413), change->span, "this 'override' changes nothing");
		nl_diag_help(checker->sink, diag, "say what is other: a weight, 'warning', a message; 'drop' takes the rule out");
		return;
	}
	apply_attrs(checker, &rule->rule, &change->attrs);
}

static void build(nl_checker *checker, const nl_ast_item *item, const nl_ast_item *base)
{
	builder b = {.checker = checker, .item = item, .base = base};
	checker->file = item->file;
	item->state->incomplete = item->extends && (!base || base->state->incomplete || base->file->broken);
	inherit(&b);
	/* Changes first: a rule that is dropped may be written anew before or after the drop. */
	for (nl_ast_rule *rule = item->body.rules.first; rule; rule = rule->next) {
		if (rule->kind != NL_AST_RULE) change_rule(&b, rule);
	}
	for (nl_ast_rule *rule = item->body.rules.first; rule; rule = rule->next) {
		if (rule->kind == NL_AST_RULE) add_rule(&b, rule);
	}
	nl_ruleset_state *state = item->state;
	state->rules = nl_arena_array(&checker->rules->arena, nl_ruleset_rule, b.rules.len);
	for (uint32_t i = 0; i < b.rules.len; i++) {
		if (!b.rules.at[i].dropped) state->rules[state->count++] = b.rules.at[i];
	}
	state->progress = NL_RULESET_DONE;
	state->depth = base ? base->state->depth + 1 : item->extends && state->incomplete ? NL_MAX_NESTING : 0;
	nl_vec_release(&b.rules);
	nl_map_release(&b.index);
}

/* ---- what extends what --------------------------------------------------------------------------------------------- */

typedef NL_VEC(nl_ast_item *) item_path;

static void tell_cycle(nl_checker *checker, const item_path *path, const nl_ast_item *target)
{
	const nl_ast_item *last = *nl_vec_last(path);
	nl_buf chain = {0};
	bool inside = false;
	for (uint32_t i = 0; i < path->len; i++) {
		inside |= path->at[i] == target;
		if (inside) nl_buf_addf(&chain, NL_FMT " → ", NL_ARG(path->at[i]->name->text));
	}
	nl_buf_add(&chain, target->name->text);
	checker->file = last->file;
	nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0406), last->extends->span,
		"rule set '" NL_FMT "' extends itself: " NL_FMT, NL_ARG(target->name->text), NL_ARG(nl_buf_str(&chain)));
	nl_diag_help(checker->sink, diag, "take one 'extends' of this circle out");
	nl_buf_release(&chain);
}

/* Each rule set holds copies of all that it inherits, so that the chain must have an end. */
static bool is_too_long(nl_checker *checker, const nl_ast_item *item, const nl_ast_item *base)
{
	if (!base || base->state->depth < NL_MAX_NESTING) return false;
	if (base->state->incomplete) return true;
	checker->file = item->file;
	nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0414), item->extends->span,
		"rule sets extend each other more than %d deep", NL_MAX_NESTING);
	nl_diag_help(checker->sink, diag, "extend a rule set nearer to the start of the chain");
	return true;
}

static nl_ruleset_state *state_of(nl_checker *checker, nl_ast_item *item)
{
	if (!item->state) item->state = nl_arena_new(&checker->rules->arena, nl_ruleset_state);
	return item->state;
}

/* Works out a rule set after all that it extends. */
static void work_out(nl_checker *checker, nl_ast_item *item, item_path *path)
{
	nl_vec_clear(path);
	nl_ast_item *base = item;
	while (base && state_of(checker, base)->progress == NL_RULESET_NEW) {
		base->state->progress = NL_RULESET_BUSY;
		*nl_vec_push(path) = base;
		base = nl_names_base(checker->rules, base);
	}
	if (base && base->state->progress == NL_RULESET_BUSY) {
		tell_cycle(checker, path, base);
		base = NULL;
	}
	while (path->len) {
		nl_ast_item *next = path->at[--path->len];
		build(checker, next, is_too_long(checker, next, base) ? NULL : base);
		base = next;
	}
}

void nl_rulesets_check(nl_checker *checker)
{
	item_path path = {0};
	for (uint32_t f = 0; f < checker->rules->files.len; f++) {
		for (nl_ast_item *item = checker->rules->files.at[f]->items.first; item; item = item->next) {
			if (item->kind == NL_AST_RULESET && item->name && state_of(checker, item)->progress == NL_RULESET_NEW)
				work_out(checker, item, &path);
		}
	}
	nl_vec_release(&path);
}
