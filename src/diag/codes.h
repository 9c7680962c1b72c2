/* diag/codes.h - the registry of codes. A code keeps its meaning for ever; `normlint explain E0107` prints its text.
 *
 * diag/codes.def lists them all, in order, and says how an entry is written. Codes E01xx: the shape of a rule file; E02xx: names; E03xx: patterns; E04xx: rule sets and axes;
 * E05xx: files and imports; W06xx: warnings about rules that cannot do what they seem to; D07xx: documents;
 * L08xx: labels for `normlint eval`; E09xx: configuration; B10xx: baselines and suppressions of a configuration. */
#ifndef NL_DIAG_CODES_H
#define NL_DIAG_CODES_H

#include "base/str.h"

typedef struct {
	nl_str code, title, text;
} nl_code_entry;

const nl_code_entry *nl_code_find(nl_str code); /* NULL when there is none; case is ignored */
const nl_code_entry *nl_code_at(uint32_t i);    /* NULL past the last; in order of code */

#define NL_CODE(code, title, text) NL_CODE_##code,
enum nl_code_numbers {
#include "diag/codes.def"
	NL_CODE_COUNT
};
#undef NL_CODE

/* The name of a code for nl_sink_add(); one that is not in the registry does not compile. */
#define NL_CODE_NAME(code) ((nl_str){#code, sizeof #code - 1 + 0 * NL_CODE_##code})

#endif
