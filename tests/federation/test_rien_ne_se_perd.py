"""Ce que publie une source entre dans l'ensemble, ou le bilan nomme ce qui n'y entre pas.

Rien n'énumère ici les sortes d'objets : chaque texte d'une source est cherché dans l'ensemble. S'il
n'y est pas, l'objet qui le porte, ou son fichier, doit être nommé.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from projet_social.chargement import SORTES, modele_de
from projet_social.federation.assemblage import ResultatDAssemblage, assembler_les_sources
from projet_social.federation.lectures import Demande
from projet_social.federation.recuperation import Recu
from projet_social.federation.sources import lire_les_sources
from projet_social.lecture.yaml_marque import lire_le_yaml
from projet_social.modele.format import Format
from projet_social.reprise import lire_json

from .serveurs import en_octets, publication

pytestmark = pytest.mark.lent

NOMMENT = ("id", "sigle", "nom", "titre", "phrase", "lecteur", "partie")
"""Les clés qui nomment un objet dans une phrase du bilan."""


def complete(slug: str, nom: str) -> dict[str, Any]:
    """Un site qui publie toutes les sortes de fichiers, avec des mots à lui."""
    site = publication(slug, nom)
    donnees = site["donnees"]
    territoire = donnees["territoires"][slug]
    ligne = {
        "titre": f"Action de {nom}",
        "themes": ["sante"],
        "etapes": [{"titre": f"Étape {nom}"}],
    }
    territoire["actions"] = {"navette": ligne | {"rattachements": ["se-soigner-pres-de-chez-soi"]}}
    territoire["projet-autre"] = {
        "titre": f"Second plan de {nom}",
        "axes": [f"Axe second de {nom}"],
    }
    figee = {"titre": f"Plan d'alors de {nom}", "axes": [f"Axe d'alors de {nom}"]}
    territoire["versions"] = {
        "vote": {
            "titre": f"Voté par {nom}",
            "date": "12 décembre 2025",
            "plan": "projet",
            "format": 2,
            "territoire": territoire["territoire"],
            "projet": figee,
        }
    }
    donnees["dossiers"] = {"regard": {"titre": f"Regard de {nom}", "territoires": [slug]}}
    ligne_accompagnee = {"nom": f"Pays de {nom}", "territoire": slug}
    groupe = {"titre": f"Accompagnés par {nom}", "accompagnements": [ligne_accompagnee]}
    donnees["accompagnements"] = {"groupes": [groupe], "notes": [f"Note de {nom}."]}
    donnees["editeur"] = {"nom": f"Éditeur de {nom}", "adresse": f"1 rue de {nom}"}
    seance = {
        "date": "3 mars 2026",
        "lecteur": f"Lecteur de {nom}",
        "navigateur": "Firefox",
        "systeme": "Linux",
        "version": "1",
        "parcours": [{"id": "p1", "resultat": "reussi"}],
    }
    donnees["seances"] = {"seances": [seance]}
    donnees["referentiels"] |= {
        "publics": {"publics": [{"id": "jeunes", "nom": f"Jeunes de {nom}"}]},
        "situations": {"situations": [{"id": "parent", "phrase": f"Je suis parent à {nom}"}]},
        "acteurs": {
            "familles": [{"id": "f", "nom": f"Famille de {nom}"}],
            "acteurs": [{"id": "caf", "nom": f"CAF de {nom}", "famille": "f"}],
        },
        "glossaire": {"termes": [{"sigle": "CAF", "definition": f"Caisse de {nom}."}]},
    }
    donnees["referentiels"]["sources"]["sources"].append(
        {"id": "que-rien-ne-cite", "titre": f"Document oublié de {nom}"}
    )
    return site


def assembler(dossier: Path, sites: Mapping[str, Any], restreindre: Sequence[str] = ()) -> Any:
    """Assemble des sites ; `restreindre` nomme ceux dont on ne prend que leur territoire."""
    sources = [
        {"nom": nom, "adresse": f"https://{nom}.exemple.fr/"}
        | ({"territoires": [nom]} if nom in restreindre else {})
        for nom in sites
    ]
    (dossier / "sources.yml").write_text(yaml.safe_dump({"sources": sources}), encoding="utf-8")

    def recuperer(adresse: str, _etag: str) -> Recu:
        return Recu(en_octets(sites[adresse.split("//")[1].split(".")[0]]), "")

    lues = lire_les_sources(dossier / "sources.yml")
    jour = datetime(2026, 11, 22, tzinfo=UTC)
    return assembler_les_sources(Demande(lues, dossier / "data", jour, recuperer))


def textes(valeur: Any, noms: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Chaque texte, et les noms des objets qui le portent."""
    if isinstance(valeur, Mapping):
        ici = tuple(str(valeur[cle]) for cle in NOMMENT if isinstance(valeur.get(cle), str))
        for contenu in valeur.values():
            yield from textes(contenu, (*noms, *ici))
    elif isinstance(valeur, list):
        for element in valeur:
            yield from textes(element, noms)
    else:
        yield str(valeur), noms


