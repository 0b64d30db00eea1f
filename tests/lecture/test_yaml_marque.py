"""Le YAML lu comme du texte, ses pièges, ses fautes, et la ligne de chaque valeur."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projet_social.lecture import yaml_marque
from projet_social.lecture.yaml_marque import EMBOITEMENT_MAXIMUM, composer, ligne_de, lire_le_yaml


def fautes(texte: str) -> list[tuple[int, str]]:
    """La ligne et le constat de chaque faute d'un texte YAML."""
    return [(a.ligne, a.constat) for a in lire_le_yaml(texte.encode(), "essai.yml")[1]]


@pytest.mark.parametrize(
    "ecrit", ["1.10", "on", "non", "01200", "12:30", "2024-02-30", "1e3", "0x10", ".5", "1_000"]
)
def test_un_piege_yaml_reste_ce_qui_fut_ecrit(ecrit: str) -> None:
    """Ni nombre, ni booléen, ni heure, ni date : le type du modèle décidera."""
    assert lire_le_yaml(f"cle: {ecrit}\n".encode(), "essai.yml") == ({"cle": ecrit}, [])


@pytest.mark.parametrize("vide", ["", " ~", " null", " ''", ' "  "', " []", " {}", " [~, '']"])
def test_un_champ_vide_est_un_champ_absent(vide: str) -> None:
    """Ce qui ne dit rien ne laisse aucune clé."""
    assert lire_le_yaml(f"a: 1\nb:{vide}\n".encode(), "essai.yml") == ({"a": "1"}, [])


def test_un_tilde_entre_guillemets_est_du_texte() -> None:
    """Les guillemets disent que l'on veut le signe lui-même."""
    assert lire_le_yaml(b"a: '~'\nb: 'null'\n", "essai.yml") == ({"a": "~", "b": "null"}, [])


def test_listes_et_groupes_s_emboitent() -> None:
    """Les valeurs sont des dictionnaires, des listes et des textes."""
    valeurs, anomalies = lire_le_yaml(b"a:\n  - b: 1\n    c: [x, y]\n  -\n  - z\n", "essai.yml")

    assert valeurs == {"a": [{"b": "1", "c": ["x", "y"]}, "z"]}
    assert anomalies == []


@pytest.mark.parametrize(
    ("chemin", "ligne"),
    [
        ((), 2),
        (("titre",), 2),
        (("axes",), 3),
        (("axes", 0), 4),
        (("axes", 0, "id"), 5),
        (("axes", 1), 9),
        (("axes", 1, "titre"), 9),
        (("axes", 2), 10),
        (("axes", 2, "themes", 1), 13),
        (("axes", 2, "absent"), 10),
        (("axes", 9), 3),
    ],
)
def test_une_valeur_se_retrouve_a_sa_ligne(chemin: tuple[str | int, ...], ligne: int) -> None:
    """Les éléments vides ne décalent rien ; un champ absent montre ce qui devrait le porter."""
    texte = """# commentaire
titre: Essai
axes:
  - titre: Un
    id: un
  - ""
  - ~
  - {a: , b: []}
  - "~"
  - titre: Deux
    themes:
      - a
      - b
"""
    assert lire_le_yaml(texte.encode(), "essai.yml")[1] == []
    assert ligne_de(composer(texte), chemin) == ligne


@pytest.mark.parametrize(
    ("texte", "ligne", "constat"),
    [
        ("a: 1\nb: c: d\n", 2, "un deux-points coupe le texte en deux"),
        ("a: >\n  x\nfaute\n", 3, "une clé sans deux-points, ou un texte mal aligné"),
        ("- a\nb: c\n", 2, "l'alignement change au milieu d'une liste"),
        ("a: - b\n", 1, "un tiret est placé là où une valeur est attendue"),
        ('a: 1\nb: "x\nc: 2\n', 2, "des guillemets ou un crochet ne sont pas refermés"),
        ("a: 1\nb: [x\nc: 2\n", 2, "un crochet ou une accolade n'est pas refermé"),
        ("a: 1\nb: [x, , y]\n", 2, "une valeur manque entre crochets ou accolades"),
        ("a: 1\nb: [\nc: 2", 2, "un crochet ou une accolade n'est pas refermé"),
        ("a: 1\nb: @x\n", 2, "un signe réservé commence le texte"),
        ("a: 1\nb: *x\n", 2, "un astérisque en début de texte"),
        ("a: 1\nb: &\n", 2, "un signe réservé (& ou *) commence le texte"),
        ('a: 1\nb: "\\d"\n', 2, "une barre oblique inversée entre guillemets"),
        ("a: 1\nb: !x!y z\n", 2, "un point d'exclamation en début de texte"),
        ("a: 1\n---\nb: 2\n", 2, "plusieurs documents dans le fichier"),
        ("a: 1\nb: é\x07\n", 2, "un caractère invisible s'est glissé dans le texte"),
        ("a: 1\nb: | x\n  y\n", 2, "écriture YAML incorrecte"),
        ("a: 1\nb: {{ x }}\n", 2, "des accolades ou des crochets ouvrent le texte"),
        ("a: 1\n\tb: 2\n", 2, "tabulation en début de ligne"),
        ("a:\n  -\tb\n", 2, "tabulation en début de ligne"),
        ("a: 1\nb: !!int 3\n", 2, "étiquette YAML « !!int »"),
        ("a: 1\nb: 2\na: 3\n", 3, "clé écrite deux fois (lignes 1 et 3)"),
        ("a: &x\n  b: *x\n", 1, "renvoi (*) d'une valeur à elle-même"),
        ("# rien\n", 1, "fichier vide"),
        ("---\n", 1, "fichier vide"),
        ("a:\nb: []\n", 1, "fichier vide"),
    ],
)
def test_une_faute_de_yaml_est_dite_a_sa_ligne(texte: str, ligne: int, constat: str) -> None:
    """L'analyseur parle anglais et montre parfois la fin du fichier : nous, non."""
    assert fautes(texte) == [(ligne, constat)]


