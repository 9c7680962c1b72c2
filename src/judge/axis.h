/* judge/axis.h - where a document stands between two positions. */
#ifndef NL_JUDGE_AXIS_H
#define NL_JUDGE_AXIS_H

#include "judge/judge.h"

/* From the number of affirmed pieces of evidence at either end; `axis` is left NULL. Negative is nearer to `from`. */
nl_axis_place nl_axis_from_counts(uint32_t from_count, uint32_t to_count);
nl_axis_place nl_axis_place_of(const nl_match *match, const nl_axis *axis);

#endif