def perdus(sites: Mapping[str, Any], fait: ResultatDAssemblage) -> list[str]:
    """Les textes d'une source qui ne sont ni dans l'ensemble, ni à un objet que le bilan nomme."""
    assert fait.donnees is not None, (fait.refus, fait.bilan.conflits, fait.bilan.anomalies)
    gardes = {
        texte
        for change in fait.donnees.changements
        for texte, _ in textes(lire_le_yaml(change.apres or b"", change.chemin)[0], ())
    }
    oublies = []
    for nom, site in sites.items():
        source = fait.bilan.de(nom)
        assert source is not None
        laisses = "\n".join(source.laisses)
        dits = "\n".join([laisses, *source.remarques])
        reprise = lire_json(en_octets(site), nom)[0]
        assert reprise is not None
        for chemin, arbre in reprise.arbres.items():
            for texte, noms in textes(arbre, ()) if chemin not in laisses else ():
                if texte not in gardes and not any(mot in dits for mot in (texte, *noms)):
                    oublies.append(f"{nom}, {chemin} : {texte}")
    return oublies


def test_le_site_de_l_essai_a_toutes_les_sortes_de_fichiers() -> None:
    """Une sorte ajoutée au programme, et oubliée ici, se voit."""
    reprise, _ = lire_json(en_octets(complete("val", "Val")), "val")
    assert reprise is not None
    assert {modele_de(chemin) for chemin in reprise.arbres} == {s.modele for s in SORTES} - {Format}
    assert {s.motif for s in SORTES if any(map(s.motif.fullmatch, reprise.arbres))} == {
        s.motif for s in SORTES if s.modele is not Format
    }


@pytest.mark.parametrize("restreindre", [(), ("val", "mont")])
def test_chaque_objet_entre_ou_se_dit(tmp_path: Path, restreindre: Sequence[str]) -> None:
    """Deux sites qui ont tout, et les mêmes identifiants à tout."""
    sites = {"val": complete("val", "Val"), "mont": complete("mont", "Mont")}
    fait = assembler(tmp_path, sites, restreindre)

    assert perdus(sites, fait) == []
    ecrits = {change.chemin for change in fait.donnees.changements}
    assert {"dossiers/regard.yml", "dossiers/mont-regard.yml", "accompagnements.yml"} <= ecrits
    val, mont = fait.bilan.sources
    assert "editeur.yml (Éditeur de Val)" in val.laisses
    assert "séance du 3 mars 2026, Lecteur de Val" in val.laisses
    assert (
        "accompagnement « Pays de Mont » (« Accompagnés par Mont »), la liste de « val » reste"
        in (mont.laisses)
    )
    assert "glossaire, « CAF », définition : « Caisse de Mont. » cède à « Caisse de Val. »" in (
        " ".join(mont.remarques)
    )
    assert "laissé chez elle : " in fait.bilan.en_texte().replace("\N{NO-BREAK SPACE}", " ")


def test_un_silence_se_verrait(tmp_path: Path) -> None:
    """L'essai échoue si le bilan se tait : c'est ce qu'il garde."""
    sites = {"val": complete("val", "Val"), "mont": complete("mont", "Mont")}
    fait = assembler(tmp_path, sites)
    for source in fait.bilan.sources:
        source.laisses.clear()

    assert any("seances.yml" in oubli for oubli in perdus(sites, fait))


