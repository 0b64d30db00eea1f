"""Ce qu'une page a le droit de charger, dit une fois : à la page, au serveur, au lecteur."""

POLITIQUE_DE_SECURITE = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
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
