/* doc/md_tables.h - cells of Markdown tables that no column is there for.
 *
 * A row with more cells than the head of its table loses them: neither GitHub nor md4c shows them. Most often a bar in the text was
 * meant as one. They are told, so that nothing passes for checked that was not. */
#ifndef NL_DOC_MD_TABLES_H
#define NL_DOC_MD_TABLES_H

#include "doc/included.h"

/* Warns of such cells in the table that has its first text at byte `first` of the source, with so many columns, and so many rows
 * below its head. */
void nl_md_tell_surplus_cells(nl_included *included, uint32_t first, uint32_t columns, uint32_t rows);

#endif