def test_un_dossier_garde_ses_territoires_presents_et_nomme_les_autres(tmp_path: Path) -> None:
    """Le dossier d'un voisin dont le site n'est pas une source."""
    sites = {"val": complete("val", "Val"), "mont": complete("mont", "Mont")}
    bois = publication("bois", "Bois")["donnees"]["territoires"]["bois"]
    sites["mont"]["donnees"]["territoires"]["bois"] = bois
    sites["mont"]["donnees"]["dossiers"] = {
        "deux": {"titre": "Deux", "territoires": ["mont", "bois"]},
        "seul": {"titre": "Seul", "territoires": ["bois"]},
    }
    fait = assembler(tmp_path, sites, ["mont"])
    ecrits = {c.chemin: c.apres for c in fait.donnees.changements}

    assert lire_le_yaml(ecrits["dossiers/deux.yml"], "")[0] == {
        "titre": "Deux",
        "territoires": ["mont"],
    }
    mont = fait.bilan.sources[1]
    assert mont.remarques[0] == (
        "dossiers/deux.yml (« Deux ») paraît sans bois, que l'ensemble n'a pas"
    )
    assert "dossiers/seul.yml (« Seul »), aucun de ses territoires n'est dans l'ensemble" in (
        mont.laisses
    )


def test_une_annexe_en_faute_n_emporte_pas_sa_source(tmp_path: Path) -> None:
    """Un dossier vers un territoire inconnu : il se laisse, la source entre."""
    sites = {"val": complete("val", "Val")}
    sites["val"]["donnees"]["dossiers"]["faux"] = {"titre": "Faux", "territoires": ["ailleurs"]}
    fait = assembler(tmp_path, sites)

    assert perdus(sites, fait) == []
    assert any(
        "dossiers/faux.yml (territoire « ailleurs »" in d for d in fait.bilan.sources[0].laisses
    )


MOTS = st.sampled_from(["un", "deux", "trois"])


@st.composite
def ensembles(tirer: st.DrawFn) -> tuple[dict[str, Any], list[str]]:
    """Deux ou trois sites qui se recouvrent au hasard, et ceux dont on ne prend que le leur."""
    slugs = ["val", "mont", "bois"][: tirer(st.integers(2, 3))]
    sites = {slug: complete(slug, slug.capitalize()) for slug in slugs}
    for slug, site in sites.items():
        donnees = site["donnees"]
        for voisin in tirer(st.sets(st.sampled_from([s for s in slugs if s != slug]))):
            fiche = publication(voisin, voisin.capitalize())["donnees"]["territoires"][voisin]
            entier = tirer(st.booleans())
            donnees["territoires"][voisin] = (
                fiche if entier else {"territoire": fiche["territoire"]}
            )
        connus = st.sampled_from(list(donnees["territoires"]))
        donnees["dossiers"] = {
            nom: {
                "titre": f"Dossier {nom} {tirer(MOTS)}",
                "territoires": tirer(st.lists(connus, min_size=1, unique=True)),
            }
            for nom in tirer(st.sets(MOTS))
        }
        donnees["referentiels"]["glossaire"] = {
            "termes": [
                {"sigle": sigle, "definition": f"Sens {tirer(MOTS)}.", "voir": [tirer(MOTS)]}
                for sigle in tirer(st.sets(MOTS, min_size=1))
            ]
        }
        donnees["accompagnements"]["groupes"][0]["accompagnements"] = [
            {"nom": f"Pays {mot}", "precision": f"Doute {tirer(MOTS)}", "territoire": tirer(connus)}
            for mot in tirer(st.sets(MOTS, min_size=1))
        ]
    return sites, [slug for slug in slugs if tirer(st.booleans())]


@settings(max_examples=25, deadline=None)
@given(ensembles())
def test_quels_que_soient_les_sites_rien_ne_se_perd(
    essai: tuple[dict[str, Any], list[str]],
) -> None:
    """Un conflit arrête tout et nomme les deux sources ; sinon, tout est là ou nommé."""
    sites, restreindre = essai
    with tempfile.TemporaryDirectory() as dossier:
        fait = assembler(Path(dossier), sites, restreindre)
        if fait.bilan.conflits:
            assert fait.tout is None
        else:
            assert perdus(sites, fait) == []
