/**
 * Rolling figures for pandas over the rows whose keys lie close below that of each row, by
 * `window_figures`.
 */
export const rollingByKey = {
  name: 'rolling_by_key',
  code: `def rolling_by_key(values, keys, group, statistic, far, near, least, dtype):
    """A figure of the rows of each row's group whose keys lie from far to near below its own."""
    key, group = keys.to_numpy("int64"), group.to_numpy()
    place = np.lexsort((key, group))
    key, group = key[place], group[place]

    def below(limit, side):
        """How many rows have a key up to a limit, groups one after the other."""
        both, groups = np.concatenate([key, limit]), np.concatenate([group, group])
        is_limit = np.arange(len(both)) >= len(key)
        order = np.lexsort((is_limit == (side == "right"), both, groups))
        result = np.empty(len(both), int)
        result[order] = np.cumsum(~is_limit[order])
        return result[len(key) :]

    start, end = below(key - far, "left"), below(key - near, "right")
    return window_figures(values, place, start, end, statistic, least, dtype)
`,
};
