"""Ce qui ne change pas n'est pas touché, au signe près ; ce qui change se relit tel que voulu."""

from __future__ import annotations

import copy
import difflib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from projet_social.chargement import SORTES
from projet_social.ecriture.arbre import ABREGES, Arbre, nettoyer, ordonner_les_cles, semblables
from projet_social.ecriture.porte_yaml import deviner_le_retrait, ecrire_le_yaml, ouvrir
from projet_social.ecriture.yaml_conserve import fusionner
from projet_social.lecture.anomalie import CorpusInvalide
from projet_social.lecture.yaml_marque import ILLISIBLE, Chemin, lire_le_yaml
from projet_social.modele.fiche_action import FicheAction
from projet_social.modele.introspection import classe_dans
from projet_social.modele.projet import Projet
from projet_social.modele.socle import Objet

from ..fabrique import RACINE

FICHIERS = sorted(
    f for f in (RACINE / "data").rglob("*.yml") if lire_le_yaml(f.read_bytes(), "")[0]
)
chaque_fichier = pytest.mark.parametrize(
    "fichier", FICHIERS, ids=[f.relative_to(RACINE / "data").as_posix() for f in FICHIERS]
)

FICHE = """\
# Fiche-action inventée
titre: "Une action inventée"   # vérifié
resume: Dire l'essentiel

# Le plan
rattachements: [un-axe]
pilotes:
  # le premier pilote
  - Mairie inventée
  - CCAS inventé  # à confirmer

  # celui d'à côté
  - Autre mairie
description: |
  Premier paragraphe.

  Second paragraphe.
statut: en_cours
source: {document: plaquette, page: 3}
"""


def fusion(texte: str, modifier: Callable[[dict[str, Any]], None]) -> str:
    """Le texte une fois ses valeurs modifiées."""
    octets = texte.encode()
    valeurs: Any = lire_le_yaml(octets, "x.yml")[0]
    modifier(valeurs)
    return fusionner(octets, valeurs).decode()


def chemins(arbre: Any, depuis: Chemin = ()) -> Iterator[Chemin]:
    """Les chemins de tous les textes d'un arbre."""
    if isinstance(arbre, str):
        yield depuis
        return
    for pas, valeur in arbre.items() if isinstance(arbre, dict) else enumerate(arbre):
        yield from chemins(valeur, (*depuis, pas))


def poser(arbre: Any, chemin: Chemin, valeur: Callable[[str], str]) -> Any:
    """Une copie de l'arbre, où un texte a changé."""
    arbre = copy.deepcopy(arbre)
    porteur = arbre
    for pas in chemin[:-1]:
        porteur = porteur[pas]
    porteur[chemin[-1]] = valeur(porteur[chemin[-1]].strip())
    return arbre


def changees(avant: bytes, apres: bytes) -> tuple[list[str], list[str]]:
    """Les lignes retirées et les lignes ajoutées."""
    lignes = [octets.decode().splitlines() for octets in (avant, apres)]
    diff = list(difflib.unified_diff(*lignes, n=0, lineterm=""))[2:]
    return [li for li in diff if li[0] == "-"], [li for li in diff if li[0] == "+"]


@chaque_fichier
def test_les_memes_valeurs_rendent_les_memes_octets(fichier: Path) -> None:
    """Fusionner un fichier avec ce qu'il dit ne le change pas d'un octet."""
    octets = fichier.read_bytes()
    assert fusionner(octets, lire_le_yaml(octets, "")[0]) == octets


@pytest.mark.lent
@chaque_fichier
def test_un_fichier_ouvert_se_rend_au_signe_pres(fichier: Path) -> None:
    """Ouvert puis rendu, chaque fichier du dépôt est le même, octet pour octet."""
    texte = fichier.read_bytes().decode()
    retrait = deviner_le_retrait(texte)
    assert ecrire_le_yaml(*ouvrir(texte), retrait) == texte


