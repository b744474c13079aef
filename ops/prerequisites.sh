# What ops/test and its siblings need from the machine. Source it; it defines functions and does nothing.

DOTNET_DOWNLOAD=https://dotnet.microsoft.com/download/dotnet/10.0

# Stops with directions unless the SDK that global.json asks for is there.
require_dotnet() {
    if ! command -v dotnet > /dev/null; then
        echo "The .NET SDK 10 is not on PATH. Get it from $DOTNET_DOWNLOAD and run this again." >&2
        exit 1
    fi
    if ! dotnet --version > /dev/null 2>&1; then
        echo "This project needs the .NET SDK 10.0.100 or a later 10.0 one (global.json). Installed are:" >&2
        dotnet --list-sdks >&2 || true
        echo "Get it from $DOTNET_DOWNLOAD and run this again." >&2
        exit 1
    fi
}

# Prints a folder with postgres, initdb and pg_ctl of version 15 or later; fails when there is none.
# The places are those that Attribution.EmbeddedPostgres looks at.
find_postgres() {
    local folder major
    local folders=("${ATTRIBUTION_POSTGRES_BIN:-}")
    if [ -z "${ATTRIBUTION_POSTGRES_BIN:-}" ]; then
        folders=()
        if command -v postgres > /dev/null; then
            folders+=("$(dirname "$(command -v postgres)")")
        fi
        folders+=(/usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/lib/postgresql*/bin /usr/libexec/postgresql*
            /usr/local/pgsql/bin /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin
            /Applications/Postgres.app/Contents/Versions/*/bin)
    fi
    for folder in "${folders[@]}"; do
        if [ -x "$folder/postgres" ] && [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
            major=$("$folder/postgres" --version 2> /dev/null | sed 's/[^0-9]*\([0-9]*\).*/\1/')
            if [ "${major:-0}" -ge 15 ]; then
                echo "$folder"
                return 0
            fi
        fi
    done
    return 1
}

# Prints the command that installs PostgreSQL with this system's own package manager; fails when it is unknown.
postgres_install_command() {
    local root=""
    [ "$(id -u)" = 0 ] || root="sudo "
    if command -v apt-get > /dev/null; then
        echo "${root}apt-get update && ${root}env DEBIAN_FRONTEND=noninteractive apt-get install -y postgresql"
    elif command -v dnf > /dev/null; then
        echo "${root}dnf install -y postgresql-server"
    elif command -v apk > /dev/null; then
        echo "${root}apk add postgresql"
    elif command -v zypper > /dev/null; then
        echo "${root}zypper --non-interactive install postgresql-server"
    elif command -v pacman > /dev/null; then
        echo "${root}pacman -Sy --noconfirm postgresql"
    elif command -v brew > /dev/null; then
        echo "brew install postgresql@17"
    else
        return 1
    fi
}

# Finds PostgreSQL, or installs it when that needs no question; stops with the command to run otherwise.
require_postgres() {
    if find_postgres > /dev/null; then
        return
    fi
    local command
    if ! command=$(postgres_install_command); then
        echo "PostgreSQL 15 or later is needed, and this system's package manager is unknown to this script." >&2
        echo "See https://www.postgresql.org/download/ and run this again." >&2
        exit 1
    fi
    if [ "$(id -u)" = 0 ] || [ "${command#sudo }" = "$command" ] || sudo -n true 2> /dev/null; then
        echo "PostgreSQL 15 or later was not found. Installing it: $command"
        # The command is one of those above; nothing from outside is in it.
        bash -c "$command" || true
    fi
    if ! find_postgres > /dev/null; then
        echo "PostgreSQL 15 or later is needed. Install it with" >&2
        echo "    $command" >&2
        echo "(or a newer release from https://www.postgresql.org/download/ when the package is older)," >&2
        echo "or name a folder with postgres, initdb and pg_ctl in ATTRIBUTION_POSTGRES_BIN, and run this again." >&2
        exit 1
    fi
}
