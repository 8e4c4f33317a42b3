"""Where will a race end, how sure is that, and what does the silence since the last press say?

The pacing model: the logarithm of the slowness of a runner over the distance is a Gaussian process
about the mean of races of its kind. Inside, lengths are metres, times seconds and slownesses
seconds per metre; outside, millimetres and nanoseconds. NumPy is needed from here on: whoever has
a start to keep short imports these modules where they are used.
"""
