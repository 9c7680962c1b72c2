/* A phrase begins and ends with words that it names, and is never optional as a whole: the language asks for it. */
#include "oracle/pattern.h"

#include <string.h>

typedef struct {
	oracle_rules *rules;
	const oracle_vocabulary *vocabulary;
	chance *c;
	nl_arena *arena;
	bool in_term; /* a term names no other: all are made one after the other */
} maker;

/* ---- phrases ------------------------------------------------------------------------------------------------- */

static oracle_sequence make_sequence(maker *m, uint32_t most, uint32_t depth);

static oracle_item make_word(maker *m)
{
	oracle_item item = {.kind = chance_once_in(m->c, 5) ? ORACLE_FORM : ORACLE_WORD, .part_count = 1};
	if (chance_once_in(m->c, 6)) {
		const oracle_hyphenated *word = &oracle_hyphenated_words[chance_below(m->c, ORACLE_HYPHENATED)];
		memcpy(item.parts, word->parts, sizeof item.parts);
		item.part_count = word->count;
	} else {
		item.parts[0] = oracle_word_of_rules(m->vocabulary, m->c)->written;
	}
	return item;
}

static oracle_item make_ways(maker *m, oracle_item_kind kind, uint32_t depth)
{
	oracle_item item = {.kind = kind, .way_count = 1 + chance_below(m->c, ORACLE_WAYS)};
	for (uint32_t i = 0; i < item.way_count; i++) item.ways[i] = make_sequence(m, 2, depth);
	return item;
}

/* What a match may begin or end with. */
static oracle_item make_solid(maker *m, uint32_t depth)
{
	if (!m->in_term && chance_once_in(m->c, 12)) return m->rules->phrase_terms[chance_below(m->c, ORACLE_PHRASE_TERMS)];
	if (depth && chance_once_in(m->c, 4)) return make_ways(m, ORACLE_CHOICE, depth - 1);
	return make_word(m);
}

static oracle_item make_inner(maker *m, uint32_t depth)
{
	switch (chance_below(m->c, 7)) {
	case 0: return (oracle_item){.kind = ORACLE_ANY};
	case 1: return (oracle_item){.kind = ORACLE_GAP};
	case 2: return depth ? make_ways(m, ORACLE_OPTIONAL, depth - 1) : make_word(m);
	default: return make_solid(m, depth);
	}
}

/* [optional] solid inner* solid [optional], of which most are missing most of the time. */
static oracle_sequence make_sequence(maker *m, uint32_t most, uint32_t depth)
{
	oracle_item *items = nl_arena_array(m->arena, oracle_item, most + 4);
	uint32_t count = 0;
	if (depth && chance_once_in(m->c, 6)) items[count++] = make_ways(m, ORACLE_OPTIONAL, depth - 1);
	items[count++] = make_solid(m, depth);
	if (chance_once_in(m->c, 2)) {
		for (uint32_t inner = chance_below(m->c, most); inner > 0; inner--) items[count++] = make_inner(m, depth);
		items[count++] = make_solid(m, depth);
	}
	if (depth && chance_once_in(m->c, 6)) items[count++] = make_ways(m, ORACLE_OPTIONAL, depth - 1);
	return (oracle_sequence){items, count};
}

/* ---- patterns ------------------------------------------------------------------------------------------------ */

static oracle_pattern make_pattern(maker *m, uint32_t depth);

static const oracle_pattern *make_child(maker *m, uint32_t depth)
{
	oracle_pattern pattern = make_pattern(m, depth);
	return nl_arena_copy(m->arena, &pattern, sizeof pattern);
}

static oracle_pattern make_leaf(maker *m)
{
	static const char *const literals[] = {"law", "state", "govern", "aw", "e s", "ICT", "multi-s", "zzz"};
	uint32_t kind = chance_below(m->c, 16);
	if (kind == 0 && !m->in_term) return m->rules->terms[chance_below(m->c, ORACLE_TERMS)];
	if (kind > 2) return (oracle_pattern){.kind = ORACLE_PHRASE, .phrase = make_sequence(m, 3, chance_below(m->c, 3))};
	oracle_pattern leaf = {.kind = kind == 1 ? ORACLE_EXACT : ORACLE_REGEX, .text_count = 1 + chance_below(m->c, 2)};
	for (uint32_t i = 0; i < leaf.text_count; i++)
		leaf.texts[i] = kind == 1 ? oracle_word_of_rules(m->vocabulary, m->c)->exact : literals[chance_below(m->c, 8)];
	return leaf;
}

