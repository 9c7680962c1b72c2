/* app/outputs.h - all that a run of `check` writes: one or more reports, each to standard output or a file of its own.
 *
 * An output that cannot be written any more (a closed pipe, a full disk) does not keep the others from being written. */
#ifndef NL_APP_OUTPUTS_H
#define NL_APP_OUTPUTS_H

#include "app/batch.h"
#include "app/options.h"
#include "app/output.h"

typedef struct {
	const nl_report *report; /* NULL: only what is added to a text's `out` */
	nl_report_options options;
	nl_output file;
	nl_report_taken taken;
	bool any; /* some document wrote something */
} nl_run_output;

typedef struct {
	nl_run_output at[NL_MAX_OUTPUTS];
	uint32_t count;
	nl_buf buf;
} nl_outputs; /* all zero has none */

/* Opens what the options ask for; with dumps or --diff, the place of the one output without its report. False after an error in `sink`,
 * and nothing is open. */
bool nl_outputs_open(nl_outputs *outputs, const nl_options *options, nl_sink *sink);
/* The options of each report; its style comes from where it goes. `common` is copied. Then writes the reports' beginnings. */
void nl_outputs_begin(nl_outputs *outputs, const nl_options *options, const nl_report_options *common);
/* Adds a document to `text->out`; in any thread. */
void nl_outputs_document(const nl_outputs *outputs, nl_batch_text *text, const nl_verdict *verdict);
/* Writes and empties `text->out`; in the order of the texts, by one thread at a time. False when no output can be written any
 * more. */
bool nl_outputs_write(nl_outputs *outputs, nl_batch_text *text);
bool nl_outputs_alive(const nl_outputs *outputs);       /* some output can be written */
bool nl_outputs_on_terminal(const nl_outputs *outputs); /* some output goes to one */
void nl_outputs_end(nl_outputs *outputs, const nl_totals *totals);
/* Closes and tells what went wrong, and what was left out because a report's readers take no more. False when something could
 * not be written. */
bool nl_outputs_close(nl_outputs *outputs, nl_sink *sink);

#endif
