#include "app/fix.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "judge/credit.h"

enum { MOST_ROUNDS = 10 };

/* A rule's replacements in the text as it is now. */
typedef struct {
	const nl_finding *finding;
	bool taken;
	nl_str why; /* it was not taken */
} group;

typedef struct {
	nl_replacement edit;
	uint32_t group;
	bool clashes; /* with one of another rule, which wants other words there */
} item;

typedef struct {
	nl_checker *checker;
	const nl_options *options;
	nl_str name;
	nl_sink *sink;
	const nl_checked *now; /* the text as it is now */
	nl_checked own;        /* when it is no longer the one that was given */
	nl_buf bytes;          /* of `own` */
	NL_VEC(group) groups;
	NL_VEC(item) items;
} fixing;

/* ---- the command line -------------------------------------------------------------------------------------------- */

bool nl_fix_wanted(const nl_options *options)
{
	return options->fix || options->diff;
}

static void tell(nl_sink *sink, const char *message, const char *help)
{
	nl_diag *diag = nl_sink_add(sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "%s", message);
	if (help) nl_diag_help(sink, diag, "%s", help);
}

void nl_fix_check_options(const nl_options *o, nl_sink *sink)
{
	if (!nl_fix_wanted(o)) return;
	if (o->dumps) tell(sink, "a dump and --fix or --diff are given together", NULL);
	if (o->diff && o->gave_report)
		tell(sink, "--diff shows changes and no report, and --output-format is given",
			"leave --output-format out, or take --fix, which reports what remains");
	if (o->diff && (o->write_baseline || o->prune_baseline))
		tell(sink, "--diff writes nothing, and a baseline is to be written", "take --fix, or leave one of them out");
	for (uint32_t i = 0; i < o->operands.len && !o->diff; i++)
		if (strcmp(o->operands.at[i], "-") == 0)
			tell(sink, "--fix writes files, and '-' is standard input", "--diff shows what would change");
}

static nl_str identity_of(const char *path, nl_arena *arena)
{
	struct stat st;
	if (strcmp(path, "-") == 0 || stat(path, &st) != 0) return (nl_str){0};
	return nl_arena_printf(arena, "%ju:%ju", (uintmax_t)st.st_dev, (uintmax_t)st.st_ino);
}

void nl_fix_drop_twins(nl_files *files, nl_sink *sink)
{
	nl_map seen = {0};
	uint32_t kept = 0;
	for (uint32_t i = 0; i < files->paths.len; i++) {
		nl_str identity = identity_of(files->paths.at[i], &files->arena);
		uint32_t first = identity.len ? nl_map_get(&seen, identity) : NL_NONE;
		if (first != NL_NONE) {
			nl_sink_add(sink, NL_NOTE, (nl_str){0}, (nl_label){0}, "'%s' is left out: it is the file '%s'",
				files->paths.at[i], files->paths.at[first]);
			continue;
		}
		if (identity.len) nl_map_set(&seen, identity, kept);
		files->paths.at[kept++] = files->paths.at[i];
	}
	files->paths.len = kept;
	nl_map_release(&seen);
}

/* ---- bytes ------------------------------------------------------------------------------------------------------- */

static void add_unit(nl_buf *out, uint32_t unit, bool big_endian)
{
	nl_buf_add_byte(out, (char)(big_endian ? unit >> 8 : unit & 0xFF));
	nl_buf_add_byte(out, (char)(big_endian ? unit & 0xFF : unit >> 8));
}

static void add_utf16(nl_buf *out, uint32_t c, bool big_endian)
{
	if (c < 0x10000) {
		add_unit(out, c, big_endian);
		return;
	}
	add_unit(out, 0xD800 + ((c - 0x10000) >> 10), big_endian);
	add_unit(out, 0xDC00 + ((c - 0x10000) & 0x3FF), big_endian);
}

/* In the encoding of the file; false when it has no such character. */
static bool add_encoded(nl_buf *out, nl_str text, nl_encoding encoding)
{
	for (size_t at = 0; at < text.len;) {
		nl_utf8_char c = nl_utf8_decode(text, at);
		bool latin = c.code_point < 0x80 ||
			(encoding == NL_ENCODING_WINDOWS_1252 && c.code_point >= 0xA0 && c.code_point < 0x100);
		at += c.len;
		switch (encoding) {
		case NL_ENCODING_UTF8: nl_buf_add_char(out, c.code_point); break;
		case NL_ENCODING_UTF16LE:
		case NL_ENCODING_UTF16BE: add_utf16(out, c.code_point, encoding == NL_ENCODING_UTF16BE); break;
		default:
			if (!latin) return false;
			nl_buf_add_byte(out, (char)c.code_point);
		}
	}
	return true;
}

