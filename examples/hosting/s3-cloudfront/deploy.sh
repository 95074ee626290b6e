#!/bin/sh
# deploy.sh BUCKET [DISTRIBUTION]: put the released folder output/ into an S3 bucket and have CloudFront forget what it holds.
# S3 has no step that exchanges a whole site: each file is old or new, and for some seconds there are both. What is new goes first,
# what is gone goes last, so that no page leads to one that is not there.
set -eu
bucket=${1:?give the name of the bucket}
distribution=${2:-}
output=${OUTPUT:-output}
imprint=${IMPRINT:-.venv/bin/imprint}
"$imprint" audit --sealed "$output"

copy() { # copy TYPE PATTERN...: the files of one type
    type=$1
    shift
    includes=''
    for pattern in "$@"; do includes="$includes --include $pattern"; done
    # shellcheck disable=SC2086 # patterns are words
    (set -f; aws s3 cp "$output/" "s3://$bucket/" --recursive --only-show-errors --content-type "$type" \
        --cache-control 'public, max-age=0, must-revalidate' --exclude '*' $includes)
}
copy 'text/css; charset=utf-8' '*.css'
copy 'text/javascript; charset=utf-8' '*.js'
copy 'image/svg+xml' '*.svg'
copy 'image/png' '*.png'
copy 'image/x-icon' '*.ico'
copy 'image/jpeg' '*.jpg' '*.jpeg'
copy 'application/zip' '*.zip'
copy 'text/markdown; charset=utf-8' '*.md'
copy 'text/plain; charset=utf-8' '*.txt' '*SHA256SUMS'
copy 'application/json; charset=utf-8' '*.json'
copy 'text/html; charset=utf-8' '*.html'
copy 'application/atom+xml; charset=utf-8' '*.atom.xml'
copy 'application/rss+xml; charset=utf-8' '*.rss.xml'
copy 'text/x-opml; charset=utf-8' '*.opml'
copy 'application/xml; charset=utf-8' 'sitemap*.xml' 'rsl.xml'
# What is left, such as fonts and .well-known, has the type that aws gives it; what is there already is not sent again.
aws s3 sync "$output/" "s3://$bucket/" --only-show-errors --cache-control 'public, max-age=0, must-revalidate'
aws s3 sync "$output/" "s3://$bucket/" --delete --only-show-errors
if [ -n "$distribution" ]; then
    aws cloudfront create-invalidation --distribution-id "$distribution" --paths '/*'
fi
