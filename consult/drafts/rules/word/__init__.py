"""Reading a Word document (ISO/IEC 29500, ECMA-376) into blocks.

Start at `document.read_document`. Only a limited subprocess should call it on a stranger's file.
"""