static nl_str bytes_of(const fixing *f)
{
	return f->now == &f->own ? nl_buf_str(&f->bytes) : (nl_str){f->now->file.ptr, f->now->file.len};
}

static bool same_edit(const item *a, const item *b)
{
	return a->edit.span.start == b->edit.span.start && a->edit.span.end == b->edit.span.end &&
		nl_str_eq(a->edit.text, b->edit.text);
}

/* The file with the edits of all groups that are taken; how many they are, or 0 when they cannot be written. */
static uint32_t apply(const fixing *f, nl_buf *out)
{
	nl_str old = bytes_of(f);
	const nl_source *source = f->now->source;
	const item *last = NULL;
	size_t done = 0;
	uint32_t count = 0;
	for (uint32_t i = 0; i < f->items.len; i++) {
		const item *it = &f->items.at[i];
		if (it->clashes || !f->groups.at[it->group].taken || (last && same_edit(last, it))) continue;
		nl_buf_add(out, nl_str_slice(old, done, nl_source_place(source, it->edit.span.start).offset));
		if (!add_encoded(out, it->edit.text, nl_source_encoding(source))) return 0;
		done = nl_source_place(source, it->edit.span.end).offset;
		last = it;
		count++;
	}
	nl_buf_add(out, nl_str_slice(old, done, old.len));
	return count;
}

/* ---- whether it is better ---------------------------------------------------------------------------------------- */

static bool is_unwanted(const nl_verdict *verdict, uint32_t position)
{
	for (uint32_t s = 0; s < verdict->score_count; s++) {
		const nl_ruleset *set = verdict->scores[s].ruleset;
		for (uint32_t r = 0; r < set->rule_count; r++)
			if (!nl_rule_asks(&set->rules[r]) && nl_ir_cond_names(verdict->match->ir, set->rules[r].condition, position))
				return true;
	}
	return false;
}

/* The places that say it. */
static uint32_t count_places(const nl_verdict *verdict, uint32_t position)
{
	const nl_position_match *p = &verdict->match->positions[position];
	uint32_t count = 0;
	for (uint32_t e = 0; e < p->count; e++)
		count += p->evidence[e].stance == NL_AFFIRMED || p->evidence[e].stance == NL_HEDGED;
	return count;
}

/* Findings of the text itself: contradictions, and comments that are of no use. */
static uint32_t count_own(const nl_verdict *verdict, nl_str kind)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < verdict->finding_count; i++) count += nl_str_eq(verdict->findings[i].ruleset, kind);
	return count;
}

/* A rule that is met less than before; empty when there is none. */
static nl_str worse_rule(const nl_verdict *before, const nl_verdict *after, nl_arena *arena)
{
	for (uint32_t s = 0; s < before->score_count; s++) {
		const nl_score *a = &before->scores[s], *b = &after->scores[s];
		for (uint32_t r = 0; r < a->ruleset->rule_count; r++) {
			double credit = a->rules[r].applies ? a->rules[r].credit : 1;
			if (b->rules[r].applies && b->rules[r].credit < credit)
				return nl_arena_printf(arena, "'" NL_FMT "/" NL_FMT "' would then be met less", NL_ARG(a->ruleset->id),
					NL_ARG(b->rules[r].rule->id));
		}
	}
	return (nl_str){0};
}

/* Why the text would not be better; empty when it would. */
static nl_str fault_of(const nl_verdict *before, const nl_verdict *after, nl_arena *arena)
{
	uint32_t left = 0, was = 0;
	nl_str worse = worse_rule(before, after, arena);
	if (worse.len) return worse;
	if (count_own(after, NL_STR("contradiction")) > count_own(before, NL_STR("contradiction")))
		return NL_STR("the text would then contradict itself");
	if (count_own(after, NL_STR("suppression")) > count_own(before, NL_STR("suppression")))
		return NL_STR("a comment that accepts a finding would then be of no use");
	for (uint32_t p = 0; p < before->match->ir->position_count; p++) {
		if (before->match->positions[p].count + after->match->positions[p].count == 0 || !is_unwanted(before, p))
			continue;
		uint32_t a = count_places(before, p), b = count_places(after, p);
		if (b > a)
			return nl_arena_printf(arena, "'" NL_FMT "' would then be found in more places",
				NL_ARG(before->match->ir->positions[p].id));
		was += a;
		left += b;
	}
	return left < was ? (nl_str){0} : NL_STR("the new words would be found as well");
}