@pytest.mark.lent
@chaque_fichier
def test_un_champ_change_ne_touche_que_sa_ligne(fichier: Path) -> None:
    """Un champ changé, où qu'il soit, ne retire qu'une ligne du fichier ; remis, il le rend.

    Trois champs d'un fichier ; le premier n'est pas au même rang que dans le fichier voisin.
    """
    octets = fichier.read_bytes()
    valeurs: Any = lire_le_yaml(octets, "")[0]
    tous = list(chemins(valeurs))
    pas = max(1, len(tous) // 3)
    for chemin in tous[FICHIERS.index(fichier) % pas :: pas]:
        apres = fusionner(octets, poser(valeurs, chemin, lambda texte: f"{texte} bis"))
        retirees, ajoutees = changees(octets, apres)
        assert len(retirees) == 1, (chemin, retirees)
        assert " bis" in "".join(ajoutees), (chemin, ajoutees)
        retirees, _ = changees(octets, fusionner(apres, valeurs))
        assert not [li for li in retirees if "bis" in li], chemin


def test_chaque_forme_abregee_du_modele_est_connue() -> None:
    """Une clé qu'un groupe peut taire (`_seul`, dans le modèle) est dans ABREGES, et réciproque."""
    attendues: set[str] = set()
    a_voir, vus = [sorte.modele for sorte in SORTES], set[type[Objet]]()
    while a_voir:
        classe = a_voir.pop()
        if classe in vus:
            continue
        vus.add(classe)
        for champ in classe.model_fields.values():
            if contenu := classe_dans(champ.annotation, Objet):
                a_voir.append(contenu)
            for validateur in _validateurs(champ.annotation, champ.metadata):
                if validateur.__name__.endswith("_seul"):
                    attendues |= set(validateur("mot"))
    assert attendues == set(ABREGES)


def _validateurs(annotation: Any, marques: Any = ()) -> Iterator[Any]:
    for marque in (*marques, *getattr(annotation, "__metadata__", ())):
        if hasattr(marque, "func"):
            yield marque.func
    for argument in getattr(annotation, "__args__", ()):
        yield from _validateurs(argument)


def test_un_statut_change_garde_tout_le_reste() -> None:
    """La ligne du statut change, et rien d'autre."""
    apres = fusion(FICHE, lambda v: v.update(statut="realisee"))
    assert apres == FICHE.replace("statut: en_cours", "statut: realisee")


def test_les_guillemets_et_le_commentaire_d_une_ligne_restent() -> None:
    """Un texte entre guillemets y reste, et le commentaire au bout de la ligne aussi."""
    apres = fusion(FICHE, lambda v: v.update(titre="Une autre"))
    assert apres == FICHE.replace('"Une action inventée"', '"Une autre"')


def test_un_seul_paragraphe_change() -> None:
    """Dans un texte long, seule la ligne retouchée change."""
    apres = fusion(
        FICHE, lambda v: v.update(description="Premier paragraphe.\n\nSecond, retouché.")
    )
    assert apres == FICHE.replace("Second paragraphe.", "Second, retouché.")


def test_une_cle_neuve_prend_sa_place() -> None:
    """Une clé neuve s'écrit après celle qui la précède dans l'ordre voulu."""

    def ajouter(valeurs: dict[str, Any]) -> None:
        reste = dict(valeurs)
        valeurs.clear()
        for cle, valeur in reste.items():
            if cle == "statut":
                valeurs["themes"] = ["sante", "mobilite"]
            valeurs[cle] = valeur

    neuve = "themes: [sante, mobilite]\nstatut: en_cours"
    assert fusion(FICHE, ajouter) == FICHE.replace("statut: en_cours", neuve)


def test_une_cle_retiree_ne_laisse_pas_de_trace() -> None:
    """Une clé retirée emporte ses lignes, pas le commentaire d'au-dessus."""
    apres = fusion(FICHE, lambda v: v.pop("rattachements"))
    assert apres == FICHE.replace("rattachements: [un-axe]\n", "")


def test_une_liste_garde_le_commentaire_de_chacun() -> None:
    """Un élément ajouté au milieu, un autre retiré : les commentaires restent où ils étaient."""
    apres = fusion(FICHE, lambda v: v.update(pilotes=["Mairie inventée", "Neuf", "Autre mairie"]))
    assert "  # le premier pilote\n  - Mairie inventée\n" in apres
    assert "  # celui d'à côté\n  - Autre mairie\n" in apres
    assert "- Neuf" in apres


def test_un_element_deplace_emporte_son_commentaire() -> None:
    """Le commentaire collé au-dessus d'un élément le suit quand il change de rang."""
    apres = fusion(
        FICHE, lambda v: v.update(pilotes=["Autre mairie", "Mairie inventée", "CCAS inventé"])
    )
    assert "pilotes:\n  # celui d'à côté\n  - Autre mairie\n" in apres
    assert "  - CCAS inventé  # à confirmer\n" in apres


def test_un_gabarit_a_remplir_garde_ses_commentaires() -> None:
    """Une clé laissée vide avec un mode d'emploi se remplit sans le perdre."""
    gabarit = "titre: Une action\nstatut:   # en_cours, realisee…\npilotes:  # un par ligne\nfin:\n"
    octets = gabarit.encode()
    valeurs = {"titre": "Une action", "statut": "en_cours", "pilotes": ["La mairie", "Le CCAS"]}
    apres = fusionner(octets, valeurs).decode()
    assert apres == (
        "titre: Une action\nstatut: en_cours   # en_cours, realisee…\n"
        "pilotes:  # un par ligne\n  - La mairie\n  - Le CCAS\nfin:\n"
    )


@pytest.mark.parametrize(
    ("ancien", "valeurs"),
    [
        ("themes: sante\ntitre: A\n", {"themes": ["sante"], "titre": "A"}),
        ("axes:\n- Un axe\n", {"axes": [{"titre": "Un axe"}]}),
        ("source: plaquette\n", {"source": {"document": "plaquette"}}),
        ("titre: A\nresume:\nthemes: []\n", {"titre": "A", "resume": "", "themes": None}),
        ("description: |\n  A\n", {"description": "A"}),
    ],
)
def test_une_autre_ecriture_de_la_meme_chose_ne_change_rien(
    ancien: str, valeurs: dict[str, Any]
) -> None:
    """Une liste d'un élément, un groupe réduit à son titre, un champ vide : rien à récrire."""
    assert fusionner(ancien.encode(), valeurs) == ancien.encode()


def test_les_fins_de_ligne_de_windows_restent() -> None:
    """Un fichier enregistré sous Windows garde ses fins de ligne, lignes neuves comprises."""
    ancien = FICHE.replace("\n", "\r\n")
    apres = fusion(ancien, lambda v: v.update(notes=["Une note", "Une autre, plus longue"]))
    assert apres.count("\n") == apres.count("\r\n")
    assert apres.startswith(ancien)


ETRANGERS = {
    "retrait de quatre": "titre: A\nsource:\n    page: 1\n    section: S\naxes:\n    - titre: B\n",
    "tirets au bord": "titre: A\nthemes:\n- sante\n- 'emploi'\nsource:\n  page: 1\n",
    "tirets loin du texte": "titre: A\naxes:\n-   titre: B\n    fin: 2\nthemes:\n- sante\n",
    "retraits mêlés": "titre: A\naxes:\n  - id: b\n    themes:\n    - x\nsource:\n     page: 1\n",
    "valeurs alignées": "nom:     B\ntitre: A\nstatut:  en_cours\nthemes:  [ x,y ]\n",
    "textes coupés": 'nom: un\n  deux\nresume: "un\n  deux\\\n  trois"\ntitre: A\nfin: 1\n  2\n',
    "tiret seul": "titre: A\naxes:\n  -\n    titre: B\n  - titre: C\n",
    "commentaires entre crochets": "x: [a, # un\n  b]\ntitre: A\ny:\n  - [a]\n  # b\n  - {c: d}\n",
    "commentaire derrière une barre": "titre: A\ndescription: |  # dire\n  B\n\n# fin\nfin: 2\n",
    "début de document": "---\n# tête\ntitre: A\nfin: ~\n",
    "fins de ligne de Windows": "titre: A\r\nnom: un\r\n  deux\r\n# fin\r\nfin: 2\r\n",
}


@pytest.mark.parametrize("ancien", ETRANGERS.values(), ids=list(ETRANGERS))
def test_une_mise_en_page_etrangere_reste(ancien: str) -> None:
    """D'un fichier écrit autrement que les nôtres, seule la ligne retouchée change."""
    apres = fusion(ancien, lambda v: v.update(titre="Autre"))
    assert apres == re.sub(r"(?m)^(titre: *)A", r"\1Autre", ancien)


def test_le_commentaire_d_une_cle_retiree_sous_un_tiret_remonte() -> None:
    """Rien ne s'écrit entre un tiret et sa première clé : le commentaire passe au-dessus."""
    ancien = "axes:\n  - id: a\n    # le titre\n    titre: A\n  # le second\n  - id: b\n"
    apres = fusion(ancien, lambda v: v["axes"][0].pop("id"))
    assert apres == "axes:\n    # le titre\n  - titre: A\n  # le second\n  - id: b\n"


def test_un_element_venu_d_ailleurs_ne_prend_pas_la_note_d_un_autre() -> None:
    """Ce qui surplombait une clé retirée reste au-dessus de l'élément qui vient s'insérer."""
    ancien = (
        "axes:\n  - id: a\n    # la fin\n    fin: 1\n  - id: b\n    debut: 2\n"
        "  # le dernier\n  - id: c\n    debut: 3\n"
    )
    voulus = [{"id": "a"}, {"id": "c", "debut": "3", "fin": "4"}, {"id": "b", "debut": "2"}]
    assert fusion(ancien, lambda v: v.update(axes=voulus)) == (
        "axes:\n  - id: a\n    # la fin\n  # le dernier\n  - id: c\n    debut: 3\n    fin: 4\n"
        "  - id: b\n    debut: 2\n"
    )


def test_un_texte_devenu_long_garde_son_commentaire() -> None:
    """Le commentaire d'une ligne passe derrière la barre, ou sous le texte dans une liste."""
    ancien = "moyens: A  # à confirmer\nnotes:\n  - Une note  # sûr\nfin: 1\n"
    apres = fusion(ancien, lambda v: v.update(moyens="A\n\nB", notes=["Une note\n\nB"]))
    assert apres == (
        "moyens: |  # à confirmer\n  A\n\n  B\n"
        "notes:\n  - |\n    Une note\n\n    B\n# sûr\nfin: 1\n"
    )


def test_un_renvoi_yaml_est_developpe_sans_rien_perdre() -> None:
    """Changer une valeur que d'autres répètent par un renvoi (*) ne change qu'elle."""
    ancien = "# Entête\nmoyens: &m Deux agents\ndescription: *m\n"
    apres = fusion(ancien, lambda v: v.update(moyens="Trois agents"))
    assert lire_le_yaml(apres.encode(), "")[0] == {
        "moyens": "Trois agents",
        "description": "Deux agents",
    }
    assert apres.startswith("# Entête\n")


def test_un_fichier_illisible_est_refuse() -> None:
    """On ne devine pas ce que disait un fichier cassé."""
    with pytest.raises(CorpusInvalide, match=r"x\.yml:1"):
        fusionner(b"titre: [a\n", {"titre": "A"}, "x.yml")


def test_un_signe_que_la_lecture_refuse_ne_s_ecrit_pas() -> None:
    """Plutôt rien qu'un fichier que l'on ne saurait plus lire."""
    with pytest.raises(ValueError, match="un caractère invisible s'est glissé dans le texte"):
        fusionner(b"titre: A\n", {"titre": "A\x1b"})


def test_un_fichier_neuf_est_ecrit_comme_ceux_de_data() -> None:
    """Identifiants entre crochets, paragraphes derrière une barre, cent signes par ligne."""
    neuf = fusionner(
        None,
        {
            "titre": "Un titre : avec un deux-points",
            "numero": "1.10",
            "resume": "Des mots qui se suivent " * 6,
            "themes": ["sante", "mobilite"],
            "pilotes": ["La mairie", "Le CCAS"],
            "description": "Un.\n\n- deux\n  - trois",
            "source": {"document": "plaquette", "page": "3"},
            "etapes": [{"titre": "Une étape", "budgets": [{"annee": "2024", "prevu": "12 000 €"}]}],
        },
    ).decode()
    assert neuf == (
        'titre: "Un titre : avec un deux-points"\n'
        'numero: "1.10"\n'
        "resume: >-\n"
        "  Des mots qui se suivent Des mots qui se suivent Des mots qui se suivent "
        "Des mots qui se suivent\n"
        "  Des mots qui se suivent Des mots qui se suivent\n"
        "themes: [sante, mobilite]\n"
        "pilotes:\n  - La mairie\n  - Le CCAS\n"
        "description: |\n  Un.\n\n  - deux\n    - trois\n"
        "source: {document: plaquette, page: 3}\n"
        "etapes:\n  - titre: Une étape\n    budgets:\n      - annee: 2024\n"
        "        prevu: 12 000 €\n"
    )
    assert max(map(len, neuf.splitlines())) <= 100


textes = st.one_of(
    st.sampled_from(
        [
            *("a", "1.10", "on", "null", "~", "- a", "a: b", "a #b", "*x", "&x", "{", "x: 'y'"),
            *(
                "a\n\nb",
                "a\n  - b",
                "\tx",
                "a\tb",
                "l'été « doux »",
                "=1+1",
                "x" * 130,
                "mot " * 40,
            ),
            "a\n\tb",
        ]
    ),
    st.text(max_size=12).filter(lambda texte: not ILLISIBLE.search(texte)),
)
cles = st.sampled_from(["id", "titre", "nom", "themes", "notes", "source", "etapes", "fin"])
arbres = st.dictionaries(
    cles,
    st.recursive(
        textes,
        lambda dedans: st.one_of(
            st.lists(dedans, max_size=4), st.dictionaries(cles, dedans, max_size=4)
        ),
        max_leaves=8,
    ),
    min_size=1,
    max_size=5,
)


@given(arbres)
def test_un_fichier_neuf_se_relit(arbre: dict[str, Any]) -> None:
    """Tout arbre écrit se relit comme il fut donné, quels que soient ses textes."""
    voulu = nettoyer(arbre)
    assume(voulu is not None)
    relu, anomalies = lire_le_yaml(fusionner(None, arbre), "")
    assert not anomalies
    assert semblables(relu, voulu)


def _en_yaml(arbre: Arbre, en_ligne: bool | None, style: str | None) -> str:
    return yaml.safe_dump(
        arbre,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=en_ligne,
        default_style=style,
        width=40,
    )


@pytest.mark.lent
@given(arbres, arbres, st.sampled_from([None, False, True]), st.sampled_from([None, '"', "|"]))
def test_toute_fusion_se_relit(
    ancien: dict[str, Any], nouveau: dict[str, Any], en_ligne: bool | None, style: str | None
) -> None:
    """D'un fichier écrit d'une façon quelconque à des valeurs quelconques."""
    avant, apres = nettoyer(ancien), nettoyer(nouveau)
    assume(avant is not None and apres is not None)
    assert avant is not None
    octets = _en_yaml(avant, en_ligne, style).encode()
    assume(not lire_le_yaml(octets, "")[1])
    relu, anomalies = lire_le_yaml(fusionner(octets, nouveau), "")
    assert not anomalies
    assert semblables(relu, apres)


def _commenter(octets: bytes) -> tuple[bytes, list[str]]:
    """Le fichier, un commentaire numéroté au-dessus de chaque clé et de chaque élément."""
    lignes, notes = [], []
    for ligne in octets.decode().splitlines():
        notes.append(f"# note {len(notes)}")
        lignes += [" " * (len(ligne) - len(ligne.lstrip())) + notes[-1], ligne]
    return "\n".join([*lignes, ""]).encode(), notes


mots = st.sampled_from(["un", "deux", "trois", "quatre", "cinq", "six"])
plans = st.fixed_dictionaries(
    {
        "titre": mots,
        "notes": st.lists(mots, min_size=1, max_size=5, unique=True),
        "axes": st.lists(
            st.fixed_dictionaries(
                {"titre": mots, "themes": mots}, optional={"notes": st.lists(mots, min_size=2)}
            ),
            min_size=1,
            max_size=4,
            unique_by=lambda axe: axe["titre"],
        ),
    }
).map(lambda plan: ordonner_les_cles(plan, Projet))


@pytest.mark.lent
@given(plans, plans)
def test_aucun_commentaire_au_dessus_ne_se_perd(ancien: Any, nouveau: Any) -> None:
    """Retirer, ajouter, déplacer des éléments : le commentaire d'un élément gardé le suit."""
    octets, _ = _commenter(fusionner(None, ancien))
    apres = fusionner(octets, nouveau).decode()
    lignes = octets.decode().splitlines()
    gardes = {axe["titre"] for axe in nouveau["axes"]} & {axe["titre"] for axe in ancien["axes"]}
    for note, ligne in zip(lignes[::2], lignes[1::2], strict=True):
        if ligne.startswith("  - titre: ") and ligne.removeprefix("  - titre: ") in gardes:
            assert f"{note}\n{ligne}\n" in apres
        if ligne.startswith("titre: "):
            assert f"{note}\ntitre: " in apres


def test_un_champ_du_modele_suffit_a_l_ordre() -> None:
    """`titre` avant `debut`, hérité : on ne commence pas une fiche par sa date."""
    arbre = ordonner_les_cles({"debut": "2024", "statut": "en_cours", "titre": "A"}, FicheAction)
    assert list(arbre) == ["titre", "debut", "statut"]
