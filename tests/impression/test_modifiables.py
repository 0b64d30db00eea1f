"""Les dossiers DOCX et ODT : de vrais styles, une table des matières, et LibreOffice les ouvre."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby, pairwise
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from lxml import etree, html

from projet_social.archive import JOUR_ZERO
from projet_social.impression.blocs import Figure, ListeImprimee, Tableau, Titre
from projet_social.impression.dessin import PRIMAIRE
from projet_social.impression.en_docx import ecrire_en_docx
from projet_social.impression.en_odt import ecrire_en_odt
from projet_social.impression.imprime import Imprime
from projet_social.impression.lecture import lire_le_html
from projet_social.impression.territoires import composer_un_plan
from projet_social.pages.publication import Publication

from ..visiteur import rien
from .conftest import exiger_le_programme, serrer, texte_de

pytestmark = pytest.mark.lent

ODF = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}


@pytest.fixture(scope="module")
def ecrit_en_docx(douze: Imprime) -> docx.document.Document:
    """Le DOCX des douze, relu."""
    return docx.Document(BytesIO(ecrire_en_docx(douze)))


@pytest.fixture(scope="module")
def ecrit_en_odt(douze: Imprime) -> Iterator[ZipFile]:
    """L'ODT des douze, ouvert."""
    with ZipFile(BytesIO(ecrire_en_odt(douze))) as archive:
        yield archive


def titres_de(imprime: Imprime) -> list[tuple[int, str]]:
    """Les titres qu'un document doit porter : rang et mots."""
    return [
        (bloc.rang, bloc.texte)
        for feuilles in lire_le_html(imprime)
        for bloc in feuilles.blocs
        if isinstance(bloc, Titre)
    ]


def test_le_docx_a_de_vrais_titres(ecrit_en_docx: docx.document.Document, douze: Imprime) -> None:
    """Chaque titre est dans le style de son rang : le volet de navigation les montre."""
    lus = [
        (int(paragraphe.style.name.removeprefix("Heading ")), paragraphe.text)
        for paragraphe in ecrit_en_docx.paragraphs
        if paragraphe.style.name.startswith("Heading ")
    ]
    assert lus == titres_de(douze)
    assert len(lus) > 100
    assert ecrit_en_docx.paragraphs[1].style.name == "Title"


def test_le_docx_se_presente(ecrit_en_docx: docx.document.Document, douze: Imprime) -> None:
    """Titre, langue française, auteur, et des dates qui sont celles des données."""
    proprietes = ecrit_en_docx.core_properties
    assert proprietes.title == douze.titre
    assert proprietes.language == "fr-FR"
    assert proprietes.author == "Territoires Conseils, un service de la Banque des Territoires"
    assert douze.maj is not None
    assert proprietes.modified.date() == douze.maj
    langues = ecrit_en_docx.styles.element.xpath("//w:rPrDefault//w:lang/@w:val")
    assert langues == ["fr-FR"]


def test_les_tableaux_du_docx_repetent_leurs_en_tetes(
    ecrit_en_docx: docx.document.Document,
) -> None:
    """Une ligne d'en-tête répétée, aucune ligne coupée, une légende dite à qui écoute."""
    assert len(ecrit_en_docx.tables) == 14
    for tableau in ecrit_en_docx.tables:
        lignes = [ligne._tr.trPr for ligne in tableau.rows]
        assert lignes[0].find(qn("w:tblHeader")) is not None
        assert all(proprietes.find(qn("w:cantSplit")) is not None for proprietes in lignes)
        assert tableau._tbl.tblPr.find(qn("w:tblCaption")) is not None


def test_les_tableaux_du_docx_se_lisent_sans_piege(
    ecrit_en_docx: docx.document.Document,
) -> None:
    """Ni cellule fusionnée, ni corps au choix : une grille entière, le corps de son style."""
    corps: set[float] = set()
    for tableau in ecrit_en_docx.tables:
        element = tableau._tbl
        rien(element.iter(qn("w:gridSpan"), qn("w:vMerge"), qn("w:sz")))
        largeurs = {len(ligne.tc_lst) for ligne in element.tr_lst}
        assert largeurs == {len(element.tblGrid.gridCol_lst)}
        for case in element.iter(qn("w:tc")):
            corps |= {corps_de(p.style) for p in docx.table._Cell(case, tableau).paragraphs}
    assert corps == {8}


def corps_de(style: docx.styles.style.ParagraphStyle) -> float:
    """Le corps d'un style, le sien ou celui dont il hérite."""
    while style.font.size is None:
        style = style.base_style
    return style.font.size.pt


