"""Markdown to HTML by cmark, without what cmarkgfm leaves behind.

cmarkgfm frees neither the tree of a text nor the HTML, 80 KB for a usual report, and its bindings lack the functions
that would. Its library has them where it is built as on Linux and macOS; elsewhere the memory stays taken.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

_Free = Callable[[Any], None]


class _Memory(ctypes.Structure):
    """``cmark_mem`` of cmark-gfm.h: how its memory is taken and given back."""

    _fields_ = [(name, ctypes.c_void_p) for name in ("calloc", "realloc", "free")]


def html_of(text: str) -> str:
    """CommonMark with tables and footnotes; HTML in the text stays as it is."""
    from cmarkgfm import _cmark, cmark

    options = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_FOOTNOTES
    free_node, free_text = _frees()
    cmark.core_extensions_ensure_registered()
    parser = cmark.parser_new(options)
    try:
        cmark.parser_attach_syntax_extension(parser, cmark.find_syntax_extension("table"))
        cmark.parser_feed(parser, text)
        root = cmark.parser_finish(parser)
        made = _cmark.lib.cmark_render_html(root, options, cmark.parser_get_syntax_extensions(parser))
        try:
            return str(_cmark.ffi.string(made).decode("utf-8"))
        finally:
            free_text(_cmark.ffi.cast("uintptr_t", made))
            free_node(_cmark.ffi.cast("uintptr_t", root))
    finally:
        cmark.parser_free(parser)


@cache
def _frees() -> tuple[_Free, _Free]:
    """What frees a tree and what frees a text, given the address of one."""
    from cmarkgfm import _cmark

    library = ctypes.CDLL(_cmark.__file__)
    if not hasattr(library, "cmark_node_free") or not hasattr(library, "cmark_get_default_mem_allocator"):
        return (lambda _: None), (lambda _: None)
    library.cmark_node_free.argtypes = [ctypes.c_void_p]
    library.cmark_get_default_mem_allocator.restype = ctypes.POINTER(_Memory)
    given_back = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(library.cmark_get_default_mem_allocator().contents.free)
    return (lambda at: library.cmark_node_free(int(at))), (lambda at: given_back(int(at)))
