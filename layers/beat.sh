# Sourced by set-up and builds: says that a long step still runs.

# Runs a command, and writes a line every ten seconds until it ends. Its child must not keep a lock or the terminal.
with_beat() { # what, command and arguments
    local what=$1 status=0 beat
    {
        seconds=0
        while sleep 10 > /dev/null 2>&1; do echo "$what: $((seconds += 10)) s so far" >&2; done
    } 6>&- 8>&- 9>&- < /dev/null > /dev/null &
    beat=$!
    "${@:2}" || status=$?
    kill "$beat" 2> /dev/null || true
    wait "$beat" 2> /dev/null || true
    return "$status"
}
