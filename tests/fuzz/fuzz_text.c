/* libFuzzer target: any bytes as a draft, in each format, against every built-in rule. Judging and reporting costs fifty
 * times what reading and matching does, so only one length in eight goes all the way. */
#include "harness/engine.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static test_engine *kept; /* libFuzzer gives a target no other place to keep what is costly to make */
	if (!kept) kept = engine_new();
	(size % 8 == 0 ? engine_check : engine_match)(kept, (nl_str){(const char *)data, size});
	return 0;
}
