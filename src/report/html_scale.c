/* Scales. The picture is hidden from those who hear the page: the table below it tells the same. */
#include <math.h>
#include <string.h>

#include "report/html_page.h"

enum {
	WIDTH = 720,
	LEFT = 16, /* to the ends of the line */
	ROWS = 12, /* with more places than these they are dots above each other */
	ROW_HEIGHT = 38,
	DOT_STEP = 9, /* from one dot to the one above it */
	BINS = 64
};

static const double FARTHEST = 3; /* so far the line goes at least, to either side */

static double reach_of(const nl_page_scale *scale)
{
	double reach = FARTHEST;
	for (uint32_t i = 0; i < scale->count; i++)
		if (!scale->places[i].nothing) reach = fmax(reach, fabs(scale->places[i].value) * 1.05);
	return reach;
}

static double x_of(double value, double reach)
{
	double clipped = fmin(fmax(value, -reach), reach);
	return WIDTH / 2.0 + clipped / reach * (WIDTH / 2.0 - LEFT);
}

static void put_axis(nl_buf *out, double reach, double height)
{
	nl_buf_addf(out, "<path class=axis d=\"M%d %.1fH%d\" />", LEFT, height, WIDTH - LEFT);
	for (int tick = -(int)reach; tick <= (int)reach; tick++)
		if (tick) nl_buf_addf(out, "<path class=axis d=\"M%.1f %.1fv6\" />", x_of(tick, reach), height - 3);
	nl_buf_addf(out, "<path class=zero d=\"M%.1f 0v%.1f\" />", x_of(0, reach), height);
}

static void put_dot(nl_buf *out, const nl_page_place *place, double x, double y, double radius)
{
	nl_buf_addf(out, "<circle class=%s cx=%.1f cy=%.1f r=%.1f><title>", place->shape ? "ring" : "dot", x, y, radius);
	nl_page_put(out, place->label);
	nl_buf_addf(out, " %+.2f</title></circle>", place->value);
}

/* ---- few: a row each --------------------------------------------------------------------------------------------- */

/* Its name stands above the dot, and does not leave the picture. */
static void put_row(nl_buf *out, const nl_page_place *place, double reach, double y)
{
	double x = x_of(place->value, reach);
	const char *anchor = x < WIDTH / 4.0 ? "start" : x > WIDTH * 3 / 4.0 ? "end" : "middle";
	double shift = x < WIDTH / 4.0 ? -6 : x > WIDTH * 3 / 4.0 ? 6 : 0;
	if (place->high > place->low)
		nl_buf_addf(out, "<path class=interval d=\"M%.1f %.1fH%.1f\" />", x_of(place->low, reach), y,
			x_of(place->high, reach));
	put_dot(out, place, x, y, 6);
	nl_buf_addf(out, "<text x=%.1f y=%.1f text-anchor=%s unicode-bidi=isolate>", x + shift, y - 11, anchor);
	nl_page_put(out, place->label);
	nl_buf_add_c(out, "</text>");
}

static double put_rows(nl_buf *out, const nl_page_scale *scale, double reach)
{
	double y = ROW_HEIGHT - 14, before = NAN;
	for (uint32_t i = 0; i < scale->count; i++) {
		const nl_page_place *place = &scale->places[i];
		if (place->nothing) continue;
		double x = x_of(place->value, reach);
		if (place->joined && !isnan(before))
			nl_buf_addf(out, "<path class=joined d=\"M%.1f %.1fL%.1f %.1f\" />", before, y - ROW_HEIGHT, x, y);
		put_row(out, place, reach, y);
		before = x;
		y += ROW_HEIGHT;
	}
	return y - ROW_HEIGHT + 16;
}

/* ---- many: dots above each other --------------------------------------------------------------------------------- */

static uint32_t bin_of(const nl_page_place *place, double reach)
{
	double x = (x_of(place->value, reach) - LEFT) / (WIDTH - 2 * LEFT);
	return (uint32_t)fmin(x * BINS, BINS - 1);
}

