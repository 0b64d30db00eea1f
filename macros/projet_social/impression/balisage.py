"""Achever l'arbre des balises d'un PDF : ce que PDF/UA demande et que WeasyPrint n'y met pas.

Il ne connaît du document que ses objets, juste avant leur écriture : ni sa mise en pages, ni son
HTML. Chaque règle d'ici a son essai, qui relit le PDF fini.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

POINTS_PAR_PIXEL = 0.75


def achever_les_balises(pdf: Any) -> None:
    """Range les listes, relie les en-têtes de tableaux, place les figures, écarte les pieds."""
    arbre = _Arbre(pdf)
    arbre.ranger_les_listes()
    arbre.relier_les_en_tetes()
    arbre.placer_les_figures()
    arbre.ecarter_les_pieds()


class _Arbre:
    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.objets = {objet.reference: objet for objet in pdf.objects}
        self.racine = next(o for o in pdf.objects if _est(o, "/StructTreeRoot"))

    def parcourir(
        self, noeud: Any = None, parents: tuple[str, ...] = ()
    ) -> Iterator[tuple[Any, tuple[str, ...]]]:
        """Chaque balise de l'arbre, et le nom de celles qui la contiennent."""
        for enfant in self.enfants(noeud or self.racine):
            yield enfant, parents
            yield from self.parcourir(enfant, (*parents, enfant["S"]))

    def enfants(self, noeud: Any) -> list[Any]:
        """Les balises d'une balise, dans l'ordre de lecture."""
        dedans = (self.objets.get(cle) for cle in noeud["K"])
        return [enfant for enfant in dedans if _est(enfant, "/StructElem")]

    def ranger_les_listes(self) -> None:
        """Une liste n'a que des éléments, un élément qu'un signe et un corps, où tient le reste."""
        for liste in [balise for balise, _ in self.parcourir() if balise["S"] == "/L"]:
            gardes: list[Any] = []
            for enfant in self.enfants(liste):
                if enfant["S"] in ("/LI", "/Caption"):
                    gardes.append(enfant)
                    continue
                if not gardes or gardes[-1]["S"] != "/LI":
                    gardes.append(self._creer("/LI", liste))
                self._adopter(gardes[-1], [*self.enfants(gardes[-1]), enfant])
            self._adopter(liste, gardes)
            for element in gardes:
                if element["S"] == "/LI":
                    self._ranger_l_element(element)

    def _ranger_l_element(self, element: Any) -> None:
        enfants = self.enfants(element)
        corps = next((e for e in enfants if e["S"] == "/LBody"), None) or self._creer(
            "/LBody", element
        )
        signes = [enfant for enfant in enfants if enfant["S"] == "/Lbl"]
        contenus: list[Any] = []
        for enfant in enfants:
            if enfant["S"] == "/LBody":
                contenus += self.enfants(enfant)
            elif enfant["S"] != "/Lbl":
                contenus.append(enfant)
        self._adopter(corps, contenus)
        self._adopter(element, [*signes, corps])

    def relier_les_en_tetes(self) -> None:
        """Dit si un en-tête vaut pour sa colonne ou sa rangée, et où trouver chacun par son nom.

        Un en-tête répété d'une page à l'autre y portait le même nom : chacun a le sien.
        """
        from pydyf import Array, Dictionary

        noms = Array()
        for balise, parents in self.parcourir():
            if balise["S"] == "/TH" and "ID" in balise:
                balise["A"]["Scope"] = "/Column" if "/THead" in parents else "/Row"
                # Les cellules citent ce même objet : le renommer les fait suivre.
                balise["ID"].string = f"en-tete-{len(noms) // 2:06}"
                noms += [balise["ID"], balise.reference]
        if noms:
            index = Dictionary({"Names": noms})
            self.pdf.add_object(index)
            self.racine["IDTree"] = index.reference

    def placer_les_figures(self) -> None:
        """Le cadre d'une figure se compte en points, depuis le bas de la page."""
        from pydyf import Array

        for balise, _ in self.parcourir():
            if balise["S"] == "/Figure":
                haut_de_page = self.objets[balise["Pg"]]["MediaBox"][3]
                x1, y1, x2, y2 = (n * POINTS_PAR_PIXEL for n in balise["A"]["BBox"])
                cadre = (x1, haut_de_page - y2, x2, haut_de_page - y1)
                balise["A"]["BBox"] = Array(round(n, 2) for n in cadre)

    def ecarter_les_pieds(self) -> None:
        """Ce qui n'est pas dans l'arbre (pieds de page) n'est pas à lire : il se marque ainsi."""
        lues = {balise.reference for balise, _ in self.parcourir()}
        perdues = {
            reference: objet
            for reference, objet in self.objets.items()
            if _est(objet, "/StructElem") and reference not in lues
        }
        marques: defaultdict[Any, set[int]] = defaultdict(set)
        for balise in perdues.values():
            marques[balise["Pg"]] |= {cle for cle in balise["K"] if isinstance(cle, int)}
        for page, numeros in marques.items():
            ecrit = self.objets[self.objets[page]["Contents"]].stream
            for rang, mot in enumerate(ecrit):
                if isinstance(mot, dict) and mot.get("MCID") in numeros:
                    mot.clear()
                    mot["Type"] = "/Pagination"
                    ecrit[rang - 1] = "/Artifact"
        for balises in self.objets[self.racine["ParentTree"]]["Nums"][1::2]:
            if isinstance(balises, list):
                balises[:] = ["null" if cle in perdues else cle for cle in balises]

    def _creer(self, nom: str, parent: Any) -> Any:
        from pydyf import Array, Dictionary

        balise = Dictionary({"Type": "/StructElem", "S": nom, "K": Array(), "Pg": parent["Pg"]})
        balise["P"] = parent.reference
        self.pdf.add_object(balise)
        self.objets[balise.reference] = balise
        return balise

    def _adopter(self, parent: Any, enfants: list[Any]) -> None:
        parent["K"][:] = [enfant.reference for enfant in enfants]
        for enfant in enfants:
            enfant["P"] = parent.reference


def _est(objet: Any, genre: str) -> bool:
    return isinstance(objet, dict) and objet.get("Type") == genre
