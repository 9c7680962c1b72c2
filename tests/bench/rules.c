#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/map.h"
#include "base/vec.h"
#include "bench.h"
#include "harness/chance.h"

/* ---- phrases of a text --------------------------------------------------------------------------------------- */

enum { LOOKED_AT = 2 * MB, SHORTEST = 4 };

typedef struct {
	nl_str words[2];
	uint32_t count;
} pair;

typedef NL_VEC(pair) pairs;

/* A word of small letters alone; empty when there is none at `at`. */
static nl_str word_at(nl_str text, size_t at)
{
	size_t end = at;
	while (end < text.len && islower((unsigned char)text.ptr[end])) end++;
	bool whole = (at == 0 || text.ptr[at - 1] == ' ') && end < text.len && text.ptr[end] == ' ';
	return whole && end - at >= SHORTEST ? nl_str_slice(text, at, end) : NL_STR("");
}

static void count_pairs(nl_str text, pairs *all)
{
	nl_map known = {0};
	for (size_t at = 0; at < text.len; at++) {
		nl_str first = word_at(text, at), second = first.len ? word_at(text, at + first.len + 1) : NL_STR("");
		if (!second.len) continue;
		nl_str both = nl_str_slice(text, at, at + first.len + 1 + second.len);
		uint32_t i = nl_map_get(&known, both);
		if (i == NL_NONE) {
			nl_map_set(&known, both, i = all->len);
			*nl_vec_push(all) = (pair){{first, second}, 0};
		}
		all->at[i].count++;
		at += first.len;
	}
	nl_map_release(&known);
}

static int by_count(const void *a, const void *b)
{
	const pair *x = a, *y = b;
	if (x->count != y->count) return x->count > y->count ? -1 : 1;
	return x->words[0].ptr < y->words[0].ptr ? -1 : 1; /* the first in the text first */
}

/* ---- in every notation --------------------------------------------------------------------------------------- */

static bool ends(nl_str word, const char *ending)
{
	return nl_str_ends(word, nl_str_of(ending));
}

/* A word and its inflections; `open` begins a group. */
static void put_inflections(nl_str w, const char *open, nl_buf *out)
{
	size_t cut = 0;
	const char *endings = "s|es|ed|ing)?";
	if (ends(w, "ies")) cut = 3, endings = "y|ies|ied|ying)";
	else if (ends(w, "y")) cut = 1, endings = "y|ies|ied|ying)";
	else if (ends(w, "e")) cut = 1, endings = "e|es|ed|ing)";
	else if (ends(w, "s") && !ends(w, "ss")) cut = 1, endings = "s)?";
	nl_buf_addf(out, NL_FMT "%s%s", NL_ARG(nl_str_slice(w, 0, w.len - cut)), open, endings);
}

/* Any white space, a hyphen or nothing between the words. */
static void put_expression(const pair *p, const char *open, nl_buf *out)
{
	nl_buf_add_c(out, "\\b");
	put_inflections(p->words[0], open, out);
	nl_buf_add_c(out, "[-\\s]*");
	put_inflections(p->words[1], open, out);
	nl_buf_add_c(out, "\\b");
}

static void save(const char *path, nl_buf *text)
{
	write_file(path, text->ptr, text->len);
	nl_buf_release(text);
}

static void write_norm(const pair *list)
{
	nl_buf out = {0};
	for (uint32_t i = 0; i < PHRASES; i++)
		nl_buf_addf(&out, "position p-%u \"P\" { matches \"" NL_FMT "-" NL_FMT "\" ignores negation, hedge, reporting }\n",
			i, NL_ARG(list[i].words[0]), NL_ARG(list[i].words[1]));
	nl_buf_add_c(&out, "ruleset bench \"Bench\" {\n");
	for (uint32_t i = 0; i < PHRASES; i++) nl_buf_addf(&out, "  discourage p-%u\n", i);
	nl_buf_add_c(&out, "}\n");
	save("phrases.norm", &out);
}

static void write_expressions(const pair *list)
{
	nl_buf lines = {0}, one = {0};
	for (uint32_t i = 0; i < PHRASES; i++) {
		put_expression(&list[i], "(?:", &lines);
		nl_buf_add_byte(&lines, '\n');
		if (i) nl_buf_add_byte(&one, '|');
		put_expression(&list[i], "(?:", &one);
	}
	save("phrases.regex", &lines);
	save("phrases.one", &one);
}

static void write_yara(const pair *list)
{
	nl_buf out = {0};
	nl_buf_add_c(&out, "rule bench {\n  strings:\n");
	for (uint32_t i = 0; i < PHRASES; i++) {
		nl_buf_addf(&out, "    $p%u = /", i);
		put_expression(&list[i], "(", &out);
		nl_buf_add_c(&out, "/ nocase\n");
	}
	nl_buf_add_c(&out, "  condition: any of them\n}\n");
	save("phrases.yar", &out);
}

static void make_directory(const char *path)
{
	if (mkdir(path, 0777) != 0 && errno != EEXIST) give_up(path);
}

