/* base/vec.h - growing arrays: NL_VEC(nl_token) tokens = {0}; *nl_vec_push(&tokens) = token;
 *
 * The memory is on the heap and owned by the vector; pointers into it are valid until the next push. */
#ifndef NL_BASE_VEC_H
#define NL_BASE_VEC_H

#include <stdint.h>
#include <stdlib.h>

#define NL_VEC(type)  \
	struct {          \
		type *at;     \
		uint32_t len; \
		uint32_t cap; \
	}

/* The new last element, not set. Ends the program past 4 G elements, which the size limits of inputs prevent. */
#define nl_vec_push(vec)                                                                                    \
	((vec)->len == (vec)->cap ? nl_vec_grow((void **)&(vec)->at, &(vec)->cap, sizeof *(vec)->at) : (void)0, \
		&(vec)->at[(vec)->len++])
#define nl_vec_last(vec) (&(vec)->at[(vec)->len - 1])
/* Element i, or the end; of an empty vector NULL, for NULL + 0 is not defined in C11. */
#define nl_vec_from(vec, i) ((vec)->at ? (vec)->at + (i) : NULL)
#define nl_vec_clear(vec) ((void)((vec)->len = 0))
#define nl_vec_release(vec) (free((vec)->at), (vec)->at = NULL, (void)((vec)->len = (vec)->cap = 0))

void nl_vec_grow(void **at, uint32_t *cap, size_t element);

#endif
