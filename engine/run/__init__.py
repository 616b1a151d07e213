"""Running long work: jobs, the store of finished pieces, the cluster and the memory guard."""
