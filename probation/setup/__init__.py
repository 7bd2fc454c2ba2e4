"""What ./run and ./test do before Django starts: parts of the machine, servers, processes."""
