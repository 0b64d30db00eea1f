"""L'audit complet : toutes les pages, tous les contextes, la conformité HTML, Lighthouse.

Trop long pour chaque modification : `make audit` l'écrit dans `.cache/audit/rapport.md`.
"""
