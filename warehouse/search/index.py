"""The index of search: the words of each passage, loaded and deleted with its document."""

from warehouse.connection import Connection, load_full_text_search
from warehouse.package_sql import sql_files


def index_words(connection: Connection) -> None:
    """Work out the words of every passage that search does not know yet."""
    prepare(connection)
    connection.execute(sql_files("queries")["index_words"])


def prepare(connection: Connection) -> None:
    """Give SQL the words for comparing words; the Dutch stemmer is that of ``fts``."""
    load_full_text_search(connection)
    connection.execute(sql_files("queries")["search_macros"])
