"""Ce que règle un serveur, dit une fois : aux recettes de mise en ligne et à la page du guide.

Types des fichiers, en-têtes de chaque endroit, compression, durée de garde. Les types sont tous
dits : ceux qu'un serveur connaît d'avance changent d'un système à l'autre, et un type faux suffit,
avec `nosniff`, à ce qu'un navigateur refuse le fichier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .securite import EN_TETES, EN_TETES_DES_EXTRAITS, EN_TETES_DU_FORMULAIRE

TYPES = {
    "text/html": ("html",),
    "text/css": ("css",),
    "text/javascript": ("js", "mjs"),
    "text/csv": ("csv",),
    "text/calendar": ("ics",),
    "text/plain": ("txt",),
    "text/markdown": ("md",),
    "text/yaml": ("yml",),
    "application/xml": ("xml",),
    "application/json": ("json",),
    "application/ld+json": ("jsonld",),
    "application/wasm": ("wasm",),
    "image/svg+xml": ("svg",),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/webp": ("webp",),
    "image/avif": ("avif",),
    "image/gif": ("gif",),
    "image/x-icon": ("ico",),
    "font/woff2": ("woff2",),
    "audio/mpeg": ("mp3",),
    "video/mp4": ("mp4",),
    "text/vtt": ("vtt",),
    "application/pdf": ("pdf",),
    "application/zip": ("zip",),
    "application/vnd.sqlite3": ("sqlite",),
    "application/vnd.oasis.opendocument.text": ("odt",),
    "application/vnd.oasis.opendocument.spreadsheet": ("ods",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
}
"""Chaque type, et les fins de nom qui le portent : ce que le site publie, ce qu'on y dépose."""
FLUX = "application/atom+xml"
"""Le type des flux : leur nom finit par `.xml`, comme d'autres."""
SANS_TEXTE = ("application/wasm", "application/vnd.sqlite3")
"""Ce qui se comprime sans être du texte."""
DE_TEXTE = (
    *(type_ for type_ in TYPES if type_.startswith("text/")),
    *("application/xml", "application/json", "application/ld+json", "image/svg+xml", FLUX),
)
"""Ce qui est du texte : en UTF-8, et comprimé."""
EXTRAITS = "integration/"
"""Le dossier des pages que d'autres sites encadrent."""
MORCEAU = ".inclus.html"
"""Comment finit le nom d'un morceau de page, que l'on insère dans une autre."""
ENDROITS: Mapping[str, Mapping[str, str]] = {
    EXTRAITS: EN_TETES_DES_EXTRAITS,
    "admin/": EN_TETES_DU_FORMULAIRE,
}
"""Les dossiers du site dont les en-têtes ne sont pas ceux des autres pages."""


def regler_nginx() -> str:
    """Les lignes d'un bloc « server », hors l'adresse et le dossier du site."""
    comprimes = " ".join(nom for nom in (*DE_TEXTE, *SANS_TEXTE) if nom != "text/html")
    textes = " ".join(nom for nom in DE_TEXTE if nom != "text/html")
    lignes = [
        "# Ce qu'est chaque fichier.",
        "types {",
        *(f"    {type_} {' '.join(fins)};" for type_, fins in TYPES.items()),
        "}",
        "default_type application/octet-stream;",
        "charset utf-8;",
        f"charset_types {textes};",
        "",
        "# Ce qu'une page a le droit de charger : rien qui ne vienne du site.",
        *_ajouts_de_nginx(EN_TETES),
        "",
        "# Compression.",
        "gzip on;",
        "gzip_vary on;",
        "gzip_min_length 1024;",
        f"gzip_types {comprimes};",
        "",
        "# Une page se relit à chaque visite (le serveur répond « inchangée » si elle l'est) ; ce",
        "# qui est dans assets/ porte une empreinte dans son adresse : un an.",
        "expires -1;",
        "location /assets/ {",
        "    expires 1y;",
        "    try_files $uri =404;",
        "}",
        "location ~ /flux\\.xml$ {",
        "    types { }",
        f"    default_type {FLUX};",
        "}",
    ]
    for dossier, en_tetes in ENDROITS.items():
        lignes += [
            f"# {_pourquoi(dossier)}",
            f"location ^~ /{dossier} {{",
            *(f"    {ligne}" for ligne in _ajouts_de_nginx(en_tetes)),
            "    try_files $uri $uri/ =404;",
            "}",
        ]
    lignes += ["location / {", "    try_files $uri $uri/ =404;", "}"]
    return "\n".join(lignes)


