"""Les étapes d'un tableau : une ligne chacune, sous l'action qu'elle nomme ou celle du dessus."""

from __future__ import annotations

from .entetes import Entetes
from .feuille_lue import LectureDeFeuille, lien_seul
from .niveaux import ApportDeCellule, Etage, Intitule, LigneDePlan, forme_de, lire_intitule
from .profondeurs import LigneTitree
from .rangees import Depouillement, RangeeDeListe


class EtapesParLigne(Depouillement):
    """La mise des étapes dans les actions, à mesure que l'on descend.

    Attributes:
        courant: la ligne du plan à qui va la suite.
        connues: les actions du tableau, par parent, intitulé et numéro.
        annoncees: celles que seule une étape a nommées, jusqu'ici.
    """

    def __init__(self, feuille: LectureDeFeuille, entetes: Entetes) -> None:
        super().__init__(feuille, entetes)
        self.courant: LigneDePlan | None = None
        self.connues: dict[tuple[int, str, str], LigneDePlan] = {}
        self.annoncees: set[int] = set()

    def entrer_une_etape(self, rangee: RangeeDeListe, numerotes: bool) -> LigneDePlan:
        """Met une étape dans l'action que nomme sa ligne, ou celle du dessus."""
        assert rangee.etape is not None
        ou, colonne = self.grille.repere(rangee.ligne, rangee.etape), self.par_rang[rangee.etape]
        action = self._action_de(rangee, numerotes)
        lu = lire_intitule(self.grille.texte(rangee.ligne, rangee.etape))
        if lu.mot is None and lu.profondeur < 2:  # « 2. Ouvrir » : rien ne dit que c'est un numéro
            lu = Intitule(" ".join(self.grille.texte(rangee.ligne, rangee.etape).split()))
        if action is None:
            self.rapport.remarques.avertir(
                ou,
                colonne.entete,
                "aucune action au-dessus ; lue comme une action",
                "écrire l'intitulé de son action sur la même ligne",
            )
            self.courant = self.ouvrir(
                rangee.ligne, rangee.etape, self.plan.action, lu, colonne.parties
            )
            return self.courant
        etape = self.plan.detailler(action, lu, ou)
        etape.intitule = ApportDeCellule(
            colonne, self.grille.cellule(rangee.ligne, rangee.etape), ou
        )
        etape.apports += lien_seul(etape.intitule.cellule, colonne.parties, ou)
        self.rapport.placer(ou)
        self.courant = etape
        return etape

    def _action_de(self, rangee: RangeeDeListe, numerotes: bool) -> LigneDePlan | None:
        """L'action d'une étape : celle que sa ligne nomme, sinon celle où l'on est."""
        if rangee.titre is None or rangee.titree is None:
            return self._action_courante()
        lu = self.intitule_de(rangee.ligne, rangee.titre, rangee.titree, numerotes)
        ou = self.grille.repere(rangee.ligne, rangee.titre)
        courante = self._action_courante()
        if courante is not None and self.continue_l_action(rangee):
            action: LigneDePlan | None = courante
            self._rendre_le_numero(courante, lu.numero)
        else:
            action = self._connue(lu)
        if action is None:
            colonne = self.par_rang[rangee.titre]
            action = self.ouvrir(rangee.ligne, rangee.titre, self.plan.action, lu, colonne.parties)
            self.connaitre(action)
            self.annoncees.add(id(action))
        self.rapport.placer(ou)
        if self.numero in rangee.colonnes and action.numero == rangee.titree.numero:
            rangee.colonnes.remove(self.numero)
            self.rapport.placer(self.grille.repere(rangee.ligne, self.numero or 0))
        return action

    def _rendre_le_numero(self, action: LigneDePlan, numero: str) -> None:
        """Un numéro qui change d'une étape à l'autre était celui de la première."""
        change = numero and action.numero and numero != action.numero
        if change and id(action) in self.annoncees and not action.etapes[0].numero:
            action.etapes[0].numero, action.numero = action.numero, ""
            self.connaitre(action)

    def _action_courante(self) -> LigneDePlan | None:
        courante = self.courant
        if courante is not None and courante.est_une_etape:
            courante = courante.parent
        return courante if courante is not None and courante.est_une_action else None

    def continue_l_action(self, rangee: RangeeDeListe) -> bool:
        """Vrai pour une étape de l'action où l'on est, que sa ligne nomme encore."""
        action = self._action_courante()
        return (
            rangee.etape is not None
            and rangee.titree is not None
            and action is not None
            and forme_de(action.titre) == forme_de(rangee.titree.intitule.titre)
        )

    def annoncee(self, lu: Intitule) -> LigneDePlan | None:
        """L'action que ses étapes ont déjà nommée, et dont voici la ligne."""
        connue = self._connue(lu)
        if connue is None or id(connue) not in self.annoncees:
            return None
        self.annoncees.remove(id(connue))
        return connue

    def connaitre(self, action: LigneDePlan) -> None:
        """Retient une action, que ses étapes nommeront peut-être plus bas."""
        cle = (id(action.parent), forme_de(action.titre), action.numero)
        self.connues[cle] = self.connues[cle[0], cle[1], ""] = action

    def _connue(self, lu: Intitule) -> LigneDePlan | None:
        """L'action du tableau qui a cet intitulé, là où l'on se trouve dans le plan."""
        parent = self.ouvertes[-1] if self.ouvertes else None
        connue = self.connues.get((id(parent), forme_de(lu.titre), lu.numero))
        autre = connue and connue.numero and lu.numero and connue.numero != lu.numero
        return None if autre else connue

    def intitule_de(self, ligne: int, rang: int, titree: LigneTitree, numerotes: bool) -> Intitule:
        """L'intitulé d'une ligne, et son numéro si la colonne en porte pour de bon."""
        lu = titree.intitule
        if lu.mot is None and lu.numero and not numerotes:
            lu = Intitule(" ".join(self.grille.texte(ligne, rang).split()))
        return Intitule(lu.titre, titree.numero or lu.numero, lu.mot)

    def ouvrir(
        self, ligne: int, colonne: int, etage: Etage, lu: Intitule, nom: tuple[str, ...]
    ) -> LigneDePlan:
        """Met dans le plan l'intitulé d'une cellule ; son lien reste à la ligne."""
        ou = self.grille.repere(ligne, colonne)
        element = self.entrer(etage, lu, ou)
        element.apports += lien_seul(self.grille.cellule(ligne, colonne), nom, ou)
        self.rapport.placer(ou)
        return element
