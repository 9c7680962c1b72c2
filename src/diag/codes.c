#include "diag/codes.h"

#include <strings.h>

#define NL_CODE(code, title, text) {NL_STR(#code), NL_STR(title), NL_STR(text)},
static const nl_code_entry entries[] = {
#include "diag/codes.def"
};
#undef NL_CODE

const nl_code_entry *nl_code_find(nl_str code)
{
	for (uint32_t i = 0; nl_code_at(i); i++) {
		if (entries[i].code.len == code.len && strncasecmp(entries[i].code.ptr, code.ptr, code.len) == 0)
			return &entries[i];
	}
	return NULL;
}

const nl_code_entry *nl_code_at(uint32_t i)
{
	return i < sizeof entries / sizeof *entries ? &entries[i] : NULL;
}
