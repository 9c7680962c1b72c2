#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

bool nl_library_load(const char *file, const nl_library_symbol *symbols, size_t count)
{
	void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
	if (!library) return false;
	for (size_t i = 0; i < count; i++) {
		void *symbol = dlsym(library, symbols[i].name);
		if (!symbol) return false;
		memcpy(symbols[i].to, &symbol, sizeof symbol); /* C has no cast from an object to a function */
	}
	return true;
}
