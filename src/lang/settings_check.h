/* lang/settings_check.h - the `config` blocks of a file: their shape. Private to lang/. */
#ifndef NL_LANG_SETTINGS_CHECK_H
#define NL_LANG_SETTINGS_CHECK_H

#include "lang/check.h"

/* Tells what is wrong with every `config` of the file, and such as stand in a file that is no configuration. Sets
 * checker->file. */
void nl_settings_check(nl_checker *checker, const nl_rule_file *file);

/* The values of settings that were checked. */
bool nl_setting_fingerprint(nl_str digits, uint64_t *fingerprint); /* 16 hexadecimal digits */
double nl_setting_score(nl_str digits);                            /* NAN when it is none from 0 to 100 */

#endif
