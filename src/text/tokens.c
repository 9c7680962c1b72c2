#include "text/tokens.h"

#include "base/bytes.h"
#include "text/short_words.h"
#include "text/word_bytes.h"

static const uint32_t TEXT_END = UINT32_MAX;

enum {
	MAX_JOINED = 128,                        /* bytes of a word put together from two lines */
	UNMARKED = NL_GAP_SPACE | NL_GAP_HYPHEN, /* in gaps that say nothing to the cutter of sentences */
};

void nl_tokens_release(nl_tokens *tokens)
{
	nl_vec_release(&tokens->list);
	nl_vec_release(&tokens->marks);
}

void nl_tokens_pad(nl_buf *buf)
{
	nl_buf_reserve(buf, NL_TOKENS_BEHIND);
	memset(buf->ptr + buf->len, 0, NL_TOKENS_BEHIND);
}

/* ---- any word ------------------------------------------------------------------------------------------------ */

/* Puts the halves of a word together that a line end parted. Only when a rule knows the whole word; else the hyphen may
 * well be the writer's own, as in "capacity-\nbuilding". */
static bool join_halves(nl_tokens *tokens, nl_lexicon *lexicon, nl_str text, const nl_word *second)
{
	nl_token *first = nl_vec_last(&tokens->list);
	char joined[MAX_JOINED];
	size_t len = 0;
	if (second->end - first->start > MAX_JOINED) return false;
	for (uint32_t i = first->start; i < second->end; i++) {
		char c = text.ptr[i];
		bool soft = c == '\xC2' && text.ptr[i + 1] == '\xAD', wide = c == '\xE2' && text.ptr[i + 1] == '\x80';
		if (soft) i++;
		else if (wide && (text.ptr[i + 2] == '\x90' || text.ptr[i + 2] == '\x91')) i += 2;
		else if (c != '-' && c != ' ' && !(c >= '\t' && c <= '\r')) joined[len++] = c;
	}
	nl_class word_class = nl_lexicon_class(lexicon, (nl_str){joined, len}, false);
	if (word_class == 0) return false;
	first->len = (uint16_t)(second->end - first->start);
	first->word_class = word_class;
	return true;
}

/* The next word, whatever it is made of; where it ends. */
static uint32_t cut_any(nl_tokens *tokens, nl_lexicon *lexicon, nl_str text, uint32_t from)
{
	nl_word word;
	if (!nl_word_next(text, from, &word)) return TEXT_END;
	if (word.gap & NL_GAP_LINE_END_HYPHEN && tokens->list.len) {
		bool parted = (word.gap & ~(uint32_t)NL_GAP_SPACE) == NL_GAP_LINE_END_HYPHEN;
		if (parted && join_halves(tokens, lexicon, text, &word)) return word.end;
		if (parted) word.gap = NL_GAP_HYPHEN;
	}
	nl_str bytes = {text.ptr + word.start, word.end - word.start};
	nl_token token = {.start = word.start, .len = (uint16_t)bytes.len, .gap = (uint16_t)word.gap};
	if (word.plain && bytes.len <= NL_SHORT_WORD) {
		nl_short_key key = nl_short_key_of(bytes.ptr, (uint32_t)bytes.len);
		token.word_class = nl_lexicon_learn(lexicon, key, bytes);
	} else {
		token.word_class = nl_lexicon_class(lexicon, bytes, word.plain);
	}
	if (token.gap & ~UNMARKED) *nl_vec_push(&tokens->marks) = tokens->list.len;
	*nl_vec_push(&tokens->list) = token;
	return word.end;
}

/* ---- short words --------------------------------------------------------------------------------------------- */

/* Passes the gap from `from` on while single bytes tell all about it; false when they do not, or the text ends. Most gaps are
 * one space. */
static inline bool pass_gap(nl_str text, uint32_t from, uint32_t *start, uint32_t *gap)
{
	uint32_t at = from, bits = 0;
	if (text.len - at >= 2 && text.ptr[at] == ' ' && nl_word_bytes[(unsigned char)text.ptr[at + 1]] & NL_BYTE_WORD) {
		*start = at + 1;
		*gap = NL_GAP_SPACE;
		return true;
	}
	for (; at < text.len; at++) {
		uint32_t kind = nl_word_bytes[(unsigned char)text.ptr[at]];
		if (kind & (NL_BYTE_WORD | NL_BYTE_LOOK)) {
			*start = at;
			*gap = bits;
			return kind & NL_BYTE_WORD;
		}
		bits |= kind;
	}
	return false;
}

/* Bytes of the short word at `start`, or 0 when it is another kind of word: one that is long, at the text's end, or that what
 * stands behind it may continue. A dot continues only single letters ("U.S."). */
static inline uint32_t short_length(nl_str text, uint32_t start)
{
	uint32_t len = (uint32_t)__builtin_ctz(~nl_bytes_alphanumeric(text.ptr + start));
	if (len > NL_SHORT_WORD || start + len >= text.len) return 0;
	unsigned char behind = (unsigned char)text.ptr[start + len];
	if (behind == ' ') return len;
	bool over = behind < 0x80 && behind != '\'' && (behind != '.' || len > 1);
	return over ? len : 0;
}

static inline nl_class short_class(nl_lexicon *lexicon, const nl_short_words *known, const char *word, uint32_t len)
{
	nl_short_key key = nl_short_key_of(word, len);
	const nl_short_word *slot = nl_short_slot(known, key);
	return slot && slot->word.low ? slot->word_class : nl_lexicon_learn(lexicon, key, (nl_str){word, len});
}

/* Cuts short words as long as one comes behind the other, and there is room for them; where that ends. */
static uint32_t cut_short_words(nl_tokens *tokens, nl_lexicon *lexicon, nl_str text, uint32_t from)
{
	const nl_short_words *known = nl_lexicon_short_words(lexicon);
	nl_token *token = nl_vec_from(&tokens->list, tokens->list.len), *end = nl_vec_from(&tokens->list, tokens->list.cap);
	for (; token < end; token++) {
		uint32_t gap, len;
		if (!pass_gap(text, from, &token->start, &gap) || !(len = short_length(text, token->start))) break;
		token->len = (uint16_t)len;
		token->gap = (uint16_t)gap;
		token->word_class = short_class(lexicon, known, text.ptr + token->start, len);
		if (gap & ~(uint32_t)UNMARKED) *nl_vec_push(&tokens->marks) = (uint32_t)(token - tokens->list.at);
		from = token->start + len;
	}
	tokens->list.len = (uint32_t)(token - tokens->list.at);
	return from;
}

void nl_tokens_cut(nl_tokens *tokens, nl_lexicon *lexicon, nl_str text, uint32_t start)
{
	nl_vec_clear(&tokens->list);
	nl_vec_clear(&tokens->marks);
	for (uint32_t from = start; from != TEXT_END; from = cut_any(tokens, lexicon, text, from))
		from = cut_short_words(tokens, lexicon, text, from);
}
