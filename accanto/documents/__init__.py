"""Documents: signed copies, letters and files of a household or of the cooperative; how they are kept,
sent, printed as tagged PDFs and written as sheets. The apps above say what they are about.
"""
