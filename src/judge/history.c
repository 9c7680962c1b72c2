#include "judge/history.h"

void nl_history_init(nl_history *history, const nl_ir *ir, const uint32_t *rulesets, uint32_t ruleset_count)
{
	*history = (nl_history){.ir = ir, .rulesets = rulesets, .ruleset_count = ruleset_count};
}

void nl_history_release(nl_history *history)
{
	nl_vec_release(&history->rows);
	nl_arena_release(&history->arena);
}

static nl_revision copy_of(const nl_revision *revision, nl_arena *arena)
{
	return (nl_revision){nl_arena_str(arena, revision->commit), nl_arena_str(arena, revision->date),
		nl_arena_str(arena, revision->author), nl_arena_str(arena, revision->summary), nl_arena_str(arena, revision->path)};
}

void nl_history_add(nl_history *history, const nl_revision *revision, const nl_verdict *verdict)
{
	nl_arena *arena = &history->arena;
	const nl_match *match = verdict->match;
	nl_position_match *said = nl_arena_copy(arena, match->positions, history->ir->position_count * sizeof *said);
	for (uint32_t i = 0; i < history->ir->position_count; i++) said[i].evidence = NULL;
	double *scores = nl_arena_array(arena, double, verdict->score_count);
	for (uint32_t i = 0; i < verdict->score_count; i++) scores[i] = verdict->scores[i].score;
	const nl_axis_place *axes = nl_arena_copy(arena, verdict->axes, verdict->axis_count * sizeof *axes);
	*nl_vec_push(&history->rows) = (nl_history_row){copy_of(revision, arena), match->doc->token_count, said, scores, axes};
}

nl_change nl_history_change(const nl_history *history, uint32_t row, uint32_t position)
{
	static const nl_position_match nothing = {.stance = NL_ABSENT};
	const nl_position_match *before = row ? &history->rows.at[row - 1].said[position] : &nothing;
	return nl_change_between(before, &history->rows.at[row].said[position]);
}

bool nl_history_changed(const nl_history *history, uint32_t row, uint32_t position)
{
	nl_change change = nl_history_change(history, row, position);
	return change != NL_CHANGE_ABSENT && change != NL_CHANGE_UNCHANGED;
}

bool nl_history_row_changed(const nl_history *history, uint32_t row)
{
	for (uint32_t i = 0; i < history->ir->position_count; i++)
		if (nl_history_changed(history, row, i)) return true;
	return false;
}
