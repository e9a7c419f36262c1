"""Where dumps come from: files, standard input, folders and archives, decompressed and decoded."""
