// The rules of html-validate that every page must keep: all of its presets, less the ones named here with a reason.

export default {
  root: true,
  extends: [
    "html-validate:recommended",
    "html-validate:document",
    "html-validate:a11y",
    "html-validate:standard",
  ],
  rules: {
    // Subresource integrity guards files from another host. Every file here comes from the page's own
    // host, and browsers refuse an integrity check on file:// pages, so it would break reading from a disk.
    "require-sri": ["error", { target: "crossorigin" }],
    // A matter of search-engine taste: a definition's title is as long as the term it defines.
    "long-title": "off",
  },
};
