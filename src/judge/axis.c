/* Lowe, Benoit, Mikhaylov and Laver (2011), "Scaling policy preferences from coded political texts": the log of the
 * odds of the two counts, each with 0.5 added, so that no evidence at all gives 0 and one end alone stays finite.
 * The standard error of a log odds is sqrt(1/a + 1/b); few counts give a wide interval, which is the point of
 * showing it. */
#include "judge/axis.h"

#include <math.h>

#include "judge/credit.h"

static const double HALF_A_COUNT = 0.5, NORMAL_95 = 1.959963984540054;

nl_axis_place nl_axis_from_counts(uint32_t from_count, uint32_t to_count)
{
	double n = from_count + HALF_A_COUNT, p = to_count + HALF_A_COUNT;
	double value = log(p / n), reach = NORMAL_95 * sqrt(1 / p + 1 / n);
	nl_axis_place place = {.value = value, .low = value - reach, .high = value + reach};
	place.from_count = from_count;
	place.to_count = to_count;
	return place;
}

nl_axis_place nl_axis_place_of(const nl_match *match, const nl_axis *axis)
{
	nl_axis_place place = nl_axis_from_counts(nl_credit_count(&match->positions[axis->from], NL_AFFIRMED, NL_TENTATIVE),
		nl_credit_count(&match->positions[axis->to], NL_AFFIRMED, NL_TENTATIVE));
	place.axis = axis;
	return place;
}
