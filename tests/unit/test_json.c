/* The writer of JSON against the tree of JSON: the same values must give the same bytes. */
#include "check.h"
#include "report/json_tree.h"
#include "report/json_writer.h"

static const char *const strings[] = {
	"",
	"plain",
	"a \"quoted\" word",
	"back\\slash",
	"tab\tand\nline\rend\b\f",
	"\x01\x1F",
	"caf\xC3\xA9 \xE2\x80\x94 \xF0\x9F\x99\x82",
	"broken \xC3( and \xE2\x80",
	"brackets { [ ] } , : inside",
	"a string that is too long to stand with another on one line of a report",
};
static const double numbers[] = {0, 1, -1, 41.2, 0.5, 0.1, 33.3, -12.125, 1e-4, 123456789.125, 4294967295.0, 1e15,
	1.0 / 3, 2e300, 99.999, -0.001, 0.0005, 1e14 + 0.5};

enum { STRINGS = sizeof strings / sizeof *strings, NUMBERS = sizeof numbers / sizeof *numbers };

static nl_str string_at(size_t i)
{
	return i == STRINGS ? (nl_str){"a\0b", 3} : nl_str_of(strings[i]);
}

static void check_same(nl_json *tree, const nl_buf *written, uint32_t depth)
{
	nl_buf printed = {0};
	nl_json_print(tree, &printed, depth);
	nl_buf_add_byte(&printed, 0);
	printed.len--;
	CHECK_STR(nl_buf_str(written), printed.ptr);
	nl_buf_release(&printed);
}

static void test_values(void)
{
	for (size_t i = 0; i <= STRINGS; i++) {
		nl_buf out = {0};
		nl_json_writer w = nl_json_writer_at(&out, 0);
		nl_json_put_string(&w, NULL, string_at(i));
		check_same(nl_json_string(string_at(i)), &out, 0);
		nl_buf_release(&out);
	}
	for (size_t i = 0; i < NUMBERS; i++) {
		nl_buf out = {0};
		nl_json *tree = nl_json_object();
		nl_json_writer w = nl_json_writer_at(&out, 0);
		nl_json_open(&w, NULL, NL_JSON_OBJECT, NL_JSON_FIT);
		nl_json_put_number(&w, "n", numbers[i]);
		nl_json_close(&w);
		nl_json_set_number(tree, "n", numbers[i]);
		check_same(tree, &out, 0);
		nl_buf_release(&out);
	}
}

/* Lists of so many strings, on one line while they fit. */
static void test_layout(uint32_t strings_in_list, size_t string)
{
	nl_buf out = {0};
	nl_json *tree = nl_json_object(), *list = nl_json_set_array(tree, "list");
	nl_json_writer w = nl_json_writer_at(&out, 3);
	nl_json_open(&w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_open(&w, "list", NL_JSON_LIST, NL_JSON_FIT);
	for (uint32_t i = 0; i < strings_in_list; i++) {
		nl_json_put_string(&w, NULL, string_at(string));
		nl_json_push_string(list, string_at(string));
	}
	nl_json_close(&w);
	nl_json *object = nl_json_set_object(tree, "object");
	nl_json_open(&w, "object", NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_string(&w, "s", string_at(string));
	nl_json_put_bool(&w, "b", true);
	nl_json_put_null(&w, "n");
	nl_json_put_count(&w, "c", strings_in_list);
	nl_json_set_string(object, "s", string_at(string));
	nl_json_set_bool(object, "b", true);
	nl_json_set_null(object, "n");
	nl_json_set_number(object, "c", strings_in_list);
	nl_json_close(&w);
	nl_json_open(&w, "none", NL_JSON_LIST, NL_JSON_LINES);
	nl_json_set_array(tree, "none");
	nl_json_close(&w);
	nl_json_close(&w);
	check_same(tree, &out, 3);
	nl_buf_release(&out);
}

int main(void)
{
	test_values();
	for (uint32_t n = 0; n < 2 * NL_JSON_FIT_VALUES; n++)
		for (size_t s = 0; s <= STRINGS; s++) test_layout(n, s);
	return check_done();
}
