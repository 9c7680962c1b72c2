/* Initializers are positional and complete, and the C file is compiled with a warning for missing fields made an error: a field
 * that is new in ir/ir.h and not printed here breaks the build.
 *
 * Lists that other parts point into (the citations of all positions, say) are printed as one array before, and each
 * part points to where its own begin. */
#include "store/write.h"

#include <stdio.h>

/* ---- values -------------------------------------------------------------------------------------------------------- */

static void add_byte(nl_buf *out, unsigned char byte, unsigned char next)
{
	if (byte == '"' || byte == '\\' || byte == '?') nl_buf_addf(out, "\\%c", byte); /* '?' may be part of a trigraph */
	else if (byte >= ' ' && byte < 0x7F) nl_buf_add_byte(out, (char)byte);
	else nl_buf_addf(out, next >= '0' && next <= '7' ? "\\%03o" : "\\%o", byte);
}

static void add_quoted(nl_buf *out, nl_str text)
{
	nl_buf_add_byte(out, '"');
	for (size_t i = 0; i < text.len; i++)
		add_byte(out, (unsigned char)text.ptr[i], i + 1 < text.len ? (unsigned char)text.ptr[i + 1] : 0);
	nl_buf_add_byte(out, '"');
}

static void add_str(nl_buf *out, nl_str text)
{
	if (!text.ptr) {
		nl_buf_add_c(out, "{0,0},");
		return;
	}
	nl_buf_add_byte(out, '{');
	add_quoted(out, text);
	nl_buf_addf(out, ",%zu},", text.len);
}

static void add_number(nl_buf *out, uint32_t number)
{
	nl_buf_addf(out, number > INT32_MAX ? "%uu," : "%u,", number);
}

static void add_origin(nl_buf *out, nl_origin origin)
{
	nl_buf_add_byte(out, '{');
	add_number(out, origin.source);
	nl_buf_addf(out, "{%u,%u}}", origin.span.start, origin.span.end);
}

/* ---- arrays -------------------------------------------------------------------------------------------------------- */

static void begin(nl_buf *out, const char *type, const char *name)
{
	nl_buf_addf(out, "\nstatic const %s %s[] = {\n", type, name);
}

/* Without an element it is an empty array, which gcc and clang know. */
static void end(nl_buf *out)
{
	nl_buf_add_c(out, "};\n");
}

static void add_numbers(nl_buf *out, const uint32_t *numbers, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) add_number(out, numbers[i]);
	if (count) nl_buf_add_byte(out, '\n');
}

static void write_numbers(nl_buf *out, const char *name, const uint32_t *numbers, uint32_t count)
{
	begin(out, "uint32_t", name);
	add_numbers(out, numbers, count);
	end(out);
}

static void add_strings(nl_buf *out, const nl_str *strings, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) add_str(out, strings[i]);
	if (count) nl_buf_add_byte(out, '\n');
}

/* The field for a list and the one for its length: the next `count` elements of an array. */
static void add_list(nl_buf *out, const char *array, uint32_t *next, uint32_t count)
{
	nl_buf_addf(out, "%s+%u,%u,", array, *next, count);
	*next += count;
}

/* ---- phrases and patterns ------------------------------------------------------------------------------------------ */

static void write_phrases(nl_buf *out, const nl_ir *ir)
{
	begin(out, "nl_inst", "insts");
	for (uint32_t i = 0; i < ir->inst_count; i++)
		nl_buf_addf(out, "{%d,%u,%u},%s", (int)ir->insts[i].op, ir->insts[i].a, ir->insts[i].b, i % 8 == 7 ? "\n" : "");
	end(out);
	begin(out, "nl_leaf", "leaves");
	for (uint32_t i = 0; i < ir->leaf_count; i++) {
		const nl_leaf *leaf = &ir->leaves[i];
		nl_buf_addf(out, "{%u,%u,%u,", leaf->start, leaf->language, leaf->first);
		add_origin(out, leaf->origin);
		nl_buf_add_c(out, "},\n");
	}
	end(out);
}

