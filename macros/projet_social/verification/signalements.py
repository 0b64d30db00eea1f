"""Ce qui se publie mais mérite un regard : des avertissements."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus.corpus import Corpus
from ..corpus.perimetre import homonymes
from ..lecture.anomalie import Anomalie
from ..lecture.validation import plus_proche
from ..modele.texte import TITRE_CONSEILLE
from ..texte.identifiant import forme_commune
from ..texte.redite import part_redite
from ..texte.typographie import accorder
from .registre import verification

REDITE = 0.6
"""Part des mots d'un résumé qui, pris au titre, en font une répétition."""


@verification()
def titres_lisibles(corpus: Corpus) -> Iterator[Anomalie]:
    """Un titre de plus de 120 signes se lit mal sur un téléphone."""
    for ligne in corpus.lignes:
        if len(ligne.contenu.titre) > TITRE_CONSEILLE and not ligne.contenu.resume:
            yield (ligne.lieu / "titre").avertir(
                f"titre de {len(ligne.contenu.titre)} signes, {TITRE_CONSEILLE} conseillés",
                "ajouter un « resume » d'une phrase",
            )


@verification()
def resumes_utiles(corpus: Corpus) -> Iterator[Anomalie]:
    """Un résumé fait des mots de son titre se lit pour rien.

    Compte la part des mots du résumé, mots-outils ôtés, que le titre contient déjà
    (`texte.redite`) : casse, accents, pluriel et terminaison ne les distinguent pas.
    """
    for ligne in corpus.lignes:
        if not ligne.contenu.resume:
            continue
        part = part_redite(ligne.contenu.resume, ligne.contenu.titre)
        if part >= REDITE:
            yield (ligne.lieu / "resume").avertir(
                f"résumé fait à {part:.0%} des mots du titre".replace("%", " %"),
                "dire ce que le titre ne dit pas, ou retirer « resume »",
            )


@verification()
def fiches_remplies(corpus: Corpus) -> Iterator[Anomalie]:
    """Une fiche réduite à son titre n'apprend rien au lecteur."""
    for ligne in corpus.lignes:
        if ligne.fiche and ligne.fiche.reduite_au_titre:
            yield ligne.lieu.avertir(
                "fiche-action réduite à son titre", "ajouter au moins « resume » et « themes »"
            )


@verification()
def lignes_de_lecture_etiquetees(corpus: Corpus) -> Iterator[Anomalie]:
    """Sans thème, une ligne comparée ou une action ne se retrouve nulle part."""
    for plan in corpus.plans:
        for ligne in plan.lignes:
            comparee = ligne.type is plan.niveau_de_lecture and not ligne.est_sous_point
            if (comparee or ligne.fiche) and not ligne.themes:
                yield ligne.lieu.avertir(
                    f"« {ligne.contenu.titre[:60]} » n'a pas de thème",
                    "choisir de un à quatre thèmes, si la source en parle",
                )


@verification()
def plans_sources(corpus: Corpus) -> Iterator[Anomalie]:
    """Tout ce qui est dit a une source."""
    for plan in corpus.plans:
        if plan.projet.source is None or plan.projet.source.document is None:
            yield plan.lieu.avertir("projet sans source", "ajouter « source: {document: …} »")
    for territoire in corpus.territoires.values():
        if territoire.donnees.populations and territoire.donnees.source is None:
            yield territoire.lieu.avertir(
                "chiffres de population sans source", "ajouter « source: {document: …} »"
            )


@verification()
def comptes_declares_tenus(corpus: Corpus) -> Iterator[Anomalie]:
    """Le document annonce un nombre ; le plan en montre un autre."""
    for plan in corpus.plans:
        for type_, annonce in plan.projet.comptes_declares.items():
            reel = plan.comptes[type_]
            if reel != annonce:
                yield (plan.lieu / "comptes_declares" / type_.value).avertir(
                    f"{accorder(annonce, type_, type_.pluriel)} selon la source, "
                    f"{reel} dans le plan",
                    "compléter le plan, ou le dire dans « notes »",
                )


@verification("referentiels/acteurs.yml")
def acteurs_reconnus(corpus: Corpus) -> Iterator[Anomalie]:
    """Une formulation que le référentiel ne connaît pas ne se compte avec aucune autre."""
    for plan in corpus.plans:
        if plan.projet.demarche is None:
            continue
        for rang, etape in enumerate(plan.projet.demarche.etapes):
            for part, nommes in etape.parts.items():
                lieu = plan.lieu / "demarche" / "etapes" / rang / part.champ
                for rang_acteur, acteur in enumerate(nommes):
                    if forme_commune(acteur) not in corpus.acteurs_par_forme:
                        yield (lieu / rang_acteur).avertir(
                            f"acteur « {acteur} » absent du référentiel",
                            "l'ajouter aux « variantes » d'un acteur de referentiels/acteurs.yml",
                        )


@verification()
def territoires_rapproches(corpus: Corpus) -> Iterator[Anomalie]:
    """Un SIREN ou un code Insee absent de la liste officielle est sans doute mal recopié."""
    if not corpus.officiel.entites:
        return
    for territoire in corpus.territoires.values():
        donnees = territoire.donnees
        absents = [
            (territoire.lieu / "membres" / rang, f"SIREN {siren}")
            for rang, siren in enumerate(donnees.membres)
            if siren not in corpus.officiel.entites
        ]
        if donnees.insee is None and donnees.siren and not territoire.officielles:
            absents.append((territoire.lieu / "siren", f"SIREN {donnees.siren}"))
        if donnees.insee and donnees.insee not in corpus.officiel.communes:
            absents.append((territoire.lieu / "insee", f"code Insee {donnees.insee}"))
        for lieu, code in absents:
            yield lieu.avertir(f"{code} absent de la liste officielle", "le vérifier")


@verification()
def porteurs_reconnus(corpus: Corpus) -> Iterator[Anomalie]:
    """Les habitants d'une communauté que la liste officielle ne connaît pas ne se comptent pas."""
    for plan in corpus.plans:
        for rang, dit in enumerate(plan.projet.partage_avec):
            lieu = plan.lieu / "partage_avec" / rang
            if dit in corpus.officiel.entites or not corpus.officiel.entites:
                continue
            if dit in corpus.territoires:
                yield lieu.anomalie(
                    f"« {dit} » est un territoire de ce site",
                    f"l'écrire dans « territoires » : [{plan.territoire.slug}, {dit}]",
                )
            elif dit.isdecimal():
                yield lieu.avertir(f"SIREN {dit} absent de la liste officielle", "le vérifier")
            else:
                memes = ", ".join(e.siren for e in homonymes(dit, corpus.officiel))
                yield lieu.avertir(
                    f"« {dit} » est dite par son nom : ses habitants et ses communes ne se "
                    "comptent pas",
                    f"écrire son SIREN{' : ' if memes else ''}{memes}",
                )


@verification()
def origines_connues(corpus: Corpus) -> Iterator[Anomalie]:
    """Ce dont une ligne se dit issue doit se trouver dans une version figée de son plan."""
    for plan in corpus.plans:
        versions = corpus.versions_du_plan(plan)
        connues = {ligne.id for version in versions for ligne in version.plan.lignes}
        for ligne in plan.lignes if versions else ():
            for rang, origine in enumerate(ligne.contenu.issue_de):
                if origine not in connues:
                    yield (ligne.lieu / "issue_de" / rang).avertir(
                        f"« {origine} » n'est dans aucune version figée de ce plan",
                        plus_proche(origine, connues) or "vérifier l'identifiant, ou le retirer",
                    )