def test_toutes_les_cles_en_double_sont_dites() -> None:
    """Une faute n'en cache pas une autre."""
    assert [ligne for ligne, _ in fautes("a: 1\na: 2\nb:\n  c: 1\n  c: 2\n")] == [2, 5]


@pytest.mark.parametrize("pas", ["[a, ", "{a: ", "- ", "? ", "[", "- - ", "? - "])
def test_un_emboitement_extreme_est_refuse_sans_deborder(pas: str) -> None:
    """Des dizaines de milliers de crochets ou de tirets ne font pas tomber le programme."""
    assert [constat for _, constat in fautes(pas * 50_000 + "x")] == [
        "emboîtement de plus de 40 niveaux"
    ]


def test_un_emboitement_en_escalier_est_refuse() -> None:
    """Le retrait aussi est borné."""
    escalier = "".join(f"{' ' * rang}a:\n" for rang in range(300))

    assert [constat for _, constat in fautes(escalier)] == ["emboîtement de plus de 40 niveaux"]


@pytest.mark.parametrize(
    "imbriquer",
    [
        lambda niveaux: "a: " + "[" * (niveaux - 1) + "x" + "]" * (niveaux - 1),
        lambda niveaux: (
            "".join(f"{' ' * rang}a:\n" for rang in range(niveaux - 1)) + " " * 60 + "b: x"
        ),
        lambda niveaux: "- " * niveaux + "x",
    ],
)
def test_quarante_niveaux_passent_et_un_de_plus_non(imbriquer: Callable[[int], str]) -> None:
    """La borne est celle que dit le message."""
    assert fautes(imbriquer(EMBOITEMENT_MAXIMUM)) == []
    assert fautes(imbriquer(EMBOITEMENT_MAXIMUM + 1)) != []


def test_des_crochets_jamais_fermes_dans_un_texte_ne_sont_pas_un_emboitement() -> None:
    """Ce n'est que du texte, si nombreux soient-ils."""
    assert fautes(f"texte: |\n  {'[' * 200}\n") == []


def test_beaucoup_de_crochets_a_plat_sont_permis() -> None:
    """Un long texte plein de liens n'est pas un emboîtement."""
    liens = "  [a](https://exemple.fr)\n" * 200

    assert fautes(f"texte: |\n{liens}a: [{'[b], ' * 100}]\n") == []


def test_des_renvois_qui_enflent_sont_refuses_vite() -> None:
    """Huit lignes de renvois valent cent millions de valeurs : on s'arrête avant."""
    bombe = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{cle}: &{cle} [{', '.join([f'*{avant}'] * 10)}]\n"
        for avant, cle in zip("abcdefgh", "bcdefghi", strict=True)
    )

    assert [constat for _, constat in fautes(bombe)] == ["renvois (*) qui enflent le fichier"]


def test_un_renvoi_honnete_est_permis() -> None:
    """Nommer une valeur pour la reprendre plus bas reste possible."""
    assert lire_le_yaml(b"a: &t [x]\nb: *t\n", "essai.yml") == ({"a": ["x"], "b": ["x"]}, [])


def test_un_fichier_d_un_million_d_octets_est_la_limite() -> None:
    """À un octet près."""
    juste = b"a: " + b"x" * (yaml_marque.TAILLE_MAXIMUM - 3)

    assert lire_le_yaml(juste, "essai.yml")[1] == []
    assert len(lire_le_yaml(juste + b"x", "essai.yml")[1]) == 1


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_des_octets_quelconques_ne_donnent_que_des_anomalies(octets: bytes) -> None:
    """Ou bien des valeurs, ou bien des anomalies ; jamais les deux, jamais une exception."""
    valeurs, anomalies = lire_le_yaml(octets, "essai.yml")

    assert (valeurs is None) == bool(anomalies)
    assert all(a.ligne >= 1 and a.constat and a.conseil for a in anomalies)


signes = st.sampled_from(list("ab01 \n\t:-[]{}&*!|>'\"#%@`,?~.<é"))


@given(st.lists(signes, max_size=60).map("".join))
def test_des_signes_de_yaml_en_desordre_ne_donnent_que_des_anomalies(texte: str) -> None:
    """Tout ce qui ressemble à du YAML est lu ou refusé, sur une ligne qui existe."""
    valeurs, anomalies = lire_le_yaml(texte.encode(), "essai.yml")

    assert (valeurs is None) == bool(anomalies)
    assert all(1 <= a.ligne <= max(1, len(texte.splitlines())) for a in anomalies)


def test_le_lecteur_en_c_est_celui_que_l_on_emploie() -> None:
    """Dix fois plus rapide que celui de Python : son absence doit se voir."""
    assert yaml_marque.Chargeur.__name__ == "CBaseLoader"