static void write_patterns(nl_buf *out, const nl_ir *ir)
{
	begin(out, "nl_node", "nodes");
	for (uint32_t i = 0; i < ir->node_count; i++) {
		const nl_node *node = &ir->nodes[i];
		nl_buf_addf(out, "{%d,%d,%u,", (int)node->op, (int)node->unit, node->blocks);
		add_number(out, node->gap);
		add_number(out, node->leaf);
		nl_buf_addf(out, "%u,%u,", node->first_child, node->child_count);
		add_str(out, node->term);
		add_origin(out, node->origin);
		nl_buf_add_c(out, "},\n");
	}
	end(out);
	write_numbers(out, "children", ir->children, ir->child_count);
	begin(out, "nl_regex_leaf", "regexes");
	for (uint32_t i = 0; i < ir->regex_count; i++) {
		nl_buf_add_c(out, "{0,");
		add_str(out, ir->regexes[i].pattern);
		add_str(out, ir->regexes[i].flags);
		add_origin(out, ir->regexes[i].origin);
		nl_buf_add_c(out, "},\n");
	}
	end(out);
}

/* ---- positions ----------------------------------------------------------------------------------------------------- */

static void add_citations(nl_buf *out, const nl_citation *citations, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		nl_buf_add_byte(out, '{');
		add_str(out, citations[i].document);
		add_str(out, citations[i].locator);
		add_str(out, citations[i].url);
		nl_buf_add_c(out, "},\n");
	}
}

/* Those of positions, then those of rule sets. */
static void write_citations(nl_buf *out, const nl_ir *ir)
{
	begin(out, "nl_citation", "citations");
	for (uint32_t i = 0; i < ir->position_count; i++)
		add_citations(out, ir->positions[i].citations, ir->positions[i].citation_count);
	for (uint32_t i = 0; i < ir->ruleset_count; i++)
		add_citations(out, ir->rulesets[i].citations, ir->rulesets[i].citation_count);
	end(out);
}

static void write_position_lists(nl_buf *out, const nl_ir *ir)
{
	begin(out, "uint32_t", "opposes");
	for (uint32_t i = 0; i < ir->position_count; i++)
		add_numbers(out, ir->positions[i].opposes, ir->positions[i].oppose_count);
	end(out);
	begin(out, "uint32_t", "alternatives");
	for (uint32_t i = 0; i < ir->position_count; i++)
		add_numbers(out, ir->positions[i].alternatives, ir->positions[i].alternative_count);
	end(out);
	begin(out, "nl_example", "examples");
	for (uint32_t i = 0; i < ir->position_count; i++) {
		for (uint32_t k = 0; k < ir->positions[i].example_count; k++) {
			const nl_example *example = &ir->positions[i].examples[k];
			nl_buf_add_byte(out, '{');
			add_str(out, example->text);
			nl_buf_addf(out, "%d,", example->accept);
			add_origin(out, example->origin);
			nl_buf_add_c(out, "},\n");
		}
	}
	end(out);
}

/* `citation`: how many citations were given to others. */
static void write_positions(nl_buf *out, const nl_ir *ir, uint32_t *citation)
{
	uint32_t opposed = 0, alternative = 0, example = 0;
	begin(out, "nl_position", "positions");
	for (uint32_t i = 0; i < ir->position_count; i++) {
		const nl_position *p = &ir->positions[i];
		nl_buf_add_byte(out, '{');
		add_str(out, p->id);
		add_str(out, p->title);
		add_str(out, p->topic);
		add_str(out, p->why);
		add_origin(out, p->origin);
		nl_buf_addf(out, ",%u,", p->language);
		add_number(out, p->root);
		nl_buf_addf(out, "%u,%d,", p->ignores, p->in_headings);
		add_list(out, "citations", citation, p->citation_count);
		add_list(out, "opposes", &opposed, p->oppose_count);
		add_list(out, "alternatives", &alternative, p->alternative_count);
		add_list(out, "examples", &example, p->example_count);
		nl_buf_add_c(out, "},\n");
	}
	end(out);
}

/* ---- rule sets and axes -------------------------------------------------------------------------------------------- */

static void write_conditions(nl_buf *out, const nl_ir *ir)
{
	begin(out, "nl_cond", "conds");
	for (uint32_t i = 0; i < ir->cond_count; i++) {
		const nl_cond *cond = &ir->conds[i];
		nl_buf_addf(out, "{%d,", (int)cond->op);
		add_number(out, cond->position);
		nl_buf_addf(out, "%u,%u,%u,", cond->n, cond->first_child, cond->child_count);
		add_origin(out, cond->origin);
		nl_buf_add_c(out, "},\n");
	}
	end(out);
	write_numbers(out, "cond_children", ir->cond_children, ir->cond_child_count);
}

