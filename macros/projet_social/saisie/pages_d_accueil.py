"""Les pages où l'on choisit ce que l'on ouvre, et celle qui dit tout ce qui est à corriger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from ..chargement import Rapport, modele_de
from ..corpus.plan import TerritoirePublie
from ..lecture.anomalie import Anomalie, Gravite, compter
from ..modele.version import est_une_version
from ..modele.vocabulaire import Statut
from ..pages.adressage import Adressage
from ..pages.adresse import adresse_de
from . import adresses
from .guichet import (
    DemandeRecue,
    Guichet,
    Rendus,
    ReponseDePage,
    aller,
    partie_demandee,
    premiere,
    repondre_a,
)
from .inventaire import (
    INCOMPLETES,
    SANS_STATUT,
    Tri,
    fichiers_de_tout_le_site,
    inventorier_un_territoire,
    nom_du_fichier,
)
from .partie import SANS_TITRE, PartieDeFichier, nom_d_un_objet
from .references import ligne_de_la_partie
from .remplissage import dire_une_anomalie


@repondre_a("GET", adresses.ACCUEIL)
def page_d_accueil(guichet: Guichet, recue: DemandeRecue) -> ReponseDePage:
    """Les territoires, et ce qui vaut pour tout le site ; un seul territoire est l'accueil."""
    rapport = guichet.ouvert.examiner()
    territoires = list(rapport.corpus.territoires.values())
    if len(territoires) == 1:
        return _du_territoire(guichet, rapport, territoires[0], recue.adresse)
    return guichet.montrer(
        "accueil.html",
        titre="Modifier les données du site",
        territoires=territoires,
        communs=list(fichiers_de_tout_le_site(rapport)),
        fautifs=_fichiers_a_corriger(rapport),
        anomalies=compter(rapport.anomalies),
    )


@repondre_a("GET", adresses.TERRITOIRE)
def page_du_territoire(guichet: Guichet, recue: DemandeRecue) -> ReponseDePage:
    """Un territoire : son plan et ses fiches."""
    rapport = guichet.ouvert.examiner()
    trouve = rapport.corpus.territoires.get(premiere(recue.adresse, "nom"))
    if trouve is None:
        return guichet.refuser(HTTPStatus.NOT_FOUND, "Ce territoire n’est pas dans les données.")
    return _du_territoire(guichet, rapport, trouve, recue.adresse)


def _du_territoire(
    guichet: Guichet, rapport: Rapport, trouve: TerritoirePublie, demande: Rendus
) -> ReponseDePage:
    tri = Tri(*(premiere(demande, nom).strip() for nom in ("mots", "statut", "etat")))
    inventaire = inventorier_un_territoire(rapport, trouve, tri)
    seul = len(rapport.corpus.territoires) == 1
    dossier = f"territoires/{trouve.slug}/"
    return guichet.montrer(
        "territoire.html",
        titre=trouve.nom,
        territoire=trouve,
        presentation=adresses.adresse_de_la_partie(PartieDeFichier(f"{dossier}territoire.yml")),
        inventaire=inventaire,
        tri=tri,
        statuts=[(s.value, s.libelle) for s in Statut] + [(SANS_STATUT, "non renseigné")],
        incompletes=INCOMPLETES,
        seul=seul,
        communs=list(fichiers_de_tout_le_site(rapport)) if seul else [],
        fautifs=_fichiers_a_corriger(rapport, "" if seul else dossier),
        anomalies=compter(rapport.anomalies),
        fait=guichet.faits.get(premiere(demande, "fait")),
    )


@dataclass(frozen=True)
class FichierACorriger:
    """Un fichier, ce qu'il y a à en dire, et où l'ouvrir."""

    titre: str
    nom: str
    adresse: str
    anomalies: list[tuple[str, int, bool]]
    """Ce qui est dit, la ligne, et si cela empêche de publier."""

    @property
    def fautif(self) -> bool:
        """Vrai si quelque chose y empêche de publier."""
        return any(erreur for _, _, erreur in self.anomalies)


def _fichiers_a_corriger(rapport: Rapport, dossier: str = "") -> list[FichierACorriger]:
    """Les fichiers en erreur d'un dossier, ou de tous."""
    return [f for f in _par_fichier(rapport) if f.fautif and f.nom.startswith(dossier)]


def _par_fichier(rapport: Rapport) -> Iterator[FichierACorriger]:
    par_nom: dict[str, list[Anomalie]] = {}
    for anomalie in rapport.anomalies:
        par_nom.setdefault(anomalie.fichier, []).append(anomalie)
    for nom, anomalies in par_nom.items():
        connu = nom in rapport.corpus.documents and modele_de(nom) is not None
        ouvrable = connu and not est_une_version(nom)
        document = rapport.corpus.documents.get(nom)
        dit = nom_d_un_objet(document.valeurs) if document and document.valeurs else SANS_TITRE
        yield FichierACorriger(
            nom_du_fichier(nom) if dit == SANS_TITRE else dit,
            nom,
            adresses.adresse_de_la_partie(PartieDeFichier(nom)) if ouvrable else "",
            [
                (dire_une_anomalie(a), a.ligne, a.gravite is Gravite.ERREUR)
                for a in sorted(anomalies, key=lambda a: (a.gravite is not Gravite.ERREUR, a.ligne))
            ],
        )


@repondre_a("GET", adresses.VERIFIER)
def page_de_verification(guichet: Guichet, _recue: DemandeRecue) -> ReponseDePage:
    """Tout ce que dirait `projet-social verifier`, chaque fichier à ouvrir d'un clic."""
    rapport = guichet.ouvert.examiner()
    fichiers = sorted(_par_fichier(rapport), key=lambda fichier: not fichier.fautif)
    return guichet.montrer(
        "verifier.html",
        titre="Ce qui est à corriger ou à relire",
        fichiers=fichiers,
        anomalies=compter(rapport.anomalies),
    )


@repondre_a("GET", adresses.VOIR)
def page_pour_voir(guichet: Guichet, recue: DemandeRecue) -> ReponseDePage:
    """Mène à la page du site, si un aperçu tourne ; dit comment en lancer un sinon."""
    rapport = guichet.ouvert.examiner()
    partie = partie_demandee(recue.adresse, rapport)
    partie.valeurs(rapport.corpus.documents[partie.fichier].valeurs)
    ligne = ligne_de_la_partie(rapport.corpus, partie)
    plans = [p for p in rapport.corpus.plans if p.lieu.document.fichier == partie.fichier]
    slug = partie.fichier.split("/")[1] if partie.fichier.startswith("territoires/") else ""
    montree = ligne or next(iter(plans), None) or rapport.corpus.territoires.get(slug)
    adresse = adresse_de(montree) if montree else ""
    seule = Adressage(slug).placer(adresse) if slug else None
    trouvee = guichet.apercu([a for a in (adresse, seule) if a is not None])
    if trouvee:
        return aller(trouvee)
    return guichet.montrer(
        "sans_apercu.html",
        titre="Voir la page",
        retour=adresses.adresse_de_la_partie(partie),
    )
