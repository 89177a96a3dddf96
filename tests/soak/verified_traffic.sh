#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later
# verified_traffic.sh MEMBRIDGE_CLI [MINUTES]: produce and consume --verify in two processes for that long; fails when a message is not
# there once, whole and in order, and in time: far longer than any pause of the scheduler, far shorter than something that hangs.
cli=$1
minutes=${2:-10}
late=${MEMBRIDGE_SOAK_LATE_MS:-1000}
ring=membridge-soak-$$
milliseconds=$(awk "BEGIN { printf \"%d\", $minutes * 60000 }")
"$cli" create "$ring" --ring 64K >/dev/null || exit 1
trap '"$cli" remove "$ring" >/dev/null' EXIT
trap 'exit 1' INT TERM
"$cli" produce "$ring" --pattern verify --size 32:1K --batch 8 --for "$milliseconds" &
producer=$!
# Longer than the producer, which gives up when nobody reads; what came until then is checked.
echo "a message is late that is older than $late ms when it is checked"
"$cli" consume "$ring" --verify --late "$late" --for $((milliseconds + 2000))
status=$?
wait "$producer" || status=1
exit "$status"
