// The order of the rules is that of the page, part by part; what is more special is not always further down.
export default { extends: "stylelint-config-standard", rules: { "no-descending-specificity": null } };
