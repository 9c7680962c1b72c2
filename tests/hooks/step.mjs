// step.mjs ACTION.yml STEP [INPUT=VALUE...]: runs a step of a composite action as GitHub does: its `run` as a script of bash -eo
// pipefail, its `env` with ${{ inputs.NAME }} filled in by what is given, else by the defaults. STEP counts from 0.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const require = createRequire(join(process.env.HOOK_TOOLS, "package.json"));
const { parse } = require("yaml");
const [path, number, ...given] = process.argv.slice(2);
const action = parse(readFileSync(path, "utf8"));
const inputs = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default]));
for (const word of given) inputs[word.slice(0, word.indexOf("="))] = word.slice(word.indexOf("=") + 1);

const fill = (text) =>
	String(text).replace(/\$\{\{\s*inputs\.(\w+)\s*\}\}/g, (_, name) => {
		if (!(name in inputs)) throw new Error(`no input '${name}'`);
		return inputs[name];
	});

const step = action.runs.steps[Number(number)];
if (/\$\{\{/.test(step.run)) throw new Error("an input is put into a script, where its characters would be read as code");
const script = join(mkdtempSync(join(tmpdir(), "step-")), "run.sh");
writeFileSync(script, step.run);
const env = { ...process.env };
for (const [name, value] of Object.entries(step.env ?? {})) env[name] = fill(value);
const result = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", script], { stdio: "inherit", env });
process.exit(result.status ?? 1);
