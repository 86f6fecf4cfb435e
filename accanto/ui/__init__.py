"""How Accanto looks: components with strict attributes, the page shell, one stylesheet, a gallery at /ui/.

No models and no word of the domain; every template may use the tags without loading them.
"""
