/* Texts whose checking is counted in instructions: texts few|dense BYTES FILE. The same bytes on every machine. `few` is prose in which rules find little, `dense` policy text in which they find much. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t state = 20240229;

static uint32_t below(uint32_t n)
{
	state = state * 1664525u + 1013904223u;
	return (state >> 8) % n;
}

static const char *const nouns[] = {"garden", "harbour", "river", "orchard", "window", "winter", "village", "mountain",
	"lantern", "carpenter", "kitchen", "meadow", "market", "letter", "afternoon", "neighbour", "bridge", "shadow",
	"boat", "summer", "road", "horse", "teacher", "chimney", "cupboard", "evening", "story", "song", "stone", "wind"};
static const char *const verbs[] = {"crossed", "remembered", "painted", "carried", "watched", "followed", "mended",
	"opened", "left", "found", "heard", "climbed", "measured", "lifted", "gathered", "described", "kept", "forgot"};
static const char *const adjectives[] = {"old", "narrow", "quiet", "yellow", "broken", "distant", "patient", "cold",
	"heavy", "small", "curious", "familiar", "wooden", "empty"};
static const char *const links[] = {"and", "while", "because", "before", "until", "although", "so that", "where"};

#define PICK(list) list[below(sizeof list / sizeof *list)]

/* A word that stands nowhere else: texts never run out of new ones. */
static void put_name(void)
{
	static const char *const parts[] = {"ba", "cor", "del", "fin", "gar", "ho", "lin", "mer", "no", "pell", "ra", "sto",
		"tan", "ver"};
	putchar((int)('A' + below(26)));
	for (uint32_t i = 2 + below(2); i > 0; i--) fputs(PICK(parts), stdout);
}

static void put_clause(void)
{
	static const char *const places[] = {"near", "behind", "over", "under", "beside", "along"};
	if (below(12) == 0) put_name();
	else printf("the %s %s", PICK(adjectives), PICK(nouns));
	printf(" %s the %s", PICK(verbs), PICK(nouns));
	if (below(2)) printf(" %s the %s %s", PICK(places), PICK(adjectives), PICK(nouns));
}

static void put_plain_sentence(void)
{
	fputs("In the ", stdout);
	printf("%s, ", PICK(nouns));
	put_clause();
	for (uint32_t i = below(3); i > 0; i--) {
		printf("%s%s ", below(2) ? " " : ", ", PICK(links));
		put_clause();
	}
	fputs(below(10) ? "." : "; it was \u201Cno more than a day\u2019s work\u201D, as they said.", stdout);
}

static const char *const actors[] = {"States", "Governments", "All stakeholders", "The Parties", "Member States", "We"};
static const char *const deeds[] = {"should respect human rights online", "shall protect critical infrastructure",
	"must not use ICTs to harm other States", "may restrict access to information where necessary",
	"call upon the private sector to report vulnerabilities", "will cooperate in the fight against cybercrime",
	"reaffirm that international law applies in cyberspace", "support a multi-stakeholder model of Internet governance",
	"are encouraged to exchange information on incidents", "condemn attacks on hospitals and schools",
	"should build the capacity of developing countries", "pledge to defend privacy and freedom of expression"};
static const char *const ends[] = {", in accordance with the Charter of the United Nations", ", and not to weaken encryption",
	", where appropriate", ", with due regard to privacy", " at the national and the international level", "", ""};

static void put_policy_sentence(void)
{
	printf("%s %s", PICK(actors), PICK(deeds));
	if (below(3) == 0) printf(" and %s", PICK(deeds));
	printf("%s.", PICK(ends));
}

static void put_paragraph(int dense)
{
	if (below(10) == 0)
		printf("## %s and %s\n\n", dense ? "Principles" : "Of the river", dense ? "commitments" : "its bridges");
	if (dense && below(4) == 0) {
		printf("%s should not:\n\n", PICK(actors));
		for (char item = 'a'; item < 'd'; item++) printf("(%c) %s;\n", item, strchr(PICK(deeds), ' ') + 1);
		putchar('\n');
	}
	for (uint32_t i = 2 + below(5); i > 0; i--) {
		dense &&below(4) ? put_policy_sentence() : put_plain_sentence();
		putchar(i == 1 || below(3) == 0 ? '\n' : ' ');
	}
	putchar('\n');
}

int main(int argc, char **argv)
{
	if (argc != 4 || !freopen(argv[3], "wb", stdout)) {
		fprintf(stderr, "usage: texts few|dense BYTES FILE\n");
		return 2;
	}
	long size = atol(argv[2]);
	while (ftell(stdout) < size) put_paragraph(strcmp(argv[1], "dense") == 0);
	return fflush(stdout) == 0 ? 0 : 1;
}
