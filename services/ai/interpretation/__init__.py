"""Understanding as a service: the household's words and memory go in, its own accounts, categories and jars come
out.
"""
