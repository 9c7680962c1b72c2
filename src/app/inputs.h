/* app/inputs.h - what a run reads is not lost to what it writes. */
#ifndef NL_APP_INPUTS_H
#define NL_APP_INPUTS_H

#include "app/options.h"

/* Adds an error for each output that would take the place of a file of rules, a configuration, a baseline or another file that
 * the command names. `operands`: its operands, too; `check` looks at its texts itself, since it walks directories. */
void nl_inputs_guard(const nl_options *options, bool operands, nl_sink *sink);

#endif
