/* libFuzzer target: any bytes as a draft in the format MARKUP (the Makefile makes one target a format). What is new is in the
 * reader, so most are only read; one length in eight is matched against every built-in rule, and one in 64 goes all the way. */
#include "harness/engine.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static test_engine *kept; /* libFuzzer gives a target no other place to keep what is costly to make */
	nl_str bytes = {(const char *)data, size};
	if (!kept) kept = engine_new();
	if (size % 64 == 0) engine_check_as(kept, MARKUP, bytes);
	else if (size % 8 == 0) engine_match_as(kept, MARKUP, bytes);
	else engine_read_as(kept, MARKUP, bytes);
	return 0;
}