/* ---- trying ------------------------------------------------------------------------------------------------------ */

/* Checks bytes as the text was checked; what the plan notes for the run is left as it is. */
static bool check_again(const fixing *f, nl_str bytes, nl_checked *checked)
{
	const nl_judge_plan *plan = f->checker->plan;
	nl_sink ignored = {0};
	nl_judge_plan trial = *plan;
	trial.used = nl_alloc(plan->suppression_count + 1);
	trial.met = nl_alloc(plan->known_count + 1);
	f->checker->plan = &trial;
	bool fine = nl_check_text(f->checker, f->name, bytes, &ignored, checked);
	f->checker->plan = plan;
	free(trial.used);
	free(trial.met);
	nl_sink_release(&ignored);
	return fine && checked->doc->format == f->now->doc->format &&
		nl_source_encoding(checked->source) == nl_source_encoding(f->now->source);
}

/* What has become of the text by the groups that are taken. */
typedef struct {
	nl_buf bytes;
	nl_checked checked;
	uint32_t count;
} attempt;

static void release_attempt(attempt *a)
{
	nl_checked_release(&a->checked);
	nl_buf_release(&a->bytes);
	*a = (attempt){0};
}

/* Why the groups that are taken cannot be; empty when they can, and then `a` is what they lead to. */
static nl_str try(const fixing *f, attempt *a)
{
	nl_str fault = NL_STR("the encoding of the file has no such characters");
	*a = (attempt){0};
	a->count = apply(f, &a->bytes);
	if (a->count && !check_again(f, nl_buf_str(&a->bytes), &a->checked))
		fault = NL_STR("the text could not be read again");
	else if (a->count) fault = fault_of(f->now->verdict, a->checked.verdict, &f->sink->arena);
	if (fault.len) release_attempt(a);
	return fault;
}

/* ---- a round ----------------------------------------------------------------------------------------------------- */

static bool counts(const fixing *f, const nl_finding *finding)
{
	return !finding->suppression && finding->diag.severity >= f->options->min_severity;
}

static int by_place(const void *a, const void *b)
{
	const item *x = a, *y = b;
	if (x->edit.span.start != y->edit.span.start) return x->edit.span.start < y->edit.span.start ? -1 : 1;
	if (x->edit.span.end != y->edit.span.end) return x->edit.span.end < y->edit.span.end ? -1 : 1;
	int words = nl_str_cmp(x->edit.text, y->edit.text);
	return words ? words : x->group < y->group ? -1 : 1;
}

/* Nobody can say which of two rules is right about the same words. */
static void mark_clashes(fixing *f)
{
	uint32_t last = 0; /* the item that reaches farthest so far */
	for (uint32_t i = 1; i < f->items.len; i++) {
		item *a = &f->items.at[last], *b = &f->items.at[i];
		if (b->edit.span.start < a->edit.span.end && !same_edit(a, b)) a->clashes = b->clashes = true;
		if (b->edit.span.end >= a->edit.span.end) last = i;
	}
	/* Of several rules with the same words all clash, or none. */
	for (uint32_t i = 1; i < f->items.len; i++)
		if (same_edit(&f->items.at[i - 1], &f->items.at[i])) f->items.at[i].clashes |= f->items.at[i - 1].clashes;
	for (uint32_t i = f->items.len; i-- > 1;)
		if (same_edit(&f->items.at[i - 1], &f->items.at[i])) f->items.at[i - 1].clashes |= f->items.at[i].clashes;
}

static void gather(fixing *f)
{
	const nl_verdict *verdict = f->now->verdict;
	f->groups.len = f->items.len = 0;
	for (uint32_t i = 0; i < verdict->finding_count; i++) {
		const nl_finding *finding = &verdict->findings[i];
		if (finding->edit_count == 0 || !counts(f, finding)) continue;
		for (uint32_t e = 0; e < finding->edit_count; e++)
			*nl_vec_push(&f->items) = (item){finding->edits[e], f->groups.len, false};
		*nl_vec_push(&f->groups) = (group){.finding = finding};
	}
	if (f->items.len) qsort(f->items.at, f->items.len, sizeof *f->items.at, by_place);
	mark_clashes(f);
}

