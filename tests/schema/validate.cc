/* Validates JSON against a JSON Schema (draft 7) with valijson: validate SCHEMA FILE.json...
 *
 * A schema that allows everything would let any file pass. So each file is then broken in one place after another (the
 * value at each path gets a type that it does not have, and each object loses its members), and every broken copy must be
 * rejected. The members of an array count as one path. A schema that others made, and that is not so strict, is only held
 * against the files as they are: validate --as-is SCHEMA FILE.json... */
#include <fstream>
#include <iostream>
#include <set>
#include <string>

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

using nlohmann::json;

namespace
{

struct Tally {
	unsigned passed = 0, failed = 0;
	void tell(bool ok, const std::string &what)
	{
		if (ok) passed++;
		else {
			failed++;
			std::cout << "failed: " << what << "\n";
		}
	}
};

class Checker
{
public:
	explicit Checker(const json &schema_json)
	{
		valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
		valijson::adapters::NlohmannJsonAdapter adapter(schema_json);
		parser.populateSchema(adapter, schema_);
	}

	bool accepts(const json &document, valijson::ValidationResults *results = nullptr)
	{
		valijson::Validator validator(valijson::Validator::kStrongTypes);
		valijson::adapters::NlohmannJsonAdapter adapter(document);
		return validator.validate(schema_, adapter, results);
	}

private:
	valijson::Schema schema_;
};

json read(const std::string &path)
{
	std::ifstream in(path);
	if (!in) throw std::runtime_error("cannot read " + path);
	return json::parse(in);
}

/* A value that no sensible schema allows in its stead. */
json of_other_type(const json &value)
{
	if (value.is_array()) return "not an array";
	if (value.is_object()) return json::array({true});
	return json::object({{"not", "a scalar"}});
}

class Breaker
{
public:
	Breaker(Checker &checker, Tally &tally, json document)
		: checker_(checker), tally_(tally), document_(std::move(document))
	{
	}

	void run() { walk(document_, ""); }

private:
	Checker &checker_;
	Tally &tally_;
	json document_;
	std::set<std::string> seen_;

	void walk(json &value, const std::string &path)
	{
		if (seen_.insert(path).second) {
			json kept = value;
			value = of_other_type(kept);
			tally_.tell(!checker_.accepts(document_), "accepted a wrong type at " + (path.empty() ? "/" : path));
			value = kept;
		}
		if (value.is_object()) walk_members(value, path);
		if (value.is_array()) {
			for (auto &element : value) walk(element, path + "/*");
		}
	}

	void walk_members(json &object, const std::string &path)
	{
		if (seen_.insert(path + " without members").second && !object.empty()) {
			json kept = object;
			object = json::object();
			tally_.tell(!checker_.accepts(document_), "accepted an empty object at " + (path.empty() ? "/" : path));
			object = kept;
		}
		for (auto &member : object.items()) walk(member.value(), path + "/" + member.key());
	}
};

void validate(Checker &checker, Tally &tally, const std::string &path, bool as_is)
{
	json document = read(path);
	valijson::ValidationResults results;
	bool ok = checker.accepts(document, &results);
	tally.tell(ok, path + " is not what the schema describes");
	for (valijson::ValidationResults::Error error; results.popError(error);) {
		for (const std::string &step : error.context) std::cout << step;
		std::cout << ": " << error.description << "\n";
	}
	if (ok && !as_is) Breaker(checker, tally, document).run();
}

} // namespace

int main(int argc, char **argv)
{
	bool as_is = argc > 1 && std::string(argv[1]) == "--as-is";
	int first = as_is ? 2 : 1;
	if (argc < first + 2) {
		std::cerr << "usage: validate [--as-is] SCHEMA FILE.json...\n";
		return 2;
	}
	Tally tally;
	try {
		Checker checker(read(argv[first]));
		for (int i = first + 1; i < argc; i++) validate(checker, tally, argv[i], as_is);
	} catch (const std::exception &problem) {
		std::cerr << "validate: " << problem.what() << "\n";
		return 2;
	}
	std::cout << tally.passed << " passed, " << tally.failed << " failed\n";
	return tally.failed > 0;
}
