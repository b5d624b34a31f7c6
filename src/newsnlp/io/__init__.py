"""Reading articles from files and writing records to them."""
