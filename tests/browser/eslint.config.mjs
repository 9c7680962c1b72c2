import js from "@eslint/js";
import globals from "globals";

export default [
	js.configs.recommended,
	{ files: ["report.js"], languageOptions: { globals: globals.browser, sourceType: "script" } },
	{ files: ["*.mjs"], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
];