def regler_apache() -> str:
    """Les lignes d'un hôte virtuel, hors l'adresse et le dossier du site."""
    lignes = [
        *_types_d_apache(),
        '<LocationMatch "/flux\\.xml$">',
        f"    ForceType {FLUX}",
        "</LocationMatch>",
        "",
        "# Ce qu'une page a le droit de charger : rien qui ne vienne du site.",
        *_en_tetes_d_apache(EN_TETES),
    ]
    for dossier, en_tetes in ENDROITS.items():
        lignes += [
            f"# {_pourquoi(dossier)}",
            f'<Location "/{dossier}">',
            *(f"    {ligne}" for ligne in _en_tetes_d_apache(_propres(en_tetes))),
            "</Location>",
        ]
    lignes += [
        "",
        "# Compression.",
        *_compression_d_apache(),
        "",
        "# Une page se relit à chaque visite (le serveur répond « inchangée » si elle l'est) ; ce",
        "# qui est dans assets/ porte une empreinte dans son adresse : un an.",
        'Header set Cache-Control "no-cache"',
        '<Location "/assets/">',
        '    Header set Cache-Control "max-age=31536000"',
        "</Location>",
    ]
    return "\n".join(lignes)


def regler_htaccess() -> str:
    """Les mêmes réglages pour un `.htaccess` : ce que l'hébergeur ne permet pas est ignoré."""
    lignes = [
        "<IfModule mod_mime.c>",
        *(f"    {ligne}" for ligne in _types_d_apache()),
        '    <FilesMatch "^flux\\.xml$">',
        f"        ForceType {FLUX}",
        "    </FilesMatch>",
        "</IfModule>",
        "",
        "# Ce qu'une page a le droit de charger, et combien de temps la garder.",
        "<IfModule mod_headers.c>",
        *(f"    {ligne}" for ligne in _en_tetes_d_apache(EN_TETES)),
    ]
    for dossier, en_tetes in ENDROITS.items():
        lignes += [
            f"    # {_pourquoi(dossier)}",
            f'    <If "%{{REQUEST_URI}} =~ m#/{dossier}#">',
            *(f"        {ligne}" for ligne in _en_tetes_d_apache(_propres(en_tetes))),
            "    </If>",
        ]
    lignes += [
        '    Header set Cache-Control "no-cache"',
        '    <If "%{REQUEST_URI} =~ m#/assets/#">',
        '        Header set Cache-Control "max-age=31536000"',
        "    </If>",
        "</IfModule>",
        "",
        "<IfModule mod_deflate.c>",
        "    <IfModule mod_filter.c>",
        *(f"        {ligne}" for ligne in _compression_d_apache()),
        "    </IfModule>",
        "</IfModule>",
    ]
    return "\n".join(lignes)


def _pourquoi(dossier: str) -> str:
    return {
        EXTRAITS: "Les extraits : les seules pages qu'un autre site a le droit d'encadrer.",
        "admin/": "Le formulaire : sa page dit elle-même ce qu'elle charge, et la forge qu'elle "
        "appelle.",
    }[dossier]


def _propres(en_tetes: Mapping[str, str]) -> dict[str, str]:
    """Ceux qui ne sont pas déjà ceux de tout le site ; Apache garde les autres."""
    return {nom: valeur for nom, valeur in en_tetes.items() if EN_TETES.get(nom) != valeur}


def _ajouts_de_nginx(en_tetes: Mapping[str, str]) -> Iterator[str]:
    return (f'add_header {nom} "{valeur}" always;' for nom, valeur in en_tetes.items())


def _en_tetes_d_apache(en_tetes: Mapping[str, str]) -> Iterator[str]:
    return (f'Header always set {nom} "{valeur}"' for nom, valeur in en_tetes.items())


def _types_d_apache() -> Iterator[str]:
    for type_, fins in TYPES.items():
        yield f"AddType {type_} {' '.join(f'.{fin}' for fin in fins)}"
    textes = (fin for type_ in DE_TEXTE for fin in TYPES.get(type_, ()))
    yield f"AddCharset utf-8 {' '.join(f'.{fin}' for fin in textes)}"


def _compression_d_apache() -> Iterator[str]:
    return (f"AddOutputFilterByType DEFLATE {type_}" for type_ in (*DE_TEXTE, *SANS_TEXTE))
