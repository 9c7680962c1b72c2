/* A thin cover over cJSON. cJSON answers a failed allocation with NULL somewhere inside a tree, which would
 * silently lose a part of a report; every result is therefore checked here, and no memory ends the program as
 * everywhere else. */
#include "report/json_tree.h"

#include <cjson/cJSON.h>
#include <math.h>

#include "base/mem.h"
#include "base/utf8.h"

enum { LONGEST_FLAT = 90 }; /* bytes of a list or object that is printed on one line */

static cJSON *checked(cJSON *value)
{
	if (!value) nl_out_of_memory(sizeof(cJSON));
	return value;
}

nl_json *nl_json_object(void)
{
	return checked(cJSON_CreateObject());
}

nl_json *nl_json_array(void)
{
	return checked(cJSON_CreateArray());
}

nl_json *nl_json_string(nl_str text)
{
	nl_buf valid = {0};
	for (size_t at = 0; at < text.len;) {
		nl_utf8_char c = nl_utf8_decode(text, at);
		nl_buf_add_char(&valid, c.code_point ? c.code_point : NL_REPLACEMENT);
		at += c.len;
	}
	nl_buf_add_byte(&valid, '\0');
	cJSON *value = checked(cJSON_CreateString(valid.ptr));
	nl_buf_release(&valid);
	return value;
}

static nl_json *set(nl_json *object, const char *key, cJSON *value)
{
	if (!cJSON_AddItemToObjectCS(object, key, checked(value))) nl_out_of_memory(sizeof(cJSON));
	return value;
}

static nl_json *push(nl_json *array, cJSON *value)
{
	if (!cJSON_AddItemToArray(array, checked(value))) nl_out_of_memory(sizeof(cJSON));
	return value;
}

void nl_json_set_string(nl_json *object, const char *key, nl_str value)
{
	set(object, key, nl_json_string(value));
}

void nl_json_set_number(nl_json *object, const char *key, double value)
{
	set(object, key, cJSON_CreateNumber(value));
}

void nl_json_set_bool(nl_json *object, const char *key, bool value)
{
	set(object, key, cJSON_CreateBool(value));
}

void nl_json_set_null(nl_json *object, const char *key)
{
	set(object, key, cJSON_CreateNull());
}

nl_json *nl_json_set_object(nl_json *object, const char *key)
{
	return set(object, key, cJSON_CreateObject());
}

nl_json *nl_json_set_array(nl_json *object, const char *key)
{
	return set(object, key, cJSON_CreateArray());
}

void nl_json_push_string(nl_json *array, nl_str value)
{
	push(array, nl_json_string(value));
}

nl_json *nl_json_push_object(nl_json *array)
{
	return push(array, cJSON_CreateObject());
}

double nl_json_rounded(double value, int decimals)
{
	double scale = pow(10, decimals), rounded = round(value * scale) / scale;
	return rounded == 0 ? 0 : rounded;
}

/* ---- layout ---------------------------------------------------------------------------------------------------- */

/* cJSON prints without white space; this lays it out. A list or object that holds no other and is short stands on
 * one line, which is what makes a report with thousands of places readable:
 *
 *   "start": {"line": 3, "column": 19, "offset": 31}, */
typedef struct {
	const char *at;
	nl_buf *out;
} layout;

/* Bytes of the value at `c` when it can stand on one line, else 0. A value other than a list or object always can. */
static size_t flat_length(const char *c)
{
	const char *start = c;
	bool nests = *c == '{' || *c == '[', quoted = false;
	unsigned depth = 0;
	do {
		if (quoted && *c == '\\') c++;
		else if (*c == '"') quoted = !quoted;
		else if (!quoted && (*c == '{' || *c == '[') && ++depth > 1) return 0;
		else if (!quoted && (*c == '}' || *c == ']') && depth-- == 0) break;
		else if (!quoted && *c == ',' && depth == 0) break;
		c++;
	} while (*c && (depth > 0 || !nests));
	return nests && c - start > LONGEST_FLAT ? 0 : (size_t)(c - start);
}

/* Copies up to `end`, with a space behind each comma and colon that is not part of a string. */
static void add_flat(layout *l, const char *end)
{
	bool quoted = false;
	for (; l->at < end; l->at++) {
		nl_buf_add_byte(l->out, *l->at);
		if (quoted && *l->at == '\\') nl_buf_add_byte(l->out, *++l->at);
		else if (*l->at == '"') quoted = !quoted;
		else if (!quoted && (*l->at == ',' || *l->at == ':')) nl_buf_add_byte(l->out, ' ');
	}
}

static void new_line(nl_buf *out, uint32_t depth)
{
	nl_buf_addf(out, "\n%*s", (int)(2 * depth), "");
}

static void add_key(layout *l)
{
	const char *end = l->at + 1;
	while (*end != '"') end += *end == '\\' ? 2 : 1;
	add_flat(l, end + 2);
}

/* The depth of a tree is fixed by its makers, so recursion is bounded. */
static void add_value(layout *l, uint32_t depth)
{
	size_t flat = flat_length(l->at);
	if (flat) {
		add_flat(l, l->at + flat);
		return;
	}
	bool is_object = *l->at == '{';
	do {
		nl_buf_add_byte(l->out, *l->at++); /* the opening bracket, then commas */
		new_line(l->out, depth + 1);
		if (is_object) add_key(l);
		add_value(l, depth + 1);
	} while (*l->at == ',');
	new_line(l->out, depth);
	nl_buf_add_byte(l->out, *l->at++);
}

void nl_json_print(nl_json *root, nl_buf *out, uint32_t depth)
{
	char *printed = cJSON_PrintUnformatted(root);
	if (!printed) nl_out_of_memory(sizeof(cJSON));
	layout l = {printed, out};
	add_value(&l, depth);
	cJSON_free(printed);
	cJSON_Delete(root);
}
