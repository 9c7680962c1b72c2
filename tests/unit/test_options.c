/* The table of options agrees with itself: what is proposed for a value is taken, told in help, and nothing else is taken. */
#include "check.h"

#include <string.h>

#include "app/commands.h"
#include "app/option_table.h"

static bool is_taken(const nl_command *command, const nl_option *row, nl_str value, nl_buf *errors)
{
	nl_options options;
	nl_sink sink = {0};
	nl_options_init(&options);
	nl_buf word = {0};
	nl_buf_addf(&word, "%s=" NL_FMT, row->name, NL_ARG(value));
	nl_buf_add_byte(&word, '\0');
	char *words[] = {word.ptr};
	bool taken = nl_options_parse(&options, command, 1, words, &sink);
	for (uint32_t i = 0; i < sink.list.len; i++) nl_buf_add(errors, sink.list.at[i].message);
	nl_sink_release(&sink);
	nl_options_release(&options);
	nl_buf_release(&word);
	return taken;
}

static void check_words(const nl_command *command, const nl_option *row)
{
	nl_str word;
	nl_buf errors = {0};
	size_t count = 0;
	for (; (word = nl_value_word(row->kind, count)).len; count++) {
		CHECK(is_taken(command, row, word, &errors));
		/* Of what can become of a position, help names the worst. */
		if (row->kind != NL_VALUE_CHANGE) CHECK(nl_str_find(nl_str_of(row->help), word) != SIZE_MAX);
	}
	CHECK_STR(nl_buf_str(&errors), "");
	if (count) {
		CHECK(!is_taken(command, row, NL_STR("nonsense"), &errors));
		CHECK(nl_str_find(nl_buf_str(&errors), NL_STR("'nonsense'")) != SIZE_MAX);
	}
	nl_buf_release(&errors);
}

static void check_names(const nl_command *command, const nl_option *row)
{
	const nl_option *other;
	CHECK(strncmp(row->name, "--", 2) == 0 && row->help[0] && row->section[0]);
	CHECK(row->value || row->kind == NL_VALUE_ANY);
	for (size_t i = 0; (other = nl_option_next(command, &i));) {
		if (other == row) continue;
		CHECK(strcmp(other->name, row->name) != 0);
		CHECK(!row->letter || other->letter != row->letter);
	}
}

int main(void)
{
	const nl_command *command;
	for (size_t c = 0; (command = nl_command_at(c)); c++) {
		const nl_option *row;
		CHECK(nl_command_find(nl_str_of(command->name)) == command);
		for (size_t i = 0; (row = nl_option_next(command, &i));) {
			check_names(command, row);
			check_words(command, row);
		}
	}
	CHECK(nl_command_find(NL_STR("chekc")) == NULL);
	return check_done();
}
