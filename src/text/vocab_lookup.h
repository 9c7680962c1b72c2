/* text/vocab_lookup.h - what a lexicon asks of its vocabulary; for text/lexicon.c alone. */
#ifndef NL_TEXT_VOCAB_LOOKUP_H
#define NL_TEXT_VOCAB_LOOKUP_H

#include "text/vocab.h"

const nl_language *nl_vocab_language(const nl_vocab *vocab);
/* `key` is a stem, a form or exact characters, made as nl_vocab_add() makes them. 0 when no rule asks for it. */
nl_symbol nl_vocab_find(const nl_vocab *vocab, nl_symbol_kind kind, nl_str key);

#endif