static uint32_t make_blocks(chance *c)
{
	uint32_t blocks = 1u << chance_below(c, NL_BLOCK_CODE + 1);
	if (chance_once_in(c, 2)) blocks |= 1u << chance_below(c, NL_BLOCK_CODE + 1);
	return blocks;
}

static oracle_pattern make_pattern(maker *m, uint32_t depth)
{
	if (depth == 0 || chance_once_in(m->c, 5)) return make_leaf(m);
	oracle_pattern pattern = {
		.kind = ORACLE_OR + (oracle_pattern_kind)chance_below(m->c, ORACLE_WITHIN - ORACLE_OR + 1),
		.child_count = 2,
		.gap = chance_once_in(m->c, 2) ? UINT32_MAX : chance_below(m->c, 9),
		.unit = (nl_unit)chance_below(m->c, NL_UNIT_DOCUMENT + 1),
		.blocks = make_blocks(m->c),
	};
	if (pattern.kind == ORACLE_OR || pattern.kind == ORACLE_AND) pattern.child_count += chance_below(m->c, 2);
	if (pattern.kind >= ORACLE_IN) pattern.child_count = 1;
	for (uint32_t i = 0; i < pattern.child_count; i++) pattern.children[i] = make_child(m, i ? 0 : depth - 1);
	return pattern;
}

void oracle_rules_make(oracle_rules *rules, const oracle_vocabulary *vocabulary, chance *c, nl_arena *arena)
{
	*rules = (oracle_rules){0};
	maker m = {rules, vocabulary, c, arena, true};
	for (uint32_t i = 0; i < ORACLE_PHRASE_TERMS; i++) {
		rules->phrase_terms[i] = make_ways(&m, ORACLE_NAMED, 1);
		rules->phrase_terms[i].term = i;
	}
	for (uint32_t i = 0; i < ORACLE_TERMS; i++) {
		rules->terms[i] = (oracle_pattern){.kind = ORACLE_TERM, .term = i, .child_count = 1};
		rules->terms[i].children[0] = make_child(&m, 1);
	}
	m.in_term = false;
	for (uint32_t i = 0; i < ORACLE_POSITIONS; i++) {
		rules->positions[i] = make_child(&m, 3);
		if (chance_once_in(c, 3)) rules->ignores[i] = 1u << chance_below(c, NL_CUE_STRENGTH);
	}
}

/* ---- as text ------------------------------------------------------------------------------------------------- */

static void write_sequence(const oracle_sequence *sequence, nl_buf *out);

static void write_ways(const oracle_item *item, char open, char close, nl_buf *out)
{
	nl_buf_add_byte(out, open);
	for (uint32_t i = 0; i < item->way_count; i++) {
		if (i) nl_buf_add_byte(out, '|');
		write_sequence(&item->ways[i], out);
	}
	nl_buf_add_byte(out, close);
}

static void write_item(const oracle_item *item, nl_buf *out)
{
	switch (item->kind) {
	case ORACLE_FORM: nl_buf_add_byte(out, '='); /* fall through */
	case ORACLE_WORD:
		for (uint32_t i = 0; i < item->part_count; i++) nl_buf_addf(out, "%s%s", i ? "-" : "", item->parts[i]);
		break;
	case ORACLE_ANY: nl_buf_add_byte(out, '_'); break;
	case ORACLE_GAP: nl_buf_add_c(out, "..."); break;
	case ORACLE_OPTIONAL: write_ways(item, '[', ']', out); break;
	case ORACLE_CHOICE: write_ways(item, '(', ')', out); break;
	case ORACLE_NAMED: nl_buf_addf(out, "@words-%u", item->term); break;
	}
}

static void write_sequence(const oracle_sequence *sequence, nl_buf *out)
{
	for (uint32_t i = 0; i < sequence->count; i++) {
		if (i) nl_buf_add_byte(out, ' ');
		write_item(&sequence->items[i], out);
	}
}

