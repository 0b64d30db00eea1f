"""Les macros que la loi demande : déclaration, schéma, critères, mentions, données, poids.

Aucune n'affiche un état meilleur que celui de l'audit enregistré.
"""

from __future__ import annotations

from collections import Counter

from ..corpus.rgaa import criteres, criteres_par_theme
from ..modele.seance import Seances
from ..modele.vocabulaire import ModeDeControle
from ..serveur import regler_apache, regler_nginx
from ..texte.typographie import KILO
from .registre import macro
from .vue import Vue


@macro
def accessibilite(vue: Vue) -> str:
    """La déclaration d'accessibilité, au format fixé par le RGAA."""
    audit = vue.corpus.editeur.audit
    aujourd_hui = vue.publication.aujourd_hui
    return vue.rendre(
        "accessibilite.html",
        editeur=vue.corpus.editeur,
        audit=audit,
        conformite=vue.corpus.editeur.conformite(aujourd_hui),
        audit_valable=bool(audit and audit.en_cours_de_validite(aujourd_hui)),
        titres={critere.numero: critere.titre for critere in criteres()},
        seances=vue.corpus.seul(Seances).seances,
    )


@macro
def schema_pluriannuel(vue: Vue) -> str:
    """Le schéma pluriannuel d'accessibilité et son plan d'action de l'année."""
    schema = vue.corpus.editeur.schema_pluriannuel
    annees = range(schema.debut, schema.fin + 1) if schema else ()
    return vue.rendre(
        "schema_pluriannuel.html",
        schema=schema,
        annees=[
            (annee, [action for action in schema.actions if action.annee == annee])
            for annee in annees
            if schema
        ],
        annee_en_cours=vue.publication.aujourd_hui.year,
    )


@macro
def criteres_rgaa(vue: Vue) -> str:
    """Les 106 critères du RGAA par thème, qui peut en décider, combien de tests les regardent."""
    tous = criteres()
    modes = Counter(critere.mode for critere in tous)
    testes = Counter(critere.mode for critere in tous if critere.tests)
    return vue.rendre(
        "criteres_rgaa.html",
        total=len(tous),
        themes=criteres_par_theme(),
        comptes=[(mode, modes[mode], testes[mode]) for mode in ModeDeControle],
        protocole=vue.corpus.seul(Seances).protocole,
        seances=vue.corpus.seul(Seances).seances,
    )


@macro
def mentions_legales(vue: Vue) -> str:
    """L'éditeur, la direction de la publication, l'hébergeur, les conditions de réutilisation."""
    return vue.rendre("mentions_legales.html", editeur=vue.corpus.editeur)


@macro
def donnees_personnelles(vue: Vue) -> str:
    """Ce que le site garde de ses visiteurs (rien), et leurs droits."""
    return vue.rendre("donnees_personnelles.html", editeur=vue.corpus.editeur)


@macro
def ecoconception(vue: Vue) -> str:
    """Ce que le site charge et ce que cela pèse, mesuré pendant sa construction."""
    fichiers = [
        (nom, octets / KILO, compresse / KILO) for nom, octets, compresse in vue.annexes.fichiers
    ]
    return vue.rendre(
        "ecoconception.html",
        fichiers=[(nom, round(lourd, 1), round(leger, 1)) for nom, lourd, leger in fichiers],
        polices=[round(lourd, 1) for nom, lourd, _ in fichiers if nom.endswith(".woff2")],
        nombre_de_pages=vue.publication.nombre_de_pages,
    )


@macro
def en_tetes_du_serveur(vue: Vue) -> str:
    """Les en-têtes à faire envoyer par nginx ou Apache, prêts à copier."""
    return vue.rendre("en_tetes_du_serveur.html", nginx=regler_nginx(), apache=regler_apache())
