#!/bin/sh
# keep-record.sh SITEURL: before a build in a fresh checkout, fetch the record of what was released from the site that is served.
# Without it a build would start all articles at version 1 again and publishers would not hear of corrections.
# An answer that is neither the record nor "there is none yet" stops the build.
set -eu
site=${1:?give the address of the site, such as https://articles.example}
mkdir -p .imprint
status=$(curl --silent --show-error --location --retry 3 --output .imprint/versions.json --write-out '%{http_code}' "${site%/}/reprint/versions.json")
case $status in
200) echo "keeping the record of ${site%/}" ;;
404) rm -f .imprint/versions.json && echo "${site%/} has no record yet: this is its first release" ;;
*) rm -f .imprint/versions.json && echo "${site%/}/reprint/versions.json answered $status" >&2 && exit 1 ;;
esac