static void add_rule(nl_buf *out, const nl_rule *rule)
{
	nl_buf_add_byte(out, '{');
	add_str(out, rule->id);
	nl_buf_addf(out, "%d,%u,", (int)rule->kind, rule->condition);
	add_number(out, rule->when);
	nl_buf_addf(out, "%d,%.17g,%d,", (int)rule->at_least, rule->weight, (int)rule->severity);
	add_str(out, rule->message);
	add_str(out, rule->help);
	add_str(out, rule->instead);
	add_str(out, rule->stands_for);
	add_origin(out, rule->origin);
	nl_buf_add_c(out, "},\n");
}

static void write_rulesets(nl_buf *out, const nl_ir *ir, uint32_t *citation)
{
	uint32_t rule = 0;
	begin(out, "nl_rule", "rules");
	for (uint32_t i = 0; i < ir->ruleset_count; i++) {
		for (uint32_t k = 0; k < ir->rulesets[i].rule_count; k++) add_rule(out, &ir->rulesets[i].rules[k]);
	}
	end(out);
	begin(out, "nl_ruleset", "rulesets");
	for (uint32_t i = 0; i < ir->ruleset_count; i++) {
		const nl_ruleset *set = &ir->rulesets[i];
		nl_buf_add_byte(out, '{');
		add_str(out, set->id);
		add_str(out, set->title);
		add_list(out, "citations", citation, set->citation_count);
		add_list(out, "rules", &rule, set->rule_count);
		add_str(out, set->extends);
		nl_buf_add_c(out, set->optional ? "true," : "false,");
		add_origin(out, set->origin);
		nl_buf_add_c(out, "},\n");
	}
	end(out);
}

static void write_axes(nl_buf *out, const nl_ir *ir)
{
	begin(out, "nl_axis", "axes");
	for (uint32_t i = 0; i < ir->axis_count; i++) {
		const nl_axis *axis = &ir->axes[i];
		nl_buf_add_byte(out, '{');
		add_str(out, axis->id);
		add_str(out, axis->title);
		nl_buf_addf(out, "%u,%u,", axis->from, axis->to);
		add_origin(out, axis->origin);
		nl_buf_add_c(out, "},\n");
	}
	end(out);
}

/* ---- languages ----------------------------------------------------------------------------------------------------- */

static void write_vocab(nl_buf *out, const nl_vocab_table *vocab, uint32_t number)
{
	nl_buf_addf(out, "\nstatic const char texts_%u[] = ", number);
	add_quoted(out, (nl_str){vocab->texts, vocab->texts_len});
	nl_buf_addf(out, ";\nstatic const nl_vocab_entry entries_%u[] = {\n", number);
	for (uint32_t i = 0; i < vocab->entry_count; i++) {
		const nl_vocab_entry *e = &vocab->entries[i];
		nl_buf_addf(out, "{%uu,%d,%u,%u},%s", e->hash, (int)e->kind, e->key, e->key_len, i % 8 == 7 ? "\n" : "");
	}
	end(out);
	nl_buf_addf(out, "\nstatic const nl_symbol slots_%u[] = {\n", number);
	add_numbers(out, vocab->slots, vocab->slot_count);
	end(out);
}

static void add_keys(nl_buf *out, const nl_map *map)
{
	for (uint32_t i = 0; i < map->len; i++) add_str(out, map->entries[i].key);
	if (map->len) nl_buf_add_byte(out, '\n');
}

/* What stored.c makes maps of. */
static void write_stored_languages(nl_buf *out, const nl_ir *ir)
{
	for (uint32_t i = 0; i < ir->language_count; i++) write_vocab(out, nl_vocab_table_of(ir->languages[i].vocab), i);
	begin(out, "nl_str", "words");
	for (uint32_t i = 0; i < ir->language_count; i++) {
		add_keys(out, &ir->languages[i].text.abbreviations);
		add_keys(out, &ir->languages[i].text.openers);
	}
	end(out);
	uint32_t word = 0;
	begin(out, "nl_stored_language", "stored_languages");
	for (uint32_t i = 0; i < ir->language_count; i++) {
		const nl_language *text = &ir->languages[i].text;
		const nl_vocab_table *vocab = nl_vocab_table_of(ir->languages[i].vocab);
		nl_buf_addf(out, "{{texts_%u,entries_%u,slots_%u,%u,%u,%u},", i, i, i, vocab->texts_len, vocab->entry_count,
			vocab->slot_count);
		add_list(out, "words", &word, text->abbreviations.len);
		add_list(out, "words", &word, text->openers.len);
		nl_buf_add_c(out, "},\n");
	}
	end(out);
}

