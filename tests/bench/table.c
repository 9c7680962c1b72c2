#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"

/* The line of /proc/cpuinfo that names the processor; what differs by architecture is left out. */
static void print_processor(void)
{
	FILE *in = fopen("/proc/cpuinfo", "r");
	char line[256];
	while (in && fgets(line, sizeof line, in)) {
		char *colon = strchr(line, ':');
		if (strncmp(line, "model name", 10) != 0 || !colon) continue;
		line[strcspn(line, "\n")] = '\0';
		printf("%s, ", colon + 2);
		break;
	}
	if (in) fclose(in);
}

void print_machine(void)
{
	print_processor();
	printf("%ld processors, %ld MiB of memory%s\n", sysconf(_SC_NPROCESSORS_ONLN),
		sysconf(_SC_PHYS_PAGES) / 1024 * (sysconf(_SC_PAGESIZE) / 1024),
		counts_cpu() ? "; times are those of the processor" : "");
}

void print_head(const char *title, const char *heads)
{
	printf("\n%s\n\n|%s|\n|", title, heads);
	for (const char *at = heads; *at; at++) {
		if (at == heads || at[-1] == '|') printf(" --- |");
	}
	printf("\n");
	fflush(stdout);
}

void print_row(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	printf("| ");
	vprintf(format, args);
	printf(" |\n");
	va_end(args);
	fflush(stdout);
}

void print_rivals(const char *title, size_t bytes, const rival *rivals, const cost *costs, uint32_t count)
{
	print_head(title, " program | ms | MB/s | times normlint | peak MB ");
	for (uint32_t i = 0; i < count; i++) {
		const cost *c = &costs[i];
		if (rivals[i].missing) print_row("%s | not installed | | |", rivals[i].name);
		else if (c->status > 1) print_row("%s | failed with %d | | |", rivals[i].name, c->status);
		else
			print_row("%s | %.1f | %.1f | %.2f | %.1f", rivals[i].name, c->seconds * 1e3,
				(double)bytes / c->seconds / MB, c->ratio, c->peak / MB);
	}
}