static void take_all(fixing *f, bool taken)
{
	for (uint32_t g = 0; g < f->groups.len; g++) f->groups.at[g].taken = taken;
}

static bool has_work(const fixing *f)
{
	for (uint32_t i = 0; i < f->items.len; i++)
		if (!f->items.at[i].clashes) return true;
	return false;
}

/* One after the other, each beside those that could be taken before. */
static attempt take_one_by_one(fixing *f)
{
	attempt best = {0}, next;
	take_all(f, false);
	for (uint32_t g = 0; g < f->groups.len; g++) {
		bool any = false;
		for (uint32_t i = 0; i < f->items.len; i++) any |= f->items.at[i].group == g && !f->items.at[i].clashes;
		if (!any) continue;
		f->groups.at[g].taken = true;
		f->groups.at[g].why = try(f, &next);
		if (f->groups.at[g].why.len == 0) {
			release_attempt(&best);
			best = next;
		} else f->groups.at[g].taken = false;
	}
	return best;
}

/* How many places were changed. */
static uint32_t go_round(fixing *f)
{
	attempt a = {0};
	gather(f);
	if (!has_work(f)) return 0;
	take_all(f, true);
	if (try(f, &a).len) a = take_one_by_one(f);
	if (a.count == 0) return 0;
	nl_checked_release(&f->own);
	nl_buf_release(&f->bytes);
	f->own = a.checked;
	f->bytes = a.bytes;
	f->now = &f->own;
	return a.count;
}

/* ---- the text ---------------------------------------------------------------------------------------------------- */

static void tell_left(const fixing *f, const nl_source *source, uint32_t rounds)
{
	for (uint32_t g = 0; g < f->groups.len && rounds < MOST_ROUNDS; g++) {
		const nl_finding *finding = f->groups.at[g].finding;
		nl_str why = f->groups.at[g].why;
		if (why.len == 0) why = NL_STR("another rule wants other words there");
		nl_sink_add(f->sink, NL_NOTE, (nl_str){0}, nl_at_file(source),
			"'" NL_FMT "/" NL_FMT "' is not fixed by \"" NL_FMT "\": " NL_FMT, NL_ARG(finding->ruleset),
			NL_ARG(finding->rule), NL_ARG(finding->replacement), NL_ARG(why));
	}
	if (rounds == MOST_ROUNDS)
		nl_sink_add(f->sink, NL_NOTE, (nl_str){0}, nl_at_file(source), "there is more to fix; run --fix once more");
}

static void tell_no_text(const fixing *f, const nl_source *source)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < f->now->verdict->finding_count; i++) {
		const nl_finding *finding = &f->now->verdict->findings[i];
		count += finding->replacement.len && counts(f, finding);
	}
	if (count == 0) return;
	nl_diag *diag = nl_sink_add(f->sink, NL_NOTE, (nl_str){0}, nl_at_file(source),
		"%s files are not changed, and %u finding%s may have a fix", nl_format_name(f->now->doc->format), count,
		count == 1 ? "" : "s");
	if (f->now->doc->format == NL_FORMAT_PDF)
		nl_diag_help(f->sink, diag, "change the draft that it was made from; each finding says what to use");
	else
		nl_diag_help(f->sink, diag,
			"each finding says what to use; 'normlint annotate' writes them into a copy, as comments on the words");
}

void nl_fix_text(nl_checker *checker, const nl_options *options, const nl_checked *checked, nl_fixed *fixed, nl_sink *sink)
{
	fixing f = {.checker = checker, .options = options, .name = nl_source_name(checked->source), .sink = sink, .now = checked};
	*fixed = (nl_fixed){0};
	if (nl_source_encoding(checked->source) == NL_ENCODING_RENDITION) {
		tell_no_text(&f, checked->source);
		return;
	}
	uint32_t rounds = 0, count = 0;
	while (rounds < MOST_ROUNDS && (count = go_round(&f)) > 0) {
		fixed->count += count;
		rounds++;
	}
	tell_left(&f, checked->source, rounds);
	fixed->bytes = f.bytes;
	nl_checked_release(&f.own);
	nl_vec_release(&f.groups);
	nl_vec_release(&f.items);
}

void nl_fixed_release(nl_fixed *fixed)
{
	nl_buf_release(&fixed->bytes);
	*fixed = (nl_fixed){0};
}
