/* app/names.h - names of the rules that hold where normlint is started, for shells that complete a command line. */
#ifndef NL_APP_NAMES_H
#define NL_APP_NAMES_H

#include "app/options.h"

/* What such names are called behind `normlint --complete`: "rulesets"; NULL for what is no name of the rules. */
const char *nl_names_called(nl_value_kind kind);

/* Adds a line for each; `called` as above. False when nothing is called so, or when the rules cannot be loaded: nothing is told,
 * since nobody would read it. */
bool nl_names_list(const char *called, nl_buf *out);

#endif
