#include "base/vec.h"

#include "base/mem.h"

void nl_vec_grow(void **at, uint32_t *cap, size_t element)
{
	if (*cap > UINT32_MAX / 2) nl_out_of_memory(SIZE_MAX);
	uint32_t wanted = *cap ? *cap + (*cap < 4096 ? *cap : *cap / 2) : 16;
	*at = nl_realloc(*at, wanted * element);
	*cap = wanted;
}
