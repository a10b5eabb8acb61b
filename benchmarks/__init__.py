"""The figures we publish, a peer beside us in the same run. Tests never assert a time; these print it."""
