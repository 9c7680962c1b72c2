/* text/regex.c - PCRE2 behind a small wall; no other file knows it.
 *
 * Every expression is UTF and UCP, may meet invalid UTF-8 in a text without failing, and runs under a match and a depth
 * limit, so that no pair of rule and text can hang the program. The literal that nl_regex_literal() gives is read off
 * the expression itself, by a scan that only trusts what it surely understands. */
#include "text/regex.h"

#include <assert.h>
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/mem.h"

enum {
	MAX_EXPRESSION = 1 << 16, /* bytes of one expression */
	MAX_PARENTHESES = 100,
	MIN_LITERAL = 3,
	JIT_STACK_FIRST = 32 << 10,
	JIT_STACK_MOST = 1 << 20,
	HEAP_LIMIT = 8 << 10, /* KiB, for the interpreter where there is no JIT */
};

struct nl_regex {
	_Atomic(pcre2_code *) code; /* NULL: known, and no text was searched for it so far */
	pthread_mutex_t lock;       /* of the thread that compiles it then */
	nl_str pattern;
	uint32_t options;
	bool matches_empty, ignore_case;
	nl_buf literal;
};

struct nl_regex_state {
	pcre2_match_data *data; /* NULL, as the others, before the first search */
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
};

static void *or_die(void *p)
{
	if (!p) nl_out_of_memory(0);
	return p;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_punctuation(char c)
{
	return c > ' ' && c < 0x7F && !is_letter(c) && !(c >= '0' && c <= '9');
}

/* --- The literal. A run is what must stand side by side in every match; the longest run wins. --- */

typedef struct {
	nl_str pattern;
	bool ignore_case, extended;
	nl_buf run, best;
} literal_scan;

static void end_run(literal_scan *scan)
{
	if (scan->run.len > scan->best.len) {
		nl_buf_clear(&scan->best);
		nl_buf_add(&scan->best, nl_buf_str(&scan->run));
	}
	nl_buf_clear(&scan->run);
}

/* Kelvin sign and long s fold to k and s, so a caseless match need not hold these as ASCII. */
static bool folds_beyond_ascii(char c)
{
	return (c | 0x20) == 'k' || (c | 0x20) == 's';
}

static void add_literal(literal_scan *scan, char c)
{
	bool ascii = (unsigned char)c < 0x80;
	if (scan->ignore_case && (!ascii || folds_beyond_ascii(c))) end_run(scan);
	else nl_buf_add_byte(&scan->run, scan->ignore_case && is_letter(c) ? (char)(c | 0x20) : c);
}

/* A quantifier that allows none takes the last character back, all its bytes. */
static void drop_last(literal_scan *scan)
{
	while (scan->run.len && ((unsigned char)scan->run.ptr[scan->run.len - 1] & 0xC0) == 0x80) scan->run.len--;
	if (scan->run.len) scan->run.len--;
	end_run(scan);
}

/* Past the class that opens at `at`; 0 when its end is not surely known. */
static size_t skip_class(nl_str pattern, size_t at)
{
	size_t i = at + 1;
	if (i < pattern.len && pattern.ptr[i] == '^') i++;
	if (i < pattern.len && pattern.ptr[i] == ']') i++;
	for (; i < pattern.len; i++) {
		if (pattern.ptr[i] == ']') return i + 1;
		if (pattern.ptr[i] == '[') return 0;
		if (pattern.ptr[i] != '\\') continue;
		if (++i < pattern.len && pattern.ptr[i] == 'Q') return 0;
	}
	return 0;
}

/* Past the group that opens at `at`: what it holds is not looked at, since it may be optional or a look-around. 0 when
 * the group sets options, or is not surely understood. */
static size_t skip_group(literal_scan *scan, size_t at)
{
	nl_str pattern = scan->pattern;
	size_t depth = 0;
	for (size_t i = at; i < pattern.len;) {
		char c = pattern.ptr[i];
		if (c == '\\') {
			if (i + 1 < pattern.len && pattern.ptr[i + 1] == 'Q') return 0;
			i += 2;
		} else if (c == '[') {
			i = skip_class(pattern, i);
			if (i == 0) return 0;
		} else if (c == '(') {
			char kind = i + 2 < pattern.len && pattern.ptr[i + 1] == '?' ? pattern.ptr[i + 2] : ':';
			bool plain = kind == ':' || kind == '=' || kind == '!' || kind == '>' || kind == '<';
			if (!plain || (i + 1 < pattern.len && pattern.ptr[i + 1] == '*')) return 0;
			depth++, i++;
		} else if (c == ')') {
			i++;
			if (--depth == 0) return i;
		} else {
			if (c == '#' && scan->extended) return 0;
			i++;
		}
	}
	return 0;
}

/* One element of the expression outside any group; the place behind it, or 0 when the scan must give up. */
static size_t scan_element(literal_scan *scan, size_t at)
{
	nl_str pattern = scan->pattern;
	char c = pattern.ptr[at];
	switch (c) {
	case '|': return 0;
	case '(': end_run(scan); return skip_group(scan, at);
	case '[': end_run(scan); return skip_class(pattern, at);
	case '?':
	case '*':
	case '{': drop_last(scan); break;
	case '.':
	case '^':
	case '$':
	case '+': end_run(scan); break;
	case '\\':
		if (at + 1 < pattern.len && is_punctuation(pattern.ptr[at + 1])) {
			add_literal(scan, pattern.ptr[at + 1]);
			return at + 2;
		}
		/* Escapes that stand for no literal character are passed over; any other ends the scan. */
		end_run(scan);
		return at + 1 < pattern.len && strchr("bBAzZGdDsSwWhHvVRX", pattern.ptr[at + 1]) ? at + 2 : 0;
	default:
		if (scan->extended && c == '#') return 0;
		if (scan->extended && (c == ' ' || (c >= '\t' && c <= '\r'))) end_run(scan);
		else add_literal(scan, c);
		return at + 1;
	}
	if (c != '{') return at + 1;
	while (at < pattern.len && pattern.ptr[at] != '}') at++;
	return at < pattern.len ? at + 1 : 0;
}

static nl_buf literal_of(nl_str pattern, bool ignore_case, bool extended)
{
	literal_scan scan = {.pattern = pattern, .ignore_case = ignore_case, .extended = extended};
	size_t at = 0;
	while (at < pattern.len) {
		at = scan_element(&scan, at);
		if (at == 0) break;
	}
	end_run(&scan);
	nl_buf_release(&scan.run);
	if ((at == 0 && pattern.len) || scan.best.len < MIN_LITERAL) nl_buf_clear(&scan.best);
	return scan.best;
}

/* --- Compiling. --- */

static bool read_flags(nl_str flags, uint32_t *options, nl_regex_error *error)
{
	for (size_t i = 0; i < flags.len; i++) {
		switch (flags.ptr[i]) {
		case 'i': *options |= PCRE2_CASELESS; break;
		case 'x': *options |= PCRE2_EXTENDED; break;
		case 's': *options |= PCRE2_DOTALL; break;
		default: *error = (nl_regex_error){NL_STR("unknown flag; the flags are i, x and s"), 0}; return false;
		}
	}
	return true;
}

static pcre2_code *compile_code(nl_str pattern, uint32_t options, nl_arena *arena, nl_regex_error *error)
{
	pcre2_compile_context *context = or_die(pcre2_compile_context_create(NULL));
	pcre2_set_max_pattern_length(context, MAX_EXPRESSION);
	pcre2_set_parens_nest_limit(context, MAX_PARENTHESES);
	int code = 0;
	PCRE2_SIZE offset = 0;
	pcre2_code *compiled =
		pcre2_compile((PCRE2_SPTR)(pattern.ptr ? pattern.ptr : ""), pattern.len, options, &code, &offset, context);
	pcre2_compile_context_free(context);
	if (compiled) return compiled;
	PCRE2_UCHAR words[160];
	pcre2_get_error_message(code, words, sizeof words);
	size_t place = offset < pattern.len ? offset : pattern.len;
	*error = (nl_regex_error){nl_arena_str(arena, nl_str_of((const char *)words)), (uint32_t)place};
	return NULL;
}

enum { OPTIONS = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C };

static pcre2_code *compile_with_jit(nl_str pattern, uint32_t options, nl_arena *arena, nl_regex_error *error)
{
	pcre2_code *code = compile_code(pattern, options, arena, error);
	if (code) (void)pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); /* without JIT the interpreter gives the same result */
	return code;
}

