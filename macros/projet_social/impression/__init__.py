"""Ce que l'on emporte sur papier ou que l'on retravaille : dossiers en PDF, DOCX et ODT.

Un document imprimé se compose des mêmes macros et des mêmes données que les pages du site : un
seul HTML, que `en_pdf` met en pages, et que `lecture` découpe en blocs pour `en_docx` et `en_odt`.
"""
