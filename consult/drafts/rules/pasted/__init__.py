"""Reading formatted text from a clipboard (HTML by Word, a browser or another editor) into blocks.

Start at `document.read_pasted`. Only a limited subprocess should call it on what was pasted.
"""