static void write_textlint(const pair *list)
{
	nl_buf out = {0};
	nl_buf_add_c(&out, "module.exports = function ({Syntax, RuleError, report, getSource}) {\n  const list = [\n");
	for (uint32_t i = 0; i < PHRASES; i++) {
		nl_buf_add_c(&out, "    /");
		put_expression(&list[i], "(?:", &out);
		nl_buf_add_c(&out, "/gi,\n");
	}
	nl_buf_add_c(&out,
		"  ];\n  return {[Syntax.Paragraph](node) {\n    const text = getSource(node);\n    for (const expression of "
		"list)\n"
		"      for (const match of text.matchAll(expression))\n"
		"        report(node, new RuleError(match[0], {index: match.index}));\n  }};\n};\n");
	make_directory("textlint");
	save("textlint/phrases.js", &out);
	nl_buf_add_c(&out, "{\"rules\": {\"phrases\": true}}\n");
	save("textlintrc.json", &out);
}

static void write_vale(const pair *list)
{
	nl_buf out = {0};
	nl_buf_add_c(&out, "extends: existence\nmessage: \"'%s'\"\nignorecase: true\nnonword: true\ntokens:\n");
	for (uint32_t i = 0; i < PHRASES; i++) {
		nl_buf_add_c(&out, "  - '");
		put_expression(&list[i], "(?:", &out);
		nl_buf_add_c(&out, "'\n");
	}
	make_directory("styles");
	make_directory("styles/Bench");
	save("styles/Bench/Phrases.yml", &out);
	nl_buf_add_c(&out, "StylesPath = styles\nMinAlertLevel = suggestion\n[*.md]\nBasedOnStyles = Bench\n");
	save("vale.ini", &out);
}

void write_phrases(const char *text)
{
	nl_file file = nl_file_read(text, SIZE_MAX);
	if (!file.ptr) give_up(text);
	pairs all = {0};
	count_pairs((nl_str){file.ptr, file.len < LOOKED_AT ? file.len : LOOKED_AT}, &all);
	if (all.len < PHRASES) give_up("find enough pairs of words in the text");
	qsort(all.at, all.len, sizeof *all.at, by_count);
	uint32_t twice = 0;
	while (twice < all.len && all.at[twice].count > 1) twice++;
	uint32_t range = twice > PHRASES ? twice : all.len;
	pair list[PHRASES];
	for (uint32_t i = 0; i < PHRASES; i++) list[i] = all.at[(uint64_t)i * range / PHRASES];
	write_norm(list);
	write_expressions(list);
	write_yara(list);
	write_textlint(list);
	write_vale(list);
	nl_vec_release(&all);
	nl_file_release(&file);
}

/* ---- rule sets of any size ----------------------------------------------------------------------------------- */

static void put_invented(chance *c, nl_buf *out)
{
	static const char *const parts[] = {"ba", "ce", "dor", "el", "fi", "gan", "hu", "in", "ka", "lom", "mer", "no", "ost"};
	for (uint32_t i = 2 + chance_below(c, 3); i > 0; i--) nl_buf_add_c(out, parts[chance_below(c, 13)]);
}

/* Every second phrase begins with a word that texts have, so that looking for its first word is not enough. */
void write_synthetic_rules(const char *path, uint32_t phrases)
{
	enum { IN_A_POSITION = 25 };
	static const char *const common[] = {"state", "information", "security", "right", "use", "license", "work", "rule",
		"text", "measure", "network", "service", "person", "internet", "country", "word"};
	chance c = {3};
	nl_buf out = {0};
	for (uint32_t i = 0; i < phrases; i++) {
		if (i % IN_A_POSITION == 0) nl_buf_addf(&out, "position p-%u \"P\" {\n  matches ", i / IN_A_POSITION);
		nl_buf_add_byte(&out, '"');
		if (i % 2) nl_buf_addf(&out, "%s ", common[chance_below(&c, 16)]);
		put_invented(&c, &out);
		nl_buf_add_byte(&out, ' ');
		put_invented(&c, &out);
		nl_buf_add_c(&out, (i + 1) % IN_A_POSITION == 0 || i + 1 == phrases ? "\"\n}\n" : "\" | ");
	}
	nl_buf_add_c(&out, "ruleset bench \"Bench\" { discourage p-0 }\n");
	save(path, &out);
}

void write_regex_rules(const char *path)
{
	static const char text[] = "position a \"A\" { matches /(\\w+\\s?)+!/ }\n"
							   "position b \"B\" { matches /(a|aa|[a-z])+\\d{3}/ }\n"
							   "position c \"C\" { matches /(.*e){9}x{2}/s }\n"
							   "ruleset bench \"Bench\" { discourage a discourage b discourage c }\n";
	write_file(path, text, sizeof text - 1);
}

void write_near_rules(const char *path)
{
	static const char *const words[] = {"the", "of", "and", "to", "a", "in", "or", "is", "that", "for", "any", "be"};
	nl_buf out = {0};
	for (uint32_t i = 0; i < 10; i++) {
		nl_buf_addf(&out, "position p-%u \"P\" {\n  matches within %s (", i, i % 2 ? "document" : "paragraph");
		for (uint32_t k = 0; k < 12; k++) nl_buf_addf(&out, "\"%s\"%s", words[(i + k) % 12], k < 11 ? " near (" : "");
		for (uint32_t k = 0; k < 12; k++) nl_buf_add_byte(&out, ')');
		nl_buf_add_c(&out, "\n}\n");
	}
	nl_buf_add_c(&out, "ruleset bench \"Bench\" { discourage p-0 }\n");
	save(path, &out);
}
