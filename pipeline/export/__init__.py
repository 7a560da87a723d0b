"""Records and papers to files: tables, frozen papers, the record of a run, the data package, the codebook."""
