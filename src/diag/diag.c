#include "diag/diag.h"

#include <stdarg.h>
#include <string.h>

void nl_sink_release(nl_sink *sink)
{
	nl_arena_release(&sink->arena);
	nl_vec_release(&sink->list);
	sink->errors = sink->warnings = 0;
}

nl_diag *nl_sink_vadd(nl_sink *sink, nl_severity severity, nl_str code, nl_label primary, const char *format, va_list args)
{
	nl_str message = nl_arena_vprintf(&sink->arena, format, args);
	if (severity == NL_ERROR) sink->errors++;
	if (severity == NL_WARNING) sink->warnings++;
	nl_diag *diag = nl_vec_push(&sink->list);
	*diag = (nl_diag){.severity = severity, .code = nl_arena_str(&sink->arena, code), .message = message, .primary = primary};
	return diag;
}

nl_diag *nl_sink_add(nl_sink *sink, nl_severity severity, nl_str code, nl_label primary, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	nl_diag *diag = nl_sink_vadd(sink, severity, code, primary, format, args);
	va_end(args);
	return diag;
}

/* Arrays in an arena double when their length is a power of two; the old half is left to the arena. */
static void *grown(nl_arena *arena, const void *old, uint32_t len, size_t element)
{
	if (len & (len - 1)) return NULL;
	void *array = nl_arena_alloc(arena, element * (len ? 2 * (size_t)len : 1));
	if (len) memcpy(array, old, element * len);
	return array;
}

static void push_str(nl_arena *arena, nl_strs *list, nl_str text)
{
	nl_str *array = grown(arena, list->at, list->len, sizeof *array);
	if (array) list->at = array;
	list->at[list->len++] = text;
}

static void push_label(nl_arena *arena, nl_labels *list, nl_label label)
{
	nl_label *array = grown(arena, list->at, list->len, sizeof *array);
	if (array) list->at = array;
	list->at[list->len++] = label;
}

void nl_diag_note(nl_sink *sink, nl_diag *diag, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	push_str(&sink->arena, &diag->notes, nl_arena_vprintf(&sink->arena, format, args));
	va_end(args);
}

void nl_diag_help(nl_sink *sink, nl_diag *diag, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	push_str(&sink->arena, &diag->helps, nl_arena_vprintf(&sink->arena, format, args));
	va_end(args);
}

void nl_diag_part(nl_sink *sink, nl_diag *diag, nl_span span)
{
	push_label(&sink->arena, &diag->parts, nl_at(diag->primary.source, span));
}

void nl_diag_related(nl_sink *sink, nl_diag *diag, nl_label label)
{
	label.text = nl_arena_str(&sink->arena, label.text);
	push_label(&sink->arena, &diag->related, label);
}

/* ---- order --------------------------------------------------------------------------------------------------- */

static int compare_places(const nl_label *a, const nl_label *b)
{
	if (!a->source || !b->source) return (a->source != NULL) - (b->source != NULL);
	int order = nl_str_cmp(nl_source_name(a->source), nl_source_name(b->source));
	if (order) return order;
	if (a->whole != b->whole) return b->whole ? 1 : -1;
	if (a->span.start != b->span.start) return a->span.start < b->span.start ? -1 : 1;
	return (a->span.end > b->span.end) - (a->span.end < b->span.end);
}

/* Merges two sorted runs; equal elements keep their order, which qsort() would not promise. */
static void merge(const nl_diag *from, nl_diag *to, size_t start, size_t middle, size_t end)
{
	size_t a = start, b = middle;
	for (size_t i = start; i < end; i++) {
		bool first = b == end || (a < middle && compare_places(&from[a].primary, &from[b].primary) <= 0);
		to[i] = first ? from[a++] : from[b++];
	}
}

void nl_sink_sort(nl_sink *sink)
{
	size_t count = sink->list.len;
	if (count < 2) return;
	nl_diag *spare = nl_arena_array(&sink->arena, nl_diag, count);
	for (size_t width = 1; width < count; width *= 2) {
		for (size_t start = 0; start < count; start += 2 * width) {
			size_t middle = start + width < count ? start + width : count;
			size_t end = start + 2 * width < count ? start + 2 * width : count;
			merge(sink->list.at, spare, start, middle, end);
		}
		memcpy(sink->list.at, spare, count * sizeof *spare);
	}
}

/* ---- small makers -------------------------------------------------------------------------------------------- */

nl_label nl_at(const nl_source *source, nl_span span)
{
	return (nl_label){.source = source, .span = span};
}

nl_label nl_at_file(const nl_source *source)
{
	return (nl_label){.source = source, .whole = true};
}

const char *nl_severity_name(nl_severity severity)
{
	static const char *const names[] = {[NL_NOTE] = "note", [NL_WARNING] = "warning", [NL_ERROR] = "error"};
	return names[severity];
}
