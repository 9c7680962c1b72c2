/* api/guard.h - what stands around each call into the library: a place to go to when there is no memory, and the locale "C", in
 * which numbers are read and written. Both are of the calling thread alone, and are put back behind the call. */
#ifndef NL_API_GUARD_H
#define NL_API_GUARD_H

#include "diag/diag.h"
#include "normlint.h"

/* Runs `work`. NORMLINT_NO_MEMORY when it found none: then all that it was about to make is lost. */
normlint_status nl_api_guarded(normlint_status (*work)(void *context), void *context);

/* Draws what is in `sink` into an owned string, NULL when it is empty or there is no memory, and empties the sink. `message` may be
 * NULL. Inside of a guard. */
void nl_api_message(nl_sink *sink, char **message);

static inline normlint_string nl_api_string(nl_str text)
{
	return (normlint_string){text.ptr ? text.ptr : "", text.len};
}

#endif