static nl_regex *new_regex(pcre2_code *code, nl_str pattern, uint32_t options)
{
	nl_regex *regex = nl_alloc(sizeof *regex);
	atomic_init(&regex->code, code);
	pthread_mutex_init(&regex->lock, NULL);
	regex->pattern = pattern;
	regex->options = options;
	regex->ignore_case = (options & PCRE2_CASELESS) != 0;
	regex->literal = literal_of(pattern, regex->ignore_case, (options & PCRE2_EXTENDED) != 0);
	return regex;
}

nl_regex *nl_regex_compile(nl_str pattern, nl_str flags, nl_arena *arena, nl_regex_error *error)
{
	uint32_t options = OPTIONS, empty = 0;
	if (!read_flags(flags, &options, error)) return NULL;
	pcre2_code *code = compile_with_jit(pattern, options, arena, error);
	if (!code) return NULL;
	nl_regex *regex = new_regex(code, pattern, options);
	pcre2_pattern_info(code, PCRE2_INFO_MATCHEMPTY, &empty);
	regex->matches_empty = empty != 0;
	return regex;
}

nl_regex *nl_regex_known(nl_str pattern, nl_str flags)
{
	uint32_t options = OPTIONS;
	nl_regex_error error;
	bool fine = read_flags(flags, &options, &error);
	assert(fine);
	(void)fine;
	return new_regex(NULL, pattern, options);
}

