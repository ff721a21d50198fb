/** A column's name where Spark would read dots and blanks as its own. */
export const quotedHelper = `
def quoted(name):
    """The column of exactly this name."""
    return F.col("\`" + name.replace("\`", "\`\`") + "\`")
`;