def test_la_matrice_du_docx_a_des_colonnes_egales_et_teintees(
    ecrit_en_docx: docx.document.Document,
) -> None:
    """Des largeurs égales ; la teinte redouble la lettre, elle ne la remplace pas."""
    matrice = next(t for t in ecrit_en_docx.tables if t.cell(0, 0).text == "Thème")
    assert len({colonne.width for colonne in list(matrice.columns)[1:]}) == 1
    teintes: dict[str, set[str]] = {}
    for case in matrice._tbl.iter(qn("w:tc")):
        texte, fond = case.xpath("string(.)").strip(), case.xpath("./w:tcPr/w:shd/@w:fill")
        if texte in ("A", "O", "C"):
            teintes.setdefault(texte, set()).update(fond)
    assert {lettre: len(fonds) for lettre, fonds in teintes.items()} == {"A": 1, "O": 1, "C": 1}
    assert len(set.union(*teintes.values())) == 3


def test_les_figures_du_docx_ont_une_alternative(
    ecrit_en_docx: docx.document.Document, douze: Imprime
) -> None:
    """Autant d'images que de dessins, chacune dite en mots."""
    dites = [forme._inline.docPr.get("descr") for forme in ecrit_en_docx.inline_shapes]
    avant = "//w:p[.//w:drawing]/preceding-sibling::*[1][self::w:p]"
    seuls = ecrit_en_docx.element.xpath(f"{avant}[not(w:pPr/w:keepNext)]")
    rien(seul.text for seul in seuls)  # ce qui annonce une figure reste avec elle
    assert sorted(dites) == sorted(dessin.alternative for dessin in douze.dessins.values())


def test_la_table_des_matieres_du_docx_mene_aux_titres(
    ecrit_en_docx: docx.document.Document, douze: Imprime
) -> None:
    """Un champ TOC à mettre à jour, rempli d'avance ; chaque ligne mène à un signet qui existe."""
    corps = ecrit_en_docx.element.body
    assert any("TOC" in (champ.text or "") for champ in corps.iter(qn("w:instrText")))
    signets = {signet.get(qn("w:name")) for signet in corps.iter(qn("w:bookmarkStart"))}
    liens = [lien.get(qn("w:anchor")) for lien in corps.iter(qn("w:hyperlink"))]
    internes = [lien for lien in liens if lien]
    assert len(internes) >= sum(rang == 1 for rang, _ in titres_de(douze))
    rien(set(internes) - signets)


def test_le_docx_alterne_portrait_et_paysage(ecrit_en_docx: docx.document.Document) -> None:
    """Les comparaisons sont à l'horizontale, le reste à la verticale."""
    sens = [section.orientation == WD_ORIENT.LANDSCAPE for section in ecrit_en_docx.sections]
    assert [paysage for paysage, _ in groupby(sens)] == [False, True, False]
    rien(
        s.page_width
        for s in ecrit_en_docx.sections
        if (s.page_width > s.page_height) != (s.orientation == WD_ORIENT.LANDSCAPE)
    )


def test_chaque_liste_numerotee_du_docx_repart_de_un(
    ecrit_en_docx: docx.document.Document, douze: Imprime
) -> None:
    """Les étapes de chaque démarche se comptent depuis 1."""
    numeros = [
        paragraphe._p.pPr.numPr.numId.val
        for paragraphe in ecrit_en_docx.paragraphs
        if paragraphe.style.name.startswith("List Number")
    ]
    listes = sum(
        isinstance(bloc, ListeImprimee) and bloc.numerotee
        for feuilles in lire_le_html(douze)
        for bloc in feuilles.blocs
    )
    assert len(set(numeros)) == listes
    assert sum(a != b for a, b in pairwise(numeros)) == listes - 1


def test_l_odt_a_de_vrais_titres_et_une_table_des_matieres(
    ecrit_en_odt: ZipFile, douze: Imprime
) -> None:
    """Titres de plan, renvois de page vers des signets qui existent."""
    contenu = etree.fromstring(ecrit_en_odt.read("content.xml"))
    titres = contenu.xpath("//text:h", namespaces=ODF)
    lus = [(int(t.get(f"{{{ODF['text']}}}outline-level")), "".join(t.itertext())) for t in titres]
    assert lus == titres_de(douze)
    signets = set(contenu.xpath("//text:bookmark/@text:name", namespaces=ODF))
    renvois = contenu.xpath(
        "//text:table-of-content//text:bookmark-ref/@text:ref-name", namespaces=ODF
    )
    assert len(renvois) == sum(rang == 1 for rang, _ in lus)
    rien(set(renvois) - signets)
    liens = contenu.xpath("//text:a/@xlink:href", namespaces=ODF)
    rien(lien for lien in liens if lien.startswith("#") and lien[1:] not in signets)


