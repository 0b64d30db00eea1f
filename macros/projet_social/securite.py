"""Ce qu'une page a le droit de charger, dit une fois : à la page, au serveur, au lecteur."""

from base64 import b64encode
from hashlib import sha256

POLITIQUE_DE_SECURITE = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    )
)
"""Ce qu'une page a le droit de charger : rien qui ne vienne du site.

`wasm-unsafe-eval` sert à la recherche, dont le moteur est un module WebAssembly du site.
"""

EN_TETES = {
    "Content-Security-Policy": f"{POLITIQUE_DE_SECURITE}; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Strict-Transport-Security": "max-age=31536000",
}
"""Les en-têtes à faire envoyer par le serveur, où une page ne peut pas tout dire d'elle-même."""

STYLE_DES_EXTRAITS = (
    ":root{color-scheme:light dark}"
    "body{margin:0;padding:1rem;font:1rem/1.55 system-ui,sans-serif;"
    "background:light-dark(#fffdf9,#12181b);color:light-dark(#1d2a2e,#edf1f0)}"
    "article{max-width:42rem;overflow-wrap:anywhere}article:has(table){max-width:none}"
    "h1,h2{font-family:Palatino,Georgia,serif;line-height:1.2;margin:0 0 .5em}"
    "h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:1.2em}p{margin:.4em 0}"
    "article p:first-child,dt,small{color:light-dark(#4a5a60,#b3c0c2);font-size:.9rem}"
    "a{color:light-dark(#0b5c6b,#7fd0dc);text-underline-offset:.18em;padding-block:.15em}"
    "a:focus-visible{outline:3px solid light-dark(#a63d17,#ffb08f);outline-offset:2px}"
    "dl{display:grid;gap:.4rem;margin:.8em 0}dd,ul,ol{margin:0}ul{padding-left:1.2rem}"
    "ol{padding-left:2rem}li{margin:.3em 0}article p:last-child{margin-top:1.4em}"
    "figure{margin:1em 0}svg{overflow:visible;font-size:.75rem;fill:currentColor}"
    ".axe,.trait,.tige,.ouverte{stroke:light-dark(#4a5a60,#b3c0c2)}.ouverte{stroke-dasharray:4 4}"
    ".jour,.periode{fill:light-dark(#0b5c6b,#7fd0dc)}.periode{opacity:.45}"
    ".numero{fill:light-dark(#fffdf9,#12181b)}"
    ".large{overflow-x:auto}.large:focus-visible{outline:3px solid light-dark(#a63d17,#ffb08f)}"
    "table{border-collapse:collapse;font-size:.9rem}caption{text-align:left;margin:.4em 0}"
    "td,th{border:1px solid light-dark(#e0d7c8,#35424a);padding:.2rem;text-align:center}"
    "thead th+th{writing-mode:vertical-rl;padding:.4rem .1rem}td a{display:block;min-width:1.5rem}"
    "th:first-child{position:sticky;left:0;background:light-dark(#fffdf9,#12181b);"
    "min-width:7rem;text-align:left;overflow-wrap:normal}"
)
"""L'habit d'un extrait encadré, le seul style écrit dans une page : sa politique le désigne par son
empreinte. Ni guillemet ni chevron, pour qu'il s'écrive tel quel."""

POLITIQUE_DES_EXTRAITS = "; ".join(
    (
        "default-src 'none'",
        f"style-src 'sha256-{b64encode(sha256(STYLE_DES_EXTRAITS.encode()).digest()).decode()}'",
        "form-action 'none'",
        "base-uri 'none'",
    )
)
"""Ce qu'un extrait a le droit de charger : rien, sinon son propre style."""

EN_TETES_DES_EXTRAITS = EN_TETES | {
    "Content-Security-Policy": f"{POLITIQUE_DES_EXTRAITS}; frame-ancestors *",
}
"""Les en-têtes des extraits : les seules pages qu'un autre site a le droit d'encadrer."""

EN_TETES_DU_FORMULAIRE = EN_TETES | {"Content-Security-Policy": "frame-ancestors 'none'"}
"""Les en-têtes de `/admin/`. Sa page dit elle-même sa politique, avec les adresses de la forge que
`projet-social formulaire` connaît et que le serveur ignore : deux politiques se cumuleraient, et
celle du site la laisserait blanche. Il ne reste au serveur que ce qu'une page ne peut pas dire."""
