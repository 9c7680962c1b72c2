/* match/trace.c - what the engine found in the last document, as text for --trace-match. */
#include "match/matcher.h"

static const char *const op_names[] = {
	[NL_NODE_PHRASE] = "phrase",
	[NL_NODE_REGEX] = "regex",
	[NL_NODE_OR] = "or",
	[NL_NODE_THEN] = "then",
	[NL_NODE_NEAR] = "near",
	[NL_NODE_AND] = "and",
	[NL_NODE_BUT_NOT] = "but not",
	[NL_NODE_UNLESS] = "unless",
	[NL_NODE_ABOUT] = "about",
	[NL_NODE_IN] = "in",
	[NL_NODE_NOT_IN] = "not in",
};

/* The words of a range on one line. */
static void add_words(const nl_doc *doc, nl_range range, nl_buf *out)
{
	nl_str text = nl_doc_quote(doc, range.first, range.last);
	for (size_t i = 0; i < text.len; i++) {
		bool line_end = text.ptr[i] == '\n' || text.ptr[i] == '\r';
		nl_buf_add_byte(out, line_end ? ' ' : text.ptr[i]);
	}
}

static void add_range(const nl_doc *doc, nl_range range, nl_buf *out)
{
	nl_buf_addf(out, "%u-%u \"", range.first, range.last);
	add_words(doc, range, out);
	nl_buf_add_byte(out, '"');
}

static void trace_node(nl_matcher *m, uint32_t node, nl_buf *out)
{
	nl_eval_need(&m->eval, node);
	nl_spans spans = nl_eval_spans(&m->eval, node);
	if (!spans.len) return;
	nl_buf_addf(out, "node %u %s", node, op_names[m->ir->nodes[node].op]);
	if (m->ir->nodes[node].term.len) nl_buf_addf(out, " @" NL_FMT, NL_ARG(m->ir->nodes[node].term));
	nl_buf_add_c(out, ": ");
	nl_ir_node_text(m->ir, node, out);
	nl_buf_add_byte(out, '\n');
	for (uint32_t i = 0; i < spans.len; i++) {
		nl_buf_add_c(out, "  ");
		add_range(m->eval.doc, spans.at[i], out);
		nl_buf_add_byte(out, '\n');
	}
}

static void trace_cue(const nl_doc *doc, const char *what, nl_range cue, nl_buf *out)
{
	if (cue.first > cue.last) return;
	nl_buf_addf(out, ", %s ", what);
	add_range(doc, cue, out);
}

static void trace_evidence(const nl_doc *doc, const nl_evidence *evidence, nl_buf *out)
{
	nl_buf_addf(out, "  %s, %s: ", nl_stance_name(evidence->stance), nl_strength_name(evidence->strength));
	for (uint32_t i = 0; i < evidence->part_count; i++) {
		if (i) nl_buf_add_c(out, " ... ");
		add_range(doc, evidence->parts[i], out);
	}
	trace_cue(doc, "stance by", evidence->stance_cue, out);
	trace_cue(doc, "strength by", evidence->strength_cue, out);
	nl_buf_add_byte(out, '\n');
}

void nl_matcher_trace(nl_matcher *m, const nl_match *match, nl_buf *out)
{
	for (uint32_t i = 0; i < m->ir->node_count; i++) trace_node(m, i, out);
	for (uint32_t i = 0; i < m->ir->position_count; i++) {
		const nl_position_match *position = &match->positions[i];
		if (!position->count) continue;
		nl_buf_addf(out, "position " NL_FMT ": %s\n", NL_ARG(m->ir->positions[i].id), nl_stance_name(position->stance));
		for (uint32_t k = 0; k < position->count; k++) trace_evidence(match->doc, &position->evidence[k], out);
	}
}
