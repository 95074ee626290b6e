#!/bin/sh
# deploy.sh [USER@HOST:]FOLDER: put the released folder output/ onto a server, in one step.
# FOLDER/current is what the web server serves; it is a link to a folder below FOLDER/releases, and is exchanged with rename(2),
# so that a reader gets the old site or the new one. The last five releases stay, to go back to.
set -eu
target=${1:?give where to deploy, such as deploy@articles.example:/srv/articles}
output=${OUTPUT:-output}
imprint=${IMPRINT:-.venv/bin/imprint}
case $target in
*:*) host=${target%%:*} folder=${target#*:} ;;
*) host='' folder=$target ;;
esac
there() {
    if [ -n "$host" ]; then ssh "$host" "$1"; else sh -c "$1"; fi
}
release=releases/$(date -u +%Y%m%dT%H%M%SZ)-$$

# 1. Only what was audited leaves this machine.
"$imprint" audit --sealed "$output"

# 2. Into a new folder; what is the same as in the release that is served takes no room and no time.
served=$(there "mkdir -p '$folder/$release' && cd '$folder' && readlink current || true")
rsync --recursive --times --chmod=D755,F644 ${served:+"--link-dest=../../$served/"} "$output/" "${host:+$host:}$folder/$release/"

# 3. Every byte is compared again, there; a difference is named and nothing changes for readers.
different=$(rsync --recursive --checksum --delete --dry-run --out-format=%n "$output/" "${host:+$host:}$folder/$release/" | grep -v '/$' || true)
if [ -n "$different" ]; then
    printf 'not as released, so the site stays as it was:\n%s\n' "$different" >&2
    there "rm -rf '$folder/$release'"
    exit 1
fi

# 4. One rename; then the oldest releases go.
there "cd '$folder' && ln -s '$release' next-$$ && mv -T next-$$ current && cd releases && ls | sort -r | tail -n +6 | xargs -r rm -rf"
echo "$target now serves $release"
