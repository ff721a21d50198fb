/** The median of an array column in Spark, whose own median takes no frame of rows. */
export const sparkMiddle = `def middle(values):
    """Median of an array of doubles, null of an empty one; NaN is the greatest."""
    values, size = F.sort_array(values), F.size(values)
    low, high = F.get(values, ((size - 1) / 2).cast("int")), F.get(values, (size / 2).cast("int"))
    return low / 2 + high / 2
`;