def test_l_odt_se_presente(ecrit_en_odt: ZipFile, douze: Imprime) -> None:
    """Titre, langue, type MIME en tête de l'archive, images au manifeste."""
    assert ecrit_en_odt.namelist()[0] == "mimetype"
    assert ecrit_en_odt.read("mimetype") == b"application/vnd.oasis.opendocument.text"
    meta = etree.fromstring(ecrit_en_odt.read("meta.xml"))
    assert meta.findtext(".//dc:title", namespaces=ODF) == douze.titre
    assert meta.findtext(".//dc:language", namespaces=ODF) == "fr-FR"
    styles = etree.fromstring(ecrit_en_odt.read("styles.xml"))
    langues = styles.xpath(
        "//style:default-style/style:text-properties/@fo:language", namespaces=ODF
    )
    assert set(langues) == {"fr"}
    manifeste = ecrit_en_odt.read("META-INF/manifest.xml").decode()
    images = [nom for nom in ecrit_en_odt.namelist() if nom.startswith("Pictures/f")]
    assert len(images) == len(douze.dessins)
    rien(nom for nom in images if nom not in manifeste)


def test_l_odt_decrit_ses_figures_et_repete_ses_en_tetes(
    ecrit_en_odt: ZipFile, douze: Imprime
) -> None:
    """Chaque figure a sa description, chaque tableau ses en-têtes ; la matrice, ses teintes."""
    contenu = etree.fromstring(ecrit_en_odt.read("content.xml"))
    dites = contenu.xpath("//draw:frame/svg:desc/text()", namespaces=ODF)
    assert sorted(dites) == sorted(dessin.alternative for dessin in douze.dessins.values())
    tableaux = contenu.xpath("//table:table", namespaces=ODF)
    assert len(tableaux) == 14
    assert all(t.find("table:table-header-rows", ODF) is not None for t in tableaux)
    rien(contenu.xpath("//@table:number-columns-spanned", namespaces=ODF))
    teintes = set(contenu.xpath("//table:table-cell/@table:style-name", namespaces=ODF))
    assert teintes == {"Case", "Case_en_tete", "Case_a", "Case_o", "Case_c"}
    employes = set(contenu.xpath("//@text:style-name", namespaces=ODF))
    definis = set(contenu.xpath("//@style:name", namespaces=ODF)) | set(
        etree.fromstring(ecrit_en_odt.read("styles.xml")).xpath("//@style:name", namespaces=ODF)
    )
    rien(employes - definis)


@pytest.mark.parametrize("ecrire", [ecrire_en_docx, ecrire_en_odt])
def test_le_meme_document_donne_les_memes_octets(ecrire: object, publication: Publication) -> None:
    """Aucune date de la machine dans l'archive."""
    assert callable(ecrire)
    imprime = composer_un_plan(publication, "questembert")
    assert ecrire(imprime) == ecrire(imprime)


@pytest.mark.parametrize("ecrire", [ecrire_en_docx, ecrire_en_odt])
def test_un_document_sans_titre_ni_tableau_s_ecrit_aussi(ecrire: object) -> None:
    """Un corps vide donne un document vide, pas une erreur."""
    assert callable(ecrire)
    assert ecrire(Imprime("vide", "Vide", "<section></section>"))


@pytest.mark.parametrize("ecrire", [ecrire_en_docx, ecrire_en_odt])
def test_des_signes_de_balise_restent_des_mots(ecrire: object) -> None:
    """Un intitulé comme « 3 < 5 & "x" » ne casse pas le fichier."""
    assert callable(ecrire)
    corps = "<section><h1>3 &lt; 5 &amp; « x' »</h1><p><a href='https://e.fr/?a=1&amp;b=&quot;'>l</a></p></section>"
    with ZipFile(BytesIO(ecrire(Imprime("e", "E & <e>", corps)))) as archive:
        nom = "word/document.xml" if "word/document.xml" in archive.namelist() else "content.xml"
        textes = "".join(etree.fromstring(archive.read(nom)).itertext())
    assert "3 < 5 & « x' »" in textes


def test_les_titres_du_docx_ne_sautent_aucun_rang(publication: Publication, douze: Imprime) -> None:
    """Qui navigue par titres descend d'un rang à la fois, dans tout document qui se retravaille."""
    for imprime in (douze, composer_un_plan(publication, "questembert")):
        rangs = [rang for rang, _ in titres_de(imprime)]
        assert rangs[0] == 1
        rien((avant, apres) for avant, apres in pairwise(rangs) if apres > avant + 1)


