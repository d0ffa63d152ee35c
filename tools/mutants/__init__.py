"""Mutants: small slips put into the code on purpose, each of which some test must notice.

``make mutants`` runs it; ``python -m tools.mutants --help`` names its options.
"""