static void write_texts(const oracle_pattern *pattern, const char *between, nl_buf *out)
{
	for (uint32_t i = 0; i < pattern->text_count; i++) nl_buf_addf(out, "%s%s", i ? between : "", pattern->texts[i]);
}

static void write_blocks(uint32_t blocks, nl_buf *out)
{
	const char *before = "(";
	for (int kind = 0; kind <= NL_BLOCK_CODE; kind++) {
		if (!(blocks >> kind & 1)) continue;
		nl_buf_addf(out, "%s%s", before, nl_block_kind_name((nl_block_kind)kind));
		before = ", ";
	}
	nl_buf_add_byte(out, ')');
}

static const char *const operators[] = {
	[ORACLE_OR] = " | ",
	[ORACLE_AND] = " & ",
	[ORACLE_THEN] = " then",
	[ORACLE_NEAR] = " near",
	[ORACLE_BUT_NOT] = " but not ",
	[ORACLE_UNLESS] = " unless ",
	[ORACLE_ABOUT] = " about ",
	[ORACLE_IN] = " in ",
	[ORACLE_NOT_IN] = " not in ",
};

static void write_pattern(const oracle_pattern *pattern, nl_buf *out);

static void write_operator(const oracle_pattern *pattern, nl_buf *out)
{
	bool has_gap = pattern->kind == ORACLE_THEN || pattern->kind == ORACLE_NEAR;
	for (uint32_t i = 0; i < pattern->child_count; i++) {
		if (i) nl_buf_add_c(out, operators[pattern->kind]);
		if (i && has_gap && pattern->gap != UINT32_MAX) nl_buf_addf(out, "/%u", pattern->gap);
		nl_buf_add_c(out, i && has_gap ? " (" : "(");
		write_pattern(pattern->children[i], out);
		nl_buf_add_byte(out, ')');
	}
	if (pattern->child_count > 1) return;
	nl_buf_add_c(out, operators[pattern->kind]);
	write_blocks(pattern->blocks, out);
}

static void write_pattern(const oracle_pattern *pattern, nl_buf *out)
{
	switch (pattern->kind) {
	case ORACLE_PHRASE:
		nl_buf_add_byte(out, '"');
		write_sequence(&pattern->phrase, out);
		nl_buf_add_byte(out, '"');
		break;
	case ORACLE_EXACT:
		nl_buf_add_byte(out, '\'');
		write_texts(pattern, " ", out);
		nl_buf_add_byte(out, '\'');
		break;
	case ORACLE_REGEX:
		nl_buf_add_byte(out, '/');
		write_texts(pattern, "|", out);
		nl_buf_add_c(out, "/i");
		break;
	case ORACLE_TERM: nl_buf_addf(out, "@term-%u", pattern->term); break;
	case ORACLE_WITHIN:
		nl_buf_addf(out, "within %s (", nl_unit_name(pattern->unit));
		write_pattern(pattern->children[0], out);
		nl_buf_add_byte(out, ')');
		break;
	default: write_operator(pattern, out);
	}
}

void oracle_rules_write(const oracle_rules *rules, nl_buf *out)
{
	for (uint32_t i = 0; i < ORACLE_PHRASE_TERMS; i++) {
		nl_buf_addf(out, "term words-%u =", i);
		for (uint32_t k = 0; k < rules->phrase_terms[i].way_count; k++) {
			nl_buf_add_c(out, k ? " | \"" : " \"");
			write_sequence(&rules->phrase_terms[i].ways[k], out);
			nl_buf_add_byte(out, '"');
		}
		nl_buf_add_byte(out, '\n');
	}
	for (uint32_t i = 0; i < ORACLE_TERMS; i++) {
		nl_buf_addf(out, "term term-%u = ", i);
		write_pattern(rules->terms[i].children[0], out);
		nl_buf_add_byte(out, '\n');
	}
	for (uint32_t i = 0; i < ORACLE_POSITIONS; i++) {
		nl_buf_addf(out, "position position-%u \"Position %u\" {\n  matches ", i, i);
		write_pattern(rules->positions[i], out);
		for (int kind = 0; kind < NL_CUE_STRENGTH; kind++) {
			if (rules->ignores[i] >> kind & 1) nl_buf_addf(out, "\n  ignores %s", nl_cue_kind_name((nl_cue_kind)kind));
		}
		nl_buf_add_c(out, "\n}\n");
	}
}
