/* Rules name the same word in many places ("internet", "protect"), each a leaf of its own with its origin. To the engine they
 * are one: it runs the first and gives its spans to all. Programs are compared as bytes, with targets counted from the
 * program's start. */
#include "lang/compile.h"

static void add_number(nl_buf *out, uint32_t number)
{
	nl_buf_add(out, (nl_str){(const char *)&number, sizeof number});
}

/* A program ends with its only ACCEPT. */
static void spell(const nl_compiler *c, const nl_leaf *leaf, nl_buf *out)
{
	add_number(out, leaf->language);
	for (uint32_t i = leaf->start; c->insts.at[i].op != NL_INST_ACCEPT; i++) {
		const nl_inst *inst = &c->insts.at[i];
		bool split = inst->op == NL_INST_SPLIT, jumps = split || inst->op == NL_INST_JUMP;
		add_number(out, inst->op);
		add_number(out, jumps ? inst->a - leaf->start : inst->a);
		if (split) add_number(out, inst->b - leaf->start);
	}
}

static void find_first(nl_compiler *c, uint32_t from)
{
	nl_arena arena = {0};
	nl_map seen = {0};
	nl_buf spelled = {0};
	for (uint32_t i = from; i < c->leaves.len; i++) {
		nl_buf_clear(&spelled);
		spell(c, &c->leaves.at[i], &spelled);
		uint32_t first = nl_map_get(&seen, nl_buf_str(&spelled));
		if (first == NL_NONE) nl_map_set(&seen, nl_arena_str(&arena, nl_buf_str(&spelled)), first = i);
		c->leaves.at[i].first = first;
	}
	nl_buf_release(&spelled);
	nl_map_release(&seen);
	nl_arena_release(&arena);
}

void nl_compile_list_leaves(nl_compiler *c, uint32_t from)
{
	find_first(c, from);
	for (uint32_t l = 0; l < c->rules->language_count; l++) {
		NL_VEC(uint32_t) own = {0};
		const nl_ir_language *base = c->rules->base ? &c->rules->base->ir->languages[l] : NULL;
		for (uint32_t i = 0; base && i < base->leaf_count; i++) *nl_vec_push(&own) = base->leaves[i];
		for (uint32_t i = from; i < c->leaves.len; i++) {
			if (c->leaves.at[i].language == l && c->leaves.at[i].first == i) *nl_vec_push(&own) = i;
		}
		c->rules->languages_ir[l].leaves = nl_arena_copy(&c->rules->arena, own.at, own.len * sizeof *own.at);
		c->rules->languages_ir[l].leaf_count = own.len;
		nl_vec_release(&own);
	}
}
