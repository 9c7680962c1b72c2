/* lang/upon.c - see upon.h. */
#include "lang/upon.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lang/names.h"
#include "lang/parse.h"

/* ---- the files of a base --------------------------------------------------------------------------------------------- */

static void add_source(nl_rules *rules, const nl_source *source)
{
	nl_rule_file *file = nl_arena_new(&rules->arena, nl_rule_file);
	*file = (nl_rule_file){.number = rules->files.len,
		.path = nl_source_name(source),
		.builtin = true,
		.stored = true,
		.layer = rules->layer,
		.source = (nl_source *)(uintptr_t)source}; /* nobody changes or frees that of a stored file */
	nl_map_set(&rules->file_index, file->path, rules->files.len);
	*nl_vec_push(&rules->files) = file;
}

nl_rules *nl_rules_upon(const nl_builtin_file *builtins, const nl_rules_base *base)
{
	nl_rules *rules = nl_rules_new(builtins);
	rules->base = base;
	for (uint32_t i = 0; i < base->ir->source_count; i++) add_source(rules, base->ir->sources[i]);
	return rules;
}

/* ---- the items of a base --------------------------------------------------------------------------------------------- */

bool nl_rules_items(nl_rules *rules, const nl_rules_item **items, uint32_t *count)
{
	NL_VEC(nl_rules_item) list = {0};
	bool fine = true;
	for (uint32_t f = 0; f < rules->files.len; f++) {
		for (const nl_ast_item *item = rules->files.at[f]->items.first; item; item = item->next) {
			if (item->kind == NL_AST_IMPORT) continue;
			fine &= nl_names_table(rules, item->kind) != NULL; /* `use language`, `config` */
			if (item->name) *nl_vec_push(&list) = (nl_rules_item){item->kind, f, item->name->text, item->span};
		}
	}
	*items = nl_arena_copy(&rules->arena, list.at, list.len * sizeof *list.at);
	*count = list.len;
	nl_vec_release(&list);
	return fine;
}

void nl_upon_define(nl_rules *rules)
{
	uint32_t count = rules->base->item_count;
	nl_ast_item *items = nl_arena_array(&rules->arena, nl_ast_item, count);
	nl_ast_name *names = nl_arena_array(&rules->arena, nl_ast_name, count);
	for (uint32_t i = 0; i < count; i++) {
		const nl_rules_item *from = &rules->base->items[i];
		names[i] = (nl_ast_name){.kind = NL_AST_NAME, .text = from->name};
		items[i] = (nl_ast_item){.kind = (nl_ast_kind)from->kind,
			.span = from->span,
			.name = &names[i],
			.stored = true,
			.file = rules->files.at[from->file]};
		nl_table *table = nl_names_table(rules, items[i].kind);
		nl_map_set(&table->index, from->name, table->items.len);
		*nl_vec_push(&table->items) = &items[i];
	}
}

nl_ast_item *nl_upon_parse(nl_rules *rules, nl_table *table, nl_ast_item *item, nl_sink *sink)
{
	nl_rule_file *file = item->file;
	uint32_t before = file->items.count;
	nl_parse_item(rules, file, item->span, sink);
	if (file->items.count != before + 1) { /* it compiled once, so this cannot be */
		rules->outgrown = true;
		return item;
	}
	return table->items.at[nl_names_index(table, item->name->text)] = file->items.last;
}

/* ---- the IR of a base ------------------------------------------------------------------------------------------------ */

nl_position nl_upon_position(const nl_compiler *c, nl_str name)
{
	const nl_ir *base = c->rules->base->ir;
	nl_position position = base->positions[nl_ir_position(base, name)];
	position.oppose_count = 0; /* see compile.c */
	return position;
}

nl_axis nl_upon_axis(const nl_compiler *c, nl_str name)
{
	const nl_ir *base = c->rules->base->ir;
	nl_axis axis = base->axes[nl_ir_axis(base, name)];
	axis.from = nl_compile_position_number(c, base->positions[axis.from].id);
	axis.to = nl_compile_position_number(c, base->positions[axis.to].id);
	return axis;
}

/* A vector that begins with an array of the base, and has room for more. */
#define BEGIN_WITH(vec, array, count)                                 \
	((vec)->cap = (count) + (count) / 16 + 64, (vec)->len = (count),  \
		(vec)->at = nl_realloc(NULL, (vec)->cap * sizeof *(vec)->at), \
		(count) ? (void)memcpy((vec)->at, (array), (count) * sizeof *(vec)->at) : (void)0)

void nl_upon_begin(nl_compiler *c)
{
	const nl_ir *base = c->rules->base->ir;
	BEGIN_WITH(&c->insts, base->insts, base->inst_count);
	BEGIN_WITH(&c->leaves, base->leaves, base->leaf_count);
	BEGIN_WITH(&c->nodes, base->nodes, base->node_count);
	BEGIN_WITH(&c->children, base->children, base->child_count);
	BEGIN_WITH(&c->regexes, base->regexes, base->regex_count);
	BEGIN_WITH(&c->conds, base->conds, base->cond_count);
	BEGIN_WITH(&c->cond_children, base->cond_children, base->cond_child_count);
}

void nl_upon_renumber(nl_compiler *c)
{
	const nl_ir *base = c->rules->base->ir;
	for (uint32_t i = 0; i < base->cond_count; i++) {
		nl_cond *cond = &c->conds.at[i];
		if (cond->position != NL_NONE)
			cond->position = nl_compile_position_number(c, base->positions[cond->position].id);
	}
}
