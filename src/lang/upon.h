/* lang/upon.h - rules upon a base that was compiled before: what of the base is parsed after all, and when. Private to lang/.
 *
 * The files of the base are known, and every name in them, as items that were not parsed. Most of what is written upon a base names
 * positions, of which the name is enough. A term that a pattern names, and a rule set that another extends, are parsed when they are
 * met, with all that they name in turn. The IR of the base is the beginning of the new one. */
#ifndef NL_LANG_UPON_H
#define NL_LANG_UPON_H

#include "lang/compile.h"

/* Names the items of the base; before any other is defined. */
void nl_upon_define(nl_rules *rules);
/* Puts the whole item in the place of one that was not parsed, and returns it. */
nl_ast_item *nl_upon_parse(nl_rules *rules, nl_table *table, nl_ast_item *item, nl_sink *sink);

/* The arrays of the IR begin with those of the base, so that what refers to places in them stays true. */
void nl_upon_begin(nl_compiler *compiler);
/* But positions are numbered anew: of what the base has, by name; and in its conditions. What opposes a position is left out. */
nl_position nl_upon_position(const nl_compiler *compiler, nl_str name);
nl_axis nl_upon_axis(const nl_compiler *compiler, nl_str name);
void nl_upon_renumber(nl_compiler *compiler);

#endif