def test_le_docx_ne_garde_rien_du_modele(douze: Imprime) -> None:
    """Ni vignette, ni pièce ou date d'un autre, ni style de tableau que rien n'emploie."""
    octets = ecrire_en_docx(douze)
    with ZipFile(BytesIO(octets)) as archive:
        noms = archive.namelist()
    rien(n for n in noms if re.search("stylesWithEffects|thumbnail|customXml|app.xml", n))
    styles = docx.Document(BytesIO(octets)).styles
    tableaux = [style.name for style in styles if style.type == WD_STYLE_TYPE.TABLE]
    assert tableaux == ["Normal Table", "Tableau du dossier"]
    sans_jour = docx.Document(BytesIO(ecrire_en_docx(Imprime("v", "Vide", "<section></section>"))))
    assert sans_jour.core_properties.created.date() == JOUR_ZERO.date()


ORDRES = {
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption",
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs "
    "suppressAutoHyphens spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps color spacing kern sz szCs u lang",
}
"""L'ordre que le schéma d'OOXML impose aux enfants ; Word refuse d'ouvrir ce qui le brouille."""


def test_le_docx_suit_l_ordre_du_schema(douze: Imprime) -> None:
    """Document et styles : chaque propriété à sa place, chaque case avec son paragraphe."""
    with ZipFile(BytesIO(ecrire_en_docx(douze))) as archive:
        arbres = [etree.fromstring(archive.read(f"word/{n}.xml")) for n in ("document", "styles")]
    for nom, ordre in ORDRES.items():
        for element in (e for arbre in arbres for e in arbre.iter(qn(f"w:{nom}"))):
            enfants = [etree.QName(enfant).localname for enfant in element]
            places = [ordre.split().index(enfant) for enfant in enfants]
            assert places == sorted(set(places)), enfants
    cases = list(arbres[0].iter(qn("w:tc")))
    assert cases
    rien(case for case in cases if case[-1].tag != qn("w:p"))


def test_la_couverture_du_docx_se_lit_sur_son_bandeau(
    ecrit_en_docx: docx.document.Document,
) -> None:
    """Titre blanc sur la couleur du site, sans paragraphe vide pour faire de la place."""
    titre = ecrit_en_docx.paragraphs[1].style
    assert str(titre.font.color.rgb) == "FFFFFF"
    assert titre.element.xpath("./w:pPr/w:shd/@w:fill") == [PRIMAIRE[1:]]


def test_le_docx_ne_laisse_pas_de_paragraphe_vide(
    ecrit_en_docx: docx.document.Document,
) -> None:
    """Ni saut, ni section, ni tableau ne laisse une ligne vide, sauf la dernière du document."""
    vides = ecrit_en_docx.element.body.xpath("./w:p[not(.//w:t | .//w:drawing)]")
    rien(vides[:-1])


def test_libreoffice_ouvre_et_convertit(modifiable: Path, douze: Imprime, tmp_path: Path) -> None:
    """Converti en PDF, tous les titres et tout le texte des synthèses s'y retrouvent."""
    exiger_le_programme("soffice")
    commande = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profil", "--headless"]
    commande += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(modifiable)]
    subprocess.run(commande, check=True, capture_output=True, timeout=300)
    lu = serrer(texte_de(tmp_path / f"{modifiable.stem}.pdf"))
    rien(titre for _, titre in titres_de(douze) if serrer(titre) not in lu)
    arbre = html.fromstring(douze.corps)
    phrases = [
        re.split(r"[.;:]", " ".join(p.text_content().split()))[0]
        for p in arbre.xpath("//section[contains(@class,'synthese')]//li[not(ul)]")
    ]
    absentes = [p for p in phrases if len(p) > 12 and serrer(p) not in lu]
    # Une phrase coupée par un pied de page ne s'extrait pas d'un tenant.
    assert len(absentes) < len(phrases) / 20, absentes


def test_les_blocs_modifiables_sont_ceux_du_dossier(douze: Imprime) -> None:
    """Les deux formats écrivent les mêmes blocs : le compte de l'un est celui de l'autre."""
    blocs = [bloc for feuilles in lire_le_html(douze) for bloc in feuilles.blocs]
    assert sum(isinstance(bloc, Tableau) for bloc in blocs) == 14
    assert sum(isinstance(bloc, Figure) for bloc in blocs) >= 16
