#include "oracle/words.h"

/* Few families, so that chance finds matches; and for each rule of what is equal a word that needs it. */
static const oracle_word words[] = {
	{"law", "law", "law", "law", true},
	{"Law", "law", "Law", "law", true},
	{"laws", "laws", "laws", "law", true},
	{"LAWS", "laws", "LAWS", "law", true},
	{"law7", "law", "law", "law", false}, /* a footnote's number */
	{"state", "state", "state", "state", true},
	{"State", "state", "State", "state", true},
	{"states", "states", "states", "state", true},
	{"States", "states", "States", "state", true},
	{"stat\u00ADed", "stated", "stated", "state", false}, /* a soft hyphen */
	{"govern", "govern", "govern", "govern", true},
	{"governed", "governed", "governed", "govern", true},
	{"Governing", "governing", "Governing", "govern", true},
	{"organization", "organization", "organization", "organ", true},
	{"Organisation", "organization", "Organisation", "organ", false}, /* the pack's spelling */
	{"caf\u00E9", "caf\u00E9", "caf\u00E9", "caf\u00E9", true},
	{"CAFE\u0301", "caf\u00E9", "CAF\u00C9", "caf\u00E9", false}, /* a combining mark */
	{"ICT", "ict", "ICT", "ict", true},
	{"ict", "ict", "ict", "ict", false},
	{"ICTs", "icts", "ICTs", "ict", true},
	{"multi", "multi", "multi", "multi", true},
	{"stakeholder", "stakeholder", "stakeholder", "stakehold", true},
	{"stakeholders", "stakeholders", "stakeholders", "stakehold", true},
	{"multistakeholder", "multistakeholder", "multistakeholder", "multistakehold", true},
	{"Multistakeholders", "multistakeholders", "Multistakeholders", "multistakehold", false},
	{"cyber", "cyber", "cyber", "cyber", true},
	{"space", "space", "space", "space", true},
	{"cyberspace", "cyberspace", "cyberspace", "cyberspac", true},
	{"end", "end", "end", "end", true},
	{"ends", "ends", "ends", "end", true},
	{"to", "to", "to", "to", true},
	{"endto", "endto", "endto", "endto", false},
	{"toend", "toend", "toend", "toend", false},
	{"endtoend", "endtoend", "endtoend", "endtoend", false},
	{"e", "e", "e", "e", true},
	{"mail", "mail", "mail", "mail", true},
	{"emails", "emails", "emails", "email", true},
	{"email", "email", "email", "email", true},
	{"not", "not", "not", "not", true},
	{"never", "never", "never", "never", true},
	{"may", "may", "may", "may", true},
	{"rejected", "rejected", "rejected", "reject", true},
	{"only", "only", "only", "only", true},
	{"perhaps", "perhaps", "perhaps", "perhap", false},
	{"critics", "critics", "critics", "critic", false},
	{"say", "say", "say", "say", false},
	{"shall", "shall", "shall", "shall", true},
	{"should", "should", "should", "should", true},
	{"hope", "hope", "hope", "hope", false},
	{"but", "but", "but", "but", false},
	{"river", "river", "river", "river", false},
	{"mountains", "mountains", "mountains", "mountain", false},
};

enum { WORDS = sizeof words / sizeof *words };

const oracle_hyphenated oracle_hyphenated_words[ORACLE_HYPHENATED] = {
	{{"multi", "stakeholder"}, 2},
	{{"cyber", "space"}, 2},
	{{"end", "to", "end"}, 3},
	{{"e", "mail"}, 2},
};

const oracle_word *oracle_word_written(nl_str written)
{
	for (uint32_t i = 0; i < WORDS; i++) {
		if (nl_str_eq(written, nl_str_of(words[i].written))) return &words[i];
	}
	return NULL;
}

const oracle_word *oracle_word_form(nl_str form)
{
	for (uint32_t i = 0; i < WORDS; i++) {
		if (nl_str_eq(form, nl_str_of(words[i].form))) return &words[i];
	}
	return NULL;
}

void oracle_vocabulary_choose(oracle_vocabulary *vocabulary, chance *c)
{
	for (uint32_t i = 0; i < ORACLE_VOCABULARY; i++) vocabulary->at[i] = &words[chance_below(c, WORDS)];
	vocabulary->at[0] = &words[0]; /* one that rules may have */
}

const oracle_word *oracle_word_of_drafts(const oracle_vocabulary *vocabulary, chance *c)
{
	return vocabulary->at[chance_below(c, ORACLE_VOCABULARY)];
}

const oracle_word *oracle_word_of_rules(const oracle_vocabulary *vocabulary, chance *c)
{
	const oracle_word *word = oracle_word_of_drafts(vocabulary, c);
	while (!word->in_rules) word = oracle_word_of_drafts(vocabulary, c);
	return word;
}