static void write_language_lists(nl_buf *out, const nl_ir *ir)
{
	begin(out, "nl_cue", "cues");
	for (uint32_t i = 0; i < ir->language_count; i++) {
		for (uint32_t k = 0; k < ir->languages[i].cue_count; k++) {
			const nl_cue *cue = &ir->languages[i].cues[k];
			nl_buf_addf(out, "{%u,%d,%d,%d},\n", cue->leaf, (int)cue->kind, (int)cue->reach, (int)cue->strength);
		}
	}
	end(out);
	begin(out, "uint32_t", "stops");
	for (uint32_t i = 0; i < ir->language_count; i++)
		add_numbers(out, ir->languages[i].stops, ir->languages[i].stop_count);
	end(out);
	begin(out, "nl_str", "spelling");
	for (uint32_t i = 0; i < ir->language_count; i++)
		add_strings(out, ir->languages[i].text.spelling, ir->languages[i].text.spelling_count);
	end(out);
	begin(out, "nl_str", "forms");
	for (uint32_t i = 0; i < ir->language_count; i++)
		add_strings(out, ir->languages[i].text.forms, ir->languages[i].text.form_count);
	end(out);
	begin(out, "nl_str", "articles");
	for (uint32_t i = 0; i < ir->language_count; i++)
		add_strings(out, ir->languages[i].text.articles, ir->languages[i].text.article_count);
	end(out);
	begin(out, "nl_str", "names");
	for (uint32_t i = 0; i < ir->language_count; i++)
		add_strings(out, ir->languages[i].names, ir->languages[i].name_count);
	end(out);
	begin(out, "uint32_t", "phrases");
	for (uint32_t i = 0; i < ir->language_count; i++)
		add_numbers(out, ir->languages[i].leaves, ir->languages[i].leaf_count);
	end(out);
}

static void write_languages(nl_buf *out, const nl_ir *ir)
{
	static const char no_map[] = "{0,0,0,0,0},";
	uint32_t spelling = 0, form = 0, article = 0, cue = 0, stop = 0, name = 0, phrase = 0;
	begin(out, "nl_ir_language", "languages");
	for (uint32_t i = 0; i < ir->language_count; i++) {
		const nl_ir_language *language = &ir->languages[i];
		nl_buf_add_c(out, "{{");
		add_str(out, language->text.id);
		add_str(out, language->text.stemmer);
		nl_buf_add_c(out, no_map);
		add_list(out, "spelling", &spelling, language->text.spelling_count);
		nl_buf_addf(out, "forms+%u,articles+%u,%u,%u,", form, article, language->text.form_count,
			language->text.article_count);
		form += language->text.form_count;
		article += language->text.article_count;
		nl_buf_add_c(out, no_map);
		nl_buf_add_c(out, "},");
		add_str(out, language->title);
		nl_buf_add_c(out, "0,");
		add_list(out, "cues", &cue, language->cue_count);
		add_list(out, "stops", &stop, language->stop_count);
		nl_buf_addf(out, "%u,", language->stop_gaps);
		add_list(out, "names", &name, language->name_count);
		add_list(out, "phrases", &phrase, language->leaf_count);
		nl_buf_addf(out, "{starts_%u_start,starts_%u_values},{cue_starts_%u_start,cue_starts_%u_values},", i, i, i, i);
		add_origin(out, language->origin);
		nl_buf_add_c(out, "},\n");
	}
	end(out);
}

/* ---- lookups ------------------------------------------------------------------------------------------------------- */

/* As `name`_start and `name`_values; the last start says how many values there are. */
static void write_index(nl_buf *out, const char *name, const nl_index *index, uint32_t keys)
{
	nl_buf_addf(out, "\nstatic const uint32_t %s_start[] = {\n", name);
	add_numbers(out, index->start, keys + 1);
	nl_buf_addf(out, "};\n\nstatic const uint32_t %s_values[] = {\n", name);
	add_numbers(out, index->values, index->start[keys]);
	end(out);
}

