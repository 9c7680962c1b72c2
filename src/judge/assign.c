/* For each row in turn, Dijkstra's search over reduced costs finds the cheapest way to give it a column, others moving on to
 * their next best. It ends at a free column, or at a row that is better left alone; such a row is done with, for columns only
 * ever get dearer. */
#include "judge/assign.h"

#include "base/map.h"
#include "base/mem.h"
#include "base/vec.h"

typedef struct {
	int64_t distance;
	uint32_t column;
} heap_entry;

typedef struct {
	const nl_candidate *list;
	uint32_t *starts; /* of each row in the list; rows + 1 */
	int64_t alone;
	int64_t *row_price, *column_price;
	uint32_t *mate, *owner; /* row -> column, column -> row */

	/* One search. */
	uint32_t search; /* its number */
	uint32_t *seen;  /* by column: the search that last set what follows */
	int64_t *distance;
	uint32_t *from;          /* the row before a column */
	NL_VEC(heap_entry) heap; /* least distance first, then least column */
	NL_VEC(uint32_t) passed; /* columns that were gone through */
	int64_t best;            /* to the end that was found so far */
	uint32_t end_column;     /* it is this free column, or NL_NONE: */
	uint32_t end_row;        /* this row is left alone */
} assignment;

/* ---- the heap -------------------------------------------------------------------------------------------------- */

static bool comes_first(heap_entry a, heap_entry b)
{
	return a.distance != b.distance ? a.distance < b.distance : a.column < b.column;
}

static void push(assignment *as, heap_entry entry)
{
	*nl_vec_push(&as->heap) = entry;
	heap_entry *heap = as->heap.at;
	uint32_t i = as->heap.len - 1;
	for (; i > 0 && comes_first(entry, heap[(i - 1) / 2]); i = (i - 1) / 2) heap[i] = heap[(i - 1) / 2];
	heap[i] = entry;
}

static heap_entry pop(assignment *as)
{
	heap_entry *heap = as->heap.at, top = heap[0], last = heap[--as->heap.len];
	uint32_t i = 0, len = as->heap.len;
	for (uint32_t child; (child = 2 * i + 1) < len; i = child) {
		if (child + 1 < len && comes_first(heap[child + 1], heap[child])) child++;
		if (!comes_first(heap[child], last)) break;
		heap[i] = heap[child];
	}
	heap[i] = last;
	return top;
}

/* ---- a search -------------------------------------------------------------------------------------------------- */

/* Looks on from a row that is reached at `base`. */
static void relax(assignment *as, uint32_t row, int64_t base)
{
	int64_t alone = base + as->alone - as->row_price[row];
	if (alone < as->best) {
		as->best = alone;
		as->end_column = NL_NONE;
		as->end_row = row;
	}
	for (uint32_t i = as->starts[row]; i < as->starts[row + 1]; i++) {
		uint32_t column = as->list[i].column;
		int64_t distance = base + as->list[i].cost - as->row_price[row] - as->column_price[column];
		bool nearer = as->seen[column] != as->search || distance < as->distance[column];
		if (!nearer || distance >= as->best) continue;
		as->seen[column] = as->search;
		as->distance[column] = distance;
		as->from[column] = row;
		if (as->owner[column] != NL_NONE) push(as, (heap_entry){distance, column});
		else {
			as->best = distance;
			as->end_column = column;
		}
	}
}

static void find_end(assignment *as, uint32_t row)
{
	as->search++;
	as->best = INT64_MAX;
	nl_vec_clear(&as->heap);
	nl_vec_clear(&as->passed);
	relax(as, row, 0);
	while (as->heap.len > 0) {
		heap_entry next = pop(as);
		if (next.distance >= as->best) break;
		if (next.distance > as->distance[next.column]) continue; /* reached on a shorter way meanwhile */
		*nl_vec_push(&as->passed) = next.column;
		relax(as, as->owner[next.column], next.distance);
	}
}

/* Reduced costs stay above or at 0, and 0 along pairs that are made. */
static void raise_prices(assignment *as, uint32_t row)
{
	for (uint32_t i = 0; i < as->passed.len; i++) {
		uint32_t column = as->passed.at[i];
		int64_t by = as->best - as->distance[column];
		as->column_price[column] -= by;
		as->row_price[as->owner[column]] += by;
	}
	as->row_price[row] += as->best;
}

/* Everyone on the way back to `row` takes the column that was found for it. */
static void take_columns(assignment *as, uint32_t row)
{
	uint32_t column = as->end_column;
	if (column == NL_NONE) {
		column = as->mate[as->end_row];
		as->mate[as->end_row] = NL_NONE;
		if (as->end_row == row) return;
	}
	for (;;) {
		uint32_t taker = as->from[column], left = as->mate[taker];
		as->mate[taker] = column;
		as->owner[column] = taker;
		if (taker == row) return;
		column = left;
	}
}

void nl_assign(const nl_candidate *list, uint32_t count, uint32_t rows, uint32_t columns, int64_t alone, uint32_t *mate)
{
	assignment as = {.list = list,
		.starts = nl_alloc((rows + 2) * sizeof *as.starts),
		.alone = alone,
		.row_price = nl_alloc((rows + 1) * sizeof *as.row_price),
		.column_price = nl_alloc((columns + 1) * sizeof *as.column_price),
		.mate = mate,
		.owner = nl_alloc((columns + 1) * sizeof *as.owner),
		.seen = nl_alloc((columns + 1) * sizeof *as.seen),
		.distance = nl_alloc((columns + 1) * sizeof *as.distance),
		.from = nl_alloc((columns + 1) * sizeof *as.from)};
	for (uint32_t i = 0; i < count; i++) as.starts[list[i].row + 1]++;
	for (uint32_t i = 0; i < rows; i++) as.starts[i + 1] += as.starts[i];
	for (uint32_t i = 0; i < columns; i++) as.owner[i] = NL_NONE;
	for (uint32_t i = 0; i < rows; i++) mate[i] = NL_NONE;
	for (uint32_t row = 0; row < rows; row++) {
		if (as.starts[row] == as.starts[row + 1]) continue;
		find_end(&as, row);
		raise_prices(&as, row);
		take_columns(&as, row);
	}
	free(as.starts);
	free(as.row_price);
	free(as.column_price);
	free(as.owner);
	free(as.seen);
	free(as.distance);
	free(as.from);
	nl_vec_release(&as.heap);
	nl_vec_release(&as.passed);
}
