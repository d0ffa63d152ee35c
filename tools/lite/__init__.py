"""The lessons in JupyterLite: JupyterLab and a Python that runs in the page.

One step a module: `downloads` fetches and verifies, `wheels` trims and compiles, `lock` writes down
what the page's Python loads, `lessons` gets the notebooks ready, `site` puts the folder together.
"""
