/* libFuzzer target: any bytes as a rule file. One length in four is compiled, the others only parsed, which is much faster. */
#include "harness/engine.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	(size % 4 == 0 ? engine_compile : engine_parse)((nl_str){(const char *)data, size});
	return 0;
}
