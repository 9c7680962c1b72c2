/* What stored rules need at start: a source for each file, the hash maps of languages, the regexes. */
#include "store/stored.h"

#include <stdlib.h>

#include "base/mem.h"

struct nl_stored {
	nl_ir ir;
	nl_rules_base base;
	nl_arena arena;
	nl_ir_language *languages;
	nl_source **sources;
	nl_regex **regexes;
};

static void add_all(nl_map *map, const nl_str *words, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) nl_map_set(map, words[i], 1);
}

static void open_languages(nl_stored *s, const nl_stored_rules *rules)
{
	uint32_t count = rules->ir.language_count;
	s->languages = nl_arena_copy(&s->arena, rules->ir.languages, count * sizeof *s->languages);
	for (uint32_t i = 0; i < count; i++) {
		const nl_stored_language *from = &rules->languages[i];
		nl_ir_language *language = &s->languages[i];
		add_all(&language->text.abbreviations, from->abbreviations, from->abbreviation_count);
		add_all(&language->text.openers, from->openers, from->opener_count);
		language->vocab = nl_vocab_stored(&language->text, &from->vocab);
	}
	s->ir.languages = s->languages;
}

static void open_sources(nl_stored *s, const nl_stored_rules *rules)
{
	s->sources = nl_arena_array(&s->arena, nl_source *, rules->ir.source_count);
	for (uint32_t i = 0; i < rules->ir.source_count; i++) {
		const nl_builtin_file *file = &nl_builtin_files[rules->sources[i].file];
		s->sources[i] = nl_source_new(rules->sources[i].name, (nl_str){file->text, file->len}, NL_ENCODING_UTF8, 0);
	}
	s->ir.sources = (const nl_source *const *)s->sources;
}

/* They compiled when the rules were stored. */
static void open_regexes(nl_stored *s, const nl_stored_rules *rules)
{
	uint32_t count = rules->ir.regex_count;
	s->regexes = nl_arena_array(&s->arena, nl_regex *, count);
	nl_regex_leaf *leaves = nl_arena_copy(&s->arena, rules->ir.regexes, count * sizeof *leaves);
	for (uint32_t i = 0; i < count; i++)
		leaves[i].regex = s->regexes[i] = nl_regex_known(leaves[i].pattern, leaves[i].flags);
	s->ir.regexes = leaves;
}

nl_stored *nl_stored_open(const nl_stored_rules *rules)
{
	nl_stored *s = nl_alloc(sizeof *s);
	s->ir = rules->ir;
	open_languages(s, rules);
	open_sources(s, rules);
	open_regexes(s, rules);
	s->base = (nl_rules_base){&s->ir, rules->items, rules->item_count};
	return s;
}

void nl_stored_free(nl_stored *s)
{
	if (!s) return;
	for (uint32_t i = 0; i < s->ir.language_count; i++) {
		nl_vocab_free(s->languages[i].vocab);
		nl_map_release(&s->languages[i].text.abbreviations);
		nl_map_release(&s->languages[i].text.openers);
	}
	for (uint32_t i = 0; i < s->ir.source_count; i++) nl_source_free(s->sources[i]);
	for (uint32_t i = 0; i < s->ir.regex_count; i++) nl_regex_free(s->regexes[i]);
	nl_arena_release(&s->arena);
	free(s);
}

const nl_rules_base *nl_stored_base(const nl_stored *s)
{
	return &s->base;
}

const nl_ir *nl_stored_ir(const nl_stored *s)
{
	return &s->ir;
}