/* What is immutable but for this is not changed by it: a const pointer to the rules is a promise about what they say. */
static pcre2_code *code_of(const nl_regex *shared)
{
	nl_regex *regex = (nl_regex *)(uintptr_t)shared;
	pcre2_code *code = atomic_load_explicit(&regex->code, memory_order_acquire);
	if (code) return code;
	pthread_mutex_lock(&regex->lock);
	code = atomic_load_explicit(&regex->code, memory_order_relaxed);
	if (!code) {
		nl_arena arena = {0};
		nl_regex_error error;
		code = or_die(compile_with_jit(regex->pattern, regex->options, &arena, &error));
		nl_arena_release(&arena);
		atomic_store_explicit(&regex->code, code, memory_order_release);
	}
	pthread_mutex_unlock(&regex->lock);
	return code;
}

void nl_regex_free(nl_regex *regex)
{
	if (!regex) return;
	pcre2_code_free(atomic_load(&regex->code));
	pthread_mutex_destroy(&regex->lock);
	nl_buf_release(&regex->literal);
	free(regex);
}

bool nl_regex_matches_empty(const nl_regex *regex)
{
	return regex->matches_empty;
}

nl_str nl_regex_literal(const nl_regex *regex, bool *ignore_case)
{
	*ignore_case = regex->ignore_case;
	return nl_buf_str(&regex->literal);
}

/* --- Matching. --- */

nl_regex_state *nl_regex_state_new(void)
{
	return nl_alloc(sizeof(nl_regex_state));
}

static void open_state(nl_regex_state *state)
{
	state->data = or_die(pcre2_match_data_create(1, NULL));
	state->context = or_die(pcre2_match_context_create(NULL));
	state->stack = or_die(pcre2_jit_stack_create(JIT_STACK_FIRST, JIT_STACK_MOST, NULL));
	pcre2_set_match_limit(state->context, NL_REGEX_STEPS);
	pcre2_set_depth_limit(state->context, NL_REGEX_DEPTH);
	pcre2_set_heap_limit(state->context, HEAP_LIMIT);
	pcre2_jit_stack_assign(state->context, NULL, state->stack);
}

void nl_regex_state_free(nl_regex_state *state)
{
	if (!state) return;
	pcre2_match_data_free(state->data);
	pcre2_match_context_free(state->context);
	pcre2_jit_stack_free(state->stack);
	free(state);
}

nl_regex_result nl_regex_next(const nl_regex *regex, nl_regex_state *state, nl_str text, uint32_t from, nl_span *match)
{
	while (from < text.len && ((unsigned char)text.ptr[from] & 0xC0) == 0x80) from++;
	if (from > text.len) return NL_REGEX_NOT_FOUND;
	if (!state->data) open_state(state);
	int found = pcre2_match(code_of(regex), (PCRE2_SPTR)(text.ptr ? text.ptr : ""), text.len, from, PCRE2_NOTEMPTY,
		state->data, state->context);
	if (found == PCRE2_ERROR_NOMATCH) return NL_REGEX_NOT_FOUND;
	if (found < 0) return NL_REGEX_LIMIT;
	const PCRE2_SIZE *place = pcre2_get_ovector_pointer(state->data);
	if (place[0] >= place[1]) return NL_REGEX_NOT_FOUND; /* \K can move the start past the end */
	*match = (nl_span){(uint32_t)place[0], (uint32_t)place[1]};
	return NL_REGEX_FOUND;
}
