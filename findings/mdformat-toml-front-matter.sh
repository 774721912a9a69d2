#!/usr/bin/env bash
# mdformat 1.0.0 with its plugin mdformat-frontmatter 2.2.0 (both from PyPI) rewrites TOML front matter between `+++` lines.
#
# The plugin knows only YAML between `---`. Front matter between `+++`, as Hugo and Zola have it, is a paragraph to mdformat: it
# escapes `[[table]]` to `\[[table]\]`, which is no longer TOML, and the exit status is 0. A reference `[[name@4]]` in the text
# becomes `\[[name@4]\]` as well. Front matter between `---` with plain keys stays as it is, byte for byte.
#
# Seen on Python 3.11:
#   < [[meets]]
#   > \[[meets]\]
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet mdformat==1.0.0 mdformat-frontmatter==2.2.0

printf '%s\n' '+++' 'date = 2020-12-08' '' '[[meets]]' 'criterion = "short"' '+++' '' 'See [[tidy@4]].' >"$work/toml.md"
printf '%s\n' '---' 'date: 2020-12-08' 'title: Tidy' '---' '' 'Words.' >"$work/yaml.md"
cp "$work/yaml.md" "$work/yaml.before.md"
"$work/python/bin/mdformat" "$work/toml.md" "$work/yaml.md"
grep -Fqx '\[[meets]\]' "$work/toml.md"
grep -Fqx 'See \[[tidy@4]\].' "$work/toml.md"
cmp "$work/yaml.before.md" "$work/yaml.md"
echo 'as described: front matter between +++ is escaped, front matter between --- is not'
