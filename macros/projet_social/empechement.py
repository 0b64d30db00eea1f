"""La racine des refus que l'on dit tels quels à la personne, sans trace ni autre phrase."""


class Empechement(Exception):
    """Ce qui empêche d'aller plus loin : le constat, puis le remède."""


class EmpechementConseille(Empechement):
    """Un refus dont le constat et le conseil se disent aussi l'un sans l'autre."""

    def __init__(self, constat: str, conseil: str) -> None:
        super().__init__(f"{constat} ; {conseil}")
        self.constat, self.conseil = constat, conseil
