/* What a report holds is decided in report/; here is only where it goes. */
#include "app/outputs.h"

#include <inttypes.h>
#include <unistd.h>

#include "app/terminal.h"

bool nl_outputs_open(nl_outputs *outputs, const nl_options *options, nl_sink *sink)
{
	*outputs = (nl_outputs){0};
	for (uint32_t i = 0; i < options->outputs.len; i++) {
		nl_run_output *output = &outputs->at[i];
		const char *path = options->outputs.at[i].path;
		if (!options->dumps && !options->diff) output->report = options->outputs.at[i].report;
		bool rows = output->report && output->report->rows;
		if (rows ? nl_output_open_database(&output->file, path, sink) : nl_output_open(&output->file, path, sink)) {
			outputs->count++;
			continue;
		}
		for (uint32_t k = 0; k < outputs->count; k++) nl_output_discard(&outputs->at[k].file);
		outputs->count = 0;
		return false;
	}
	return true;
}

enum { WORTH_WAITING = 256 << 10 }; /* bytes of a text whose turn may not have come */

static void send_text(nl_buf *out, void *context)
{
	nl_batch_text *text = context;
	if (out->len < WORTH_WAITING && nl_batch_has_others(text)) return;
	if (!nl_batch_send(text)) nl_buf_clear(out);
}

void nl_outputs_begin(nl_outputs *outputs, const nl_options *options, const nl_report_options *common)
{
	for (uint32_t i = 0; i < outputs->count; i++) {
		nl_run_output *output = &outputs->at[i];
		output->options = *common;
		output->options.style = nl_terminal_style(options->colour, output->file.path ? -1 : STDOUT_FILENO);
		output->options.send = send_text;
		if (!output->report) continue;
		if (output->report->open) output->options.state = output->report->open();
		output->report->begin(&outputs->buf, &output->options);
		output->taken.bytes = outputs->buf.len;
		nl_output_write(&output->file, &outputs->buf);
	}
}

void nl_outputs_document(const nl_outputs *outputs, nl_batch_text *text, const nl_verdict *verdict)
{
	for (uint32_t i = 0; i < outputs->count; i++) {
		const nl_run_output *output = &outputs->at[i];
		if (!output->report) continue;
		nl_report_options options = output->options;
		options.send_context = text;
		options.number = text->number;
		output->report->document(&text->out[i], &options, verdict);
	}
}

static void write_part(nl_outputs *outputs, uint32_t i, nl_batch_text *text)
{
	nl_run_output *output = &outputs->at[i];
	nl_buf *part = &text->out[i];
	bool begins = !(text->begun & 1u << i);
	if (output->report) nl_report_fit(output->report, &output->taken, part);
	if (part->len == 0) return;
	if (output->report && begins && output->any) output->report->between(&outputs->buf, &output->options);
	output->taken.bytes += outputs->buf.len;
	text->begun |= 1u << i;
	output->any = true;
	if (output->report && output->report->overview) {
		nl_output_put_by(&output->file, &outputs->buf);
		nl_output_put_by(&output->file, part);
	} else {
		nl_output_write(&output->file, &outputs->buf);
		nl_output_write(&output->file, part);
	}
}

bool nl_outputs_write(nl_outputs *outputs, nl_batch_text *text)
{
	for (uint32_t i = 0; i < outputs->count; i++) write_part(outputs, i, text);
	return nl_outputs_alive(outputs);
}

bool nl_outputs_alive(const nl_outputs *outputs)
{
	for (uint32_t i = 0; i < outputs->count; i++)
		if (outputs->at[i].file.error == 0) return true;
	return false;
}

bool nl_outputs_on_terminal(const nl_outputs *outputs)
{
	for (uint32_t i = 0; i < outputs->count; i++)
		if (isatty(outputs->at[i].file.fd)) return true;
	return false;
}

void nl_outputs_end(nl_outputs *outputs, const nl_totals *totals)
{
	for (uint32_t i = 0; i < outputs->count; i++) {
		nl_run_output *output = &outputs->at[i];
		if (!output->report) continue;
		nl_totals with_rest = *totals;
		with_rest.left_out = output->taken.left_out;
		if (output->report->overview) {
			output->report->overview(&outputs->buf, &output->options, &with_rest);
			nl_output_write(&output->file, &outputs->buf);
			nl_output_take_up(&output->file);
		}
		output->report->end(&outputs->buf, &output->options, &with_rest);
		nl_output_write(&output->file, &outputs->buf);
	}
}

static void tell_left_out(const nl_run_output *output, nl_sink *sink)
{
	const nl_report *report = output->report;
	if (!report || output->taken.left_out == 0) return;
	nl_diag *diag = nl_sink_add(sink, NL_WARNING, (nl_str){0}, (nl_label){0},
		"the %s report leaves out its last %" PRIu64 " %s%s: %s takes no more", report->name, output->taken.left_out,
		report->most_items ? "finding" : "line", output->taken.left_out == 1 ? "" : "s", report->reader);
	nl_diag_help(sink, diag, "show less with --min-severity or --ruleset, or check fewer texts in one run");
}

bool nl_outputs_close(nl_outputs *outputs, nl_sink *sink)
{
	bool written = true;
	for (uint32_t i = 0; i < outputs->count; i++) {
		nl_run_output *output = &outputs->at[i];
		tell_left_out(output, sink);
		if (output->report && output->report->close && output->options.state)
			output->report->close(output->options.state);
		written = nl_output_close(&output->file, sink) && written;
	}
	nl_buf_release(&outputs->buf);
	return written;
}