static void write_lookups(nl_buf *out, const nl_ir *ir)
{
	write_index(out, "parents", &ir->parents, ir->node_count);
	write_index(out, "of_leaf", &ir->of_leaf, ir->leaf_count);
	write_index(out, "of_regex", &ir->of_regex, ir->regex_count);
	write_index(out, "parts", &ir->parts, ir->position_count);
	begin(out, "double", "node_words");
	for (uint32_t i = 0; i < ir->node_count; i++) nl_buf_addf(out, "%.17g,\n", ir->words[i]);
	end(out);
}

static void write_starts(nl_buf *out, const nl_ir *ir)
{
	char name[32];
	for (uint32_t i = 0; i < ir->language_count; i++) {
		const nl_ir_language *language = &ir->languages[i];
		uint32_t symbols = nl_vocab_symbols(language->vocab);
		snprintf(name, sizeof name, "starts_%u", i);
		write_index(out, name, &language->starts, symbols + 1);
		snprintf(name, sizeof name, "cue_starts_%u", i);
		write_index(out, name, &language->cue_starts, symbols + 1);
	}
}

/* ---- the whole ----------------------------------------------------------------------------------------------------- */

/* The built-in file with a source's text; NL_NONE when there is none. */
static uint32_t file_of(const nl_source *source)
{
	for (uint32_t i = 0; nl_builtin_files[i].name; i++) {
		const nl_builtin_file *file = &nl_builtin_files[i];
		bool named = nl_str_ends(nl_source_name(source), nl_str_of(file->name));
		if (named && nl_str_eq(nl_source_text(source), (nl_str){file->text, file->len})) return i;
	}
	return NL_NONE;
}

static bool write_sources(nl_buf *out, const nl_ir *ir)
{
	bool fine = true;
	begin(out, "nl_stored_source", "sources");
	for (uint32_t i = 0; i < ir->source_count; i++) {
		uint32_t file = file_of(ir->sources[i]);
		fine &= file != NL_NONE;
		nl_buf_add_byte(out, '{');
		add_str(out, nl_source_name(ir->sources[i]));
		add_number(out, file);
		nl_buf_add_c(out, "},\n");
	}
	end(out);
	return fine;
}

static void write_whole(nl_buf *out, const nl_ir *ir, uint32_t items)
{
	const uint32_t counts[] = {ir->inst_count, ir->leaf_count, ir->node_count, ir->child_count, ir->regex_count,
		ir->position_count, ir->cond_count, ir->cond_child_count, ir->ruleset_count, ir->axis_count, ir->language_count,
		ir->source_count};
	nl_buf_add_c(out,
		"\nconst nl_stored_rules nl_stored_builtin = {\n"
		"{insts,leaves,nodes,children,regexes,positions,conds,cond_children,rulesets,axes,languages,0,\n");
	add_numbers(out, counts, sizeof counts / sizeof *counts);
	nl_buf_add_c(out,
		"{parents_start,parents_values},{of_leaf_start,of_leaf_values},{of_regex_start,of_regex_values},\n"
		"{parts_start,parts_values},node_words,\n"
		"},stored_languages,sources,items,");
	add_number(out, items);
	nl_buf_add_c(out, "\n};\n");
}

static bool write_items(nl_buf *out, nl_rules *rules, uint32_t *count)
{
	const nl_rules_item *items;
	bool fine = nl_rules_items(rules, &items, count);
	begin(out, "nl_rules_item", "items");
	for (uint32_t i = 0; i < *count; i++) {
		nl_buf_addf(out, "{%u,%u,", items[i].kind, items[i].file);
		add_str(out, items[i].name);
		nl_buf_addf(out, "{%u,%u}},\n", items[i].span.start, items[i].span.end);
	}
	end(out);
	return fine;
}

bool nl_store_write(nl_rules *rules, nl_buf *out)
{
	const nl_ir *ir = nl_rules_ir(rules);
	uint32_t items;
	uint32_t citation = 0;
	nl_buf_add_c(out, "/* Made from rules/ by src/store/main.c. */\n#include \"store/stored.h\"\n");
	write_phrases(out, ir);
	write_patterns(out, ir);
	write_citations(out, ir);
	write_position_lists(out, ir);
	write_positions(out, ir, &citation);
	write_conditions(out, ir);
	write_rulesets(out, ir, &citation);
	write_axes(out, ir);
	write_language_lists(out, ir);
	write_lookups(out, ir);
	write_starts(out, ir);
	write_languages(out, ir);
	write_stored_languages(out, ir);
	bool fine = write_sources(out, ir);
	fine = write_items(out, rules, &items) && fine;
	write_whole(out, ir, items);
	return fine;
}
