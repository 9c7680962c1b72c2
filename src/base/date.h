/* base/date.h - days of the Gregorian calendar. */
#ifndef NL_BASE_DATE_H
#define NL_BASE_DATE_H

#include "base/str.h"

/* Days since 1970-01-01, which is 0. */
typedef int32_t nl_date;
#define NL_NO_DATE INT32_MIN

/* "2027-06-30"; NL_NO_DATE when the text is no day that there is. */
nl_date nl_date_of(nl_str text);
/* Writes "2027-06-30" with a NUL; the year has four digits. */
void nl_date_text(nl_date date, char out[16]);
/* Seconds since 1970: SOURCE_DATE_EPOCH (reproducible-builds.org) when it is a number, else the clock. */
int64_t nl_date_now(void);
nl_date nl_date_today(void); /* the same as a day, in UTC */

#endif
