/* The way from a day to its number and back: Howard Hinnant, chrono-Compatible Low-Level Date Algorithms (2021). A year
 * begins in March, so that the leap day is its last. */
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { DAYS_OF_ERA = 146097, SECONDS_OF_DAY = 86400, EPOCH = 719468, LAST_DAY = 2932896 /* 9999-12-31 */ };

static bool number(nl_str text, size_t at, size_t len, int32_t *value)
{
	*value = 0;
	for (size_t i = at; i < at + len; i++) {
		if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
		*value = *value * 10 + (text.ptr[i] - '0');
	}
	return true;
}

static bool is_leap(int32_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static bool exists(int32_t year, int32_t month, int32_t day)
{
	static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	if (month < 1 || month > 12 || day < 1) return false;
	return day <= days[month - 1] + (month == 2 && is_leap(year));
}

nl_date nl_date_of(nl_str text)
{
	int32_t year, month, day;
	if (text.len != 10 || text.ptr[4] != '-' || text.ptr[7] != '-') return NL_NO_DATE;
	if (!number(text, 0, 4, &year) || !number(text, 5, 2, &month) || !number(text, 8, 2, &day)) return NL_NO_DATE;
	if (!exists(year, month, day)) return NL_NO_DATE;
	year += 400 - (month <= 2); /* the year 0 is in an era of its own */
	int32_t of_era = year % 400, of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	return (year / 400 - 1) * DAYS_OF_ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH;
}

void nl_date_text(nl_date date, char out[16])
{
	int32_t days = date + EPOCH + DAYS_OF_ERA, era = days / DAYS_OF_ERA, of_era = days % DAYS_OF_ERA;
	int32_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int32_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int32_t shifted = (5 * of_year + 2) / 153, month = shifted < 10 ? shifted + 3 : shifted - 9;
	int32_t year = year_of_era + (era - 1) * 400 + (month <= 2);
	snprintf(out, 16, "%04d-%02d-%02d", year % 10000, month % 100, (of_year - (153 * shifted + 2) / 5 + 1) % 100);
}

int64_t nl_date_now(void)
{
	const char *given = getenv("SOURCE_DATE_EPOCH");
	char *end = NULL;
	long long seconds = given ? strtoll(given, &end, 10) : 0;
	bool usable = given && end != given && *end == '\0' && seconds >= 0 && seconds / SECONDS_OF_DAY <= LAST_DAY;
	return usable ? seconds : (long long)time(NULL);
}

nl_date nl_date_today(void)
{
	return (nl_date)(nl_date_now() / SECONDS_OF_DAY);
}
