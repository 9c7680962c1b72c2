/* Every day of a thousand years there and back, beside a calendar that counts on its fingers. */
#include "check.h"

#include <stdlib.h>

#include "base/date.h"

static void test_all_days(void)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	nl_date date = nl_date_of(NL_STR("1600-01-01"));
	bool same = true;
	for (int year = 1600; year < 2600; year++) {
		bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
		for (int month = 1; month <= 12; month++) {
			for (int day = 1; day <= days[month - 1] + (month == 2 && leap); day++, date++) {
				char wanted[16], got[16];
				snprintf(wanted, sizeof wanted, "%04d-%02d-%02d", year % 10000, month % 100, day % 100);
				nl_date_text(date, got);
				same = same && nl_str_eq(nl_str_of(wanted), nl_str_of(got)) && nl_date_of(nl_str_of(wanted)) == date;
			}
		}
	}
	CHECK(same);
	CHECK(nl_date_of(NL_STR("1970-01-01")) == 0);
	CHECK(nl_date_of(NL_STR("2000-03-01")) == 11017);
	CHECK(nl_date_of(NL_STR("0000-03-01")) == -719468);
}

static void test_no_days(void)
{
	static const char *const none[] = {"2027-02-29", "2100-02-29", "2027-13-01", "2027-00-10", "2027-06-31",
		"2027-06-00", "2027-6-30", "27-06-30", "2027/06/30", "2027-06-3x", ""};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) CHECK(nl_date_of(nl_str_of(none[i])) == NL_NO_DATE);
	CHECK(nl_date_of(NL_STR("2028-02-29")) != NL_NO_DATE);
}

static void test_today(void)
{
	setenv("SOURCE_DATE_EPOCH", "1800000000", 1);
	CHECK(nl_date_today() == nl_date_of(NL_STR("2027-01-15")));
	setenv("SOURCE_DATE_EPOCH", "tomorrow", 1);
	nl_date clock = nl_date_today();
	unsetenv("SOURCE_DATE_EPOCH");
	CHECK(nl_date_today() - clock <= 1 && clock > nl_date_of(NL_STR("2026-01-01")));
}

int main(void)
{
	test_all_days();
	test_no_days();
	test_today();
	return check_done();
}
