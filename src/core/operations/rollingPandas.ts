/** Rolling figures for pandas of so many rows before and after each row, by `window_figures`. */
export const rolling = {
  name: 'rolling',
  code: `def rolling(values, group, statistic, before, after, least, dtype):
    """A figure of the rows around each row, within its group."""
    place = np.argsort(group.to_numpy(), kind="stable")
    group = group.to_numpy()[place]
    row = np.arange(len(group))
    start = np.maximum(row - before, np.searchsorted(group, group, "left"))
    end = np.minimum(row + after + 1, np.searchsorted(group, group, "right"))
    return window_figures(values, place, start, end, statistic, least, dtype)
`,
};
