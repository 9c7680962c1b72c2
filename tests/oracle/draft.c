#include "oracle/draft.h"

#include "oracle/stance.h"

typedef struct {
	const oracle_vocabulary *vocabulary;
	chance *c;
	nl_buf *out;
	uint32_t left; /* words that may still come */
} writer;

static void write_gap(writer *w)
{
	static const char *const gaps[] = {", ", "; ", ": ", "\n", " \u2013 ", " (", ") ", "-", "\u00A0", "/", ". "};
	uint32_t gap = chance_below(w->c, 40);
	nl_buf_add_c(w->out, gap < sizeof gaps / sizeof *gaps ? gaps[gap] : " ");
}

/* A word that a hyphen may join, each joint as a hyphen, a space or nothing. */
static void write_hyphenated(writer *w)
{
	static const char *const joints[] = {"-", " ", ""};
	const oracle_hyphenated *word = &oracle_hyphenated_words[chance_below(w->c, ORACLE_HYPHENATED)];
	for (uint32_t i = 0; i < word->count; i++) {
		if (i) nl_buf_add_c(w->out, joints[chance_below(w->c, 3)]);
		nl_buf_add_c(w->out, word->parts[i]);
	}
}

static void write_word(writer *w)
{
	const char *word = chance_once_in(w->c, 5) ? oracle_cue_word(w->c) : oracle_word_of_drafts(w->vocabulary, w->c)->written;
	switch (chance_below(w->c, 30)) {
	case 0: nl_buf_addf(w->out, "**%s**", word); break;
	case 1: nl_buf_addf(w->out, "%s's", word); break;
	case 2: nl_buf_addf(w->out, "\"%s\"", word); break;
	case 3:
	case 4: write_hyphenated(w); break;
	default: nl_buf_add_c(w->out, word);
	}
}

static void write_words(writer *w, uint32_t most)
{
	for (uint32_t i = 0, count = 1 + chance_below(w->c, most); i < count && w->left; i++, w->left--) {
		if (i) write_gap(w);
		write_word(w);
	}
}

static void write_sentences(writer *w)
{
	for (uint32_t count = 1 + chance_below(w->c, 3); count > 0 && w->left; count--) {
		write_words(w, 12);
		nl_buf_add_c(w->out, chance_once_in(w->c, 6) ? "? " : ". ");
	}
	nl_buf_add_c(w->out, "\n\n");
}

static void write_list(writer *w)
{
	bool letters = chance_once_in(w->c, 2);
	write_words(w, 5);
	nl_buf_add_c(w->out, ":\n\n");
	for (uint32_t i = 0, count = 1 + chance_below(w->c, 3); i < count && w->left; i++) {
		if (letters) nl_buf_addf(w->out, "(%c) ", 'a' + (char)i);
		else nl_buf_add_c(w->out, chance_once_in(w->c, 4) ? "  - " : "- ");
		write_words(w, 6);
		nl_buf_add_c(w->out, chance_once_in(w->c, 3) ? ":\n" : ";\n");
		if (letters) nl_buf_add_byte(w->out, '\n');
	}
	nl_buf_add_byte(w->out, '\n');
}

static void write_block(writer *w)
{
	switch (chance_below(w->c, 9)) {
	case 0:
	case 1:
		nl_buf_addf(w->out, "%.*s ", 1 + (int)chance_below(w->c, 3), "###");
		write_words(w, 4);
		nl_buf_add_c(w->out, "\n\n");
		break;
	case 2:
	case 3: write_list(w); break;
	case 4:
		nl_buf_add_c(w->out, "> ");
		write_sentences(w);
		break;
	case 5:
		nl_buf_add_c(w->out, "```\n");
		write_words(w, 4);
		nl_buf_add_c(w->out, "\n```\n\n");
		break;
	default: write_sentences(w);
	}
}

void oracle_draft_write(const oracle_vocabulary *vocabulary, chance *c, nl_buf *out)
{
	writer w = {vocabulary, c, out, 12 + chance_below(c, 30)};
	while (w.left) write_block(&w);
}
