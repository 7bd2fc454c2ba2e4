"""What ./run, ./test and ./check do outside Django: front-end files, servers, processes."""