static uint32_t tallest(const nl_page_scale *scale, double reach)
{
	uint32_t counts[BINS] = {0}, most = 0;
	for (uint32_t i = 0; i < scale->count; i++) {
		if (scale->places[i].nothing) continue;
		uint32_t count = ++counts[bin_of(&scale->places[i], reach)];
		if (count > most) most = count;
	}
	return most;
}

static double put_dots(nl_buf *out, const nl_page_scale *scale, double reach, uint32_t most)
{
	uint32_t counts[BINS] = {0};
	double step = fmin(DOT_STEP, 240.0 / (most + 1)), bottom = step * most + 10;
	for (uint32_t i = 0; i < scale->count; i++) {
		if (scale->places[i].nothing) continue;
		uint32_t bin = bin_of(&scale->places[i], reach);
		double x = LEFT + (bin + 0.5) * (WIDTH - 2 * LEFT) / BINS;
		put_dot(out, &scale->places[i], x, bottom - step * (counts[bin]++ + 0.6), step * 0.45);
	}
	return bottom;
}

/* ---- the figure -------------------------------------------------------------------------------------------------- */

static void put_table(nl_buf *out, const nl_page_scale *scale)
{
	nl_buf_add_c(out,
		"<details><summary>As a table</summary>\n<div class=scroll tabindex=0 role=group aria-label=\"Places as a "
		"table\"><table class=sortable>\n<thead><tr><th "
		"scope=col>Text"
		"<th scope=col class=n>Place<th scope=col class=n>From<th scope=col class=n>To</thead>\n<tbody>\n");
	for (uint32_t i = 0; i < scale->count; i++) {
		const nl_page_place *place = &scale->places[i];
		nl_buf_add_c(out, "<tr><th scope=row>");
		if (place->href) nl_buf_addf(out, "<a href=%s>", place->href);
		nl_page_put_name(out, place->label);
		if (place->href) nl_buf_add_c(out, "</a>");
		if (place->nothing) nl_buf_add_c(out, "<td class=n colspan=3>says neither\n");
		else
			nl_buf_addf(out, "<td class=n>%+.2f<td class=n>%+.2f<td class=n>%+.2f\n", place->value, place->low, place->high);
	}
	nl_buf_add_c(out, "</tbody></table></div></details>\n");
}

void nl_page_put_scale(nl_buf *out, const nl_page_scale *scale)
{
	nl_buf marks = {0};
	uint32_t placed = 0;
	for (uint32_t i = 0; i < scale->count; i++) placed += !scale->places[i].nothing;
	double reach = reach_of(scale), height;
	if (placed <= ROWS) height = put_rows(&marks, scale, reach);
	else height = put_dots(&marks, scale, reach, tallest(scale, reach));

	nl_buf_add_c(out, "<figure class=scale>\n<figcaption>");
	nl_page_put(out, scale->title);
	nl_buf_add_c(out, "</figcaption>\n<p class=ends><span>← ");
	nl_page_put_sentence(out, scale->from);
	nl_buf_add_c(out, "</span> <span>");
	nl_page_put_sentence(out, scale->to);
	nl_buf_add_c(out, " →</span></p>\n");
	if (placed) {
		nl_buf_addf(out, "<div class=scroll tabindex=0 role=group aria-label=\"The scale, also told as a table\"><svg aria-hidden=true viewBox=\"0 0 %d %.0f\">",
			WIDTH, height + 10);
		put_axis(out, reach, height);
		nl_buf_add(out, nl_buf_str(&marks));
		nl_buf_add_c(out, "</svg></div>\n");
	}
	if (placed < scale->count) {
		nl_buf_add_c(out, "<p class=aside>");
		nl_page_put_count(out, scale->count - placed, "text");
		nl_buf_addf(out, " say%s neither.</p>\n", scale->count - placed == 1 ? "s" : "");
	}
	if (!scale->told) put_table(out, scale);
	nl_buf_add_c(out, "</figure>\n");
	nl_buf_release(&marks);
}
