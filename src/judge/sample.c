/* The words come from the rule file, where they are written whole: the compiled rules know stems only. A phrase is read again
 * in its notation, which was checked long before. */
#include "judge/sample.h"

enum {
	MOST_SAMPLES = 3,
	MOST_BYTES = 60, /* of a sample; what is longer is cut behind a word */
	MOST_DEPTH = 30  /* of terms inside terms */
};

typedef struct {
	const nl_ir *ir;
	nl_buf out;
	bool space; /* before the next word */
	unsigned depth;
} sampler;

static void add_node(sampler *s, uint32_t node);

/* ---- phrases ---------------------------------------------------------------------------------------------------- */

static bool is_full(const sampler *s)
{
	return s->out.len >= MOST_BYTES || s->depth > MOST_DEPTH;
}

static void add_piece(sampler *s, nl_str piece)
{
	if (s->space && is_full(s)) return;
	if (s->space && s->out.len) nl_buf_add_byte(&s->out, ' ');
	s->space = false;
	nl_buf_add(&s->out, piece);
}

/* Stands for words in between; two that meet are one. */
static void add_gap(sampler *s)
{
	s->space = true;
	if (!nl_str_ends(nl_buf_str(&s->out), NL_STR("…"))) add_piece(s, NL_STR("…"));
	s->space = true;
}

/* A term that is only used inside phrases is no node; its name then says what it is about. */
static void add_term(sampler *s, nl_str name)
{
	for (uint32_t i = 0; i < s->ir->node_count; i++) {
		if (!nl_str_eq(s->ir->nodes[i].term, name)) continue;
		add_node(s, i);
		return;
	}
	for (size_t i = 0; i < name.len; i++) {
		if (name.ptr[i] == '-') s->space = true;
		else add_piece(s, nl_str_slice(name, i, i + 1));
	}
}

static bool is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

static void add_sequence(sampler *s, nl_str text, size_t *at, bool shown);

/* Behind an opening bracket: the first choice when it is to be shown; to the closing one. */
static void add_choices(sampler *s, nl_str text, size_t *at, bool shown)
{
	add_sequence(s, text, at, shown);
	while (*at < text.len && text.ptr[*at] == '|') {
		++*at;
		add_sequence(s, text, at, false);
	}
	++*at;
}

static void add_reference(sampler *s, nl_str text, size_t *at, bool shown)
{
	size_t start = ++*at;
	while (*at < text.len && is_name_byte(text.ptr[*at])) ++*at;
	if (shown && !is_full(s)) add_term(s, nl_str_slice(text, start, *at));
}

/* Letters, digits and hyphens, as many as stand together. */
static size_t run_of_name(nl_str text)
{
	size_t len = 0;
	while (len < text.len && (is_name_byte(text.ptr[len]) || (text.ptr[len] >= 'A' && text.ptr[len] <= 'Z'))) len++;
	return len;
}

static bool is_gap(nl_str text)
{
	char c = text.ptr[0];
	if (c != '_' && c != '.' && c != '\xE2') return false;
	return c == '_' || nl_str_starts(text, NL_STR("...")) || nl_str_starts(text, NL_STR("…"));
}

/* Up to a bar, a closing bracket or the end. */
static void add_sequence(sampler *s, nl_str text, size_t *at, bool shown)
{
	while (*at < text.len) {
		nl_str rest = nl_str_slice(text, *at, text.len);
		char c = rest.ptr[0];
		size_t run = run_of_name(rest);
		if (run) {
			*at += run;
			if (shown) add_piece(s, nl_str_slice(rest, 0, run));
			continue;
		}
		if (c == '|' || c == ')' || c == ']') return;
		if (c == '(' || c == '[') {
			++*at;
			add_choices(s, text, at, shown && c == '(');
		} else if (c == '@') add_reference(s, text, at, shown);
		else if (is_gap(rest)) {
			*at += c == '_' ? 1 : 3;
			if (shown) add_gap(s);
		} else {
			++*at;
			bool between = c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',' || c == '\\';
			if (between) s->space = true;
			else if (shown && c != '=') add_piece(s, nl_str_slice(rest, 0, 1));
		}
	}
}

/* ---- nodes ------------------------------------------------------------------------------------------------------ */

static void add_leaf(sampler *s, nl_str written)
{
	size_t at = 0;
	s->space = true;
	if (nl_str_starts(written, NL_STR("\""))) add_sequence(s, nl_str_slice(written, 1, written.len - 1), &at, true);
	else if (nl_str_starts(written, NL_STR("'"))) add_piece(s, nl_str_slice(written, 1, written.len - 1));
	else add_piece(s, written);
	s->space = true;
}

static void add_node(sampler *s, uint32_t node)
{
	const nl_node *n = &s->ir->nodes[node];
	bool leaf = n->op == NL_NODE_PHRASE || n->op == NL_NODE_REGEX;
	bool all = n->op == NL_NODE_THEN || n->op == NL_NODE_NEAR || n->op == NL_NODE_AND;
	s->depth++;
	if (leaf) add_leaf(s, nl_ir_words(s->ir, n->origin));
	for (uint32_t i = 0; i < (all ? n->child_count : !leaf) && !is_full(s); i++) {
		if (i > 0) add_gap(s);
		add_node(s, s->ir->children[n->first_child + i]);
	}
	s->depth--;
}

typedef struct {
	const nl_ir *ir;
	nl_arena *arena;
	nl_str at[MOST_SAMPLES];
	uint32_t count;
	nl_buf scratch;
} samples;

static bool has_sample(const samples *list, nl_str sample)
{
	for (uint32_t i = 0; i < list->count; i++)
		if (nl_str_eq(list->at[i], sample)) return true;
	return false;
}

static void collect(samples *list, uint32_t node)
{
	const nl_node *n = &list->ir->nodes[node];
	bool filters = n->op == NL_NODE_BUT_NOT || n->op == NL_NODE_UNLESS || n->op == NL_NODE_ABOUT ||
		n->op == NL_NODE_IN || n->op == NL_NODE_NOT_IN;
	if (n->op == NL_NODE_OR || filters) {
		for (uint32_t i = 0; i < (filters ? 1 : n->child_count) && list->count < MOST_SAMPLES; i++)
			collect(list, list->ir->children[n->first_child + i]);
		return;
	}
	sampler s = {.ir = list->ir, .out = list->scratch};
	nl_buf_clear(&s.out);
	add_node(&s, node);
	list->scratch = s.out;
	const char *mark = n->op == NL_NODE_REGEX ? "" : "\"";
	nl_str sample = nl_arena_printf(list->arena, "%s" NL_FMT "%s", mark, NL_ARG(nl_buf_str(&s.out)), mark);
	if (!has_sample(list, sample)) list->at[list->count++] = sample;
}

nl_str nl_sample_node(const nl_ir *ir, uint32_t node, nl_arena *arena)
{
	samples list = {.ir = ir, .arena = arena};
	collect(&list, node);
	nl_buf_release(&list.scratch);
	nl_str all = list.at[0];
	for (uint32_t i = 1; i < list.count; i++)
		all = nl_arena_printf(arena, NL_FMT "%s" NL_FMT, NL_ARG(all), i + 1 == list.count ? " or " : ", ",
			NL_ARG(list.at[i]));
	return all;
}
