"""Values of iNEXT 3.0 (R) for its spider counts, of Sackett et al. (2011), Ecosphere 2: art74."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from newslab.comparing import hill
from newslab.errors import InputError

GIRDLED = [46, 22, 17, 15, 15, 9, 8, 6, 6, 4, *[2] * 4, *[1] * 12]
LOGGED = [88, 22, 16, 15, 13, 10, 8, 8, 7, 7, 7, 5, *[4] * 3, *[3] * 4, *[2] * 4, *[1] * 14]
SPIDERS = np.array([GIRDLED + [0] * 11, LOGGED])
FUNCTIONS = [
    *(hill.shannon, hill.evenness, hill.herfindahl, hill.simpson, hill.effective_number, hill.top_share),
    *(hill.coverage, lambda counts: hill.rarefied(counts, size=2)),
    *(lambda counts: hill.extrapolated(counts, size=900), lambda c: hill.rarefied_coverage(c, size=1)),
]
counts = st.lists(st.integers(0, 6), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("order", "girdled", "logged"), [(0, 26, 37), (1, 12.060, 14.421), (2, 7.840, 6.761)]
)
def test_effective_number_as_published(order, girdled, logged):
    assert hill.effective_number(SPIDERS, order=order) == pytest.approx([girdled, logged], abs=5e-4)


def test_effective_number_goes_smoothly_through_order_one():
    near = [hill.effective_number(GIRDLED, order=order)[0] for order in (1 - 1e-6, 1, 1 + 1e-6)]
    assert near == pytest.approx([near[1]] * 3, rel=1e-5)


@pytest.mark.parametrize(
    ("size", "richness", "coverage"),
    [
        (1, 1.0, 0.1223268),
        (10, 6.478617, 0.5969308),
        (50, 15.030098, 0.8674807),
        (100, 20.459426, 0.9072004),
        (167, 25.928571, 0.9285714),
    ],
)
def test_rarefied_as_published(size, richness, coverage):
    assert hill.rarefied(GIRDLED, size=size)[0] == pytest.approx(richness, abs=1e-6)
    assert hill.rarefied_coverage(GIRDLED, size=size)[0] == pytest.approx(coverage, abs=1e-6)


@pytest.mark.parametrize(
    ("size", "richness"), [(168, 26.0), (169, 26.071145), (200, 28.141739), (336, 34.730733)]
)
def test_extrapolated_as_published(size, richness):
    assert hill.extrapolated(GIRDLED, size=size)[0] == pytest.approx(richness, abs=1e-6)


def test_extrapolation_ends_at_the_published_lower_bound():
    assert hill.extrapolated(SPIDERS, size=10**9) == pytest.approx([43.893, 61.403], abs=5e-4)


def test_coverage_as_published():
    assert hill.coverage(SPIDERS) == pytest.approx([0.9289, 0.9446], abs=5e-5)


def test_shares_and_evenness_by_hand():
    row = [[6, 3, 1]]
    assert hill.herfindahl(row)[0] == pytest.approx(0.46)
    assert hill.simpson(row)[0] == pytest.approx(0.54)
    assert hill.top_share(row, top=2)[0] == pytest.approx(0.9)
    assert hill.shannon(row)[0] == pytest.approx(0.897946, abs=1e-6)
    assert hill.evenness(row)[0] == pytest.approx(0.897946 / np.log(3), abs=1e-6)


def test_equal_voices_are_even_and_one_voice_has_no_evenness():
    assert hill.evenness([[4, 4, 4], [4, 0, 0]]) == pytest.approx([1, np.nan], nan_ok=True)
    assert hill.effective_number([[4, 4, 4], [4, 0, 0]]) == pytest.approx([3, 1])


@given(counts, st.integers(1, 8))
def test_rarefied_is_the_mean_over_all_parts(row, size):
    whole = np.repeat(np.arange(len(row)), row)[:12]
    row = np.bincount(whole, minlength=len(row))
    parts = [len(set(part)) for part in combinations(whole.tolist(), size)]
    expected = np.mean(parts) if parts else np.nan
    assert hill.rarefied(row, size=size)[0] == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize("function", FUNCTIONS)
@given(rows=st.lists(st.lists(st.integers(0, 6), min_size=4, max_size=4), min_size=1, max_size=5))
def test_each_row_stands_for_itself_dense_or_sparse(function, rows):
    with np.errstate(all="raise", under="ignore"):
        found = function(rows)
    assert np.array_equal(found, function(sparse.csr_matrix(rows)), equal_nan=True)
    assert np.allclose(found, [function(row)[0] for row in rows], equal_nan=True)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_nothing_counted_has_no_number(function):
    assert np.isnan(function([[0, 0], [0, 0]])).all()


@pytest.mark.parametrize("function", [hill.rarefied, hill.extrapolated, hill.rarefied_coverage])
def test_equal_samples_take_whole_counts(function):
    with pytest.raises(InputError, match="whole counts"):
        function([[1.5, 2]], size=1)


@pytest.mark.parametrize("bad", [[[-1, 2]], [[np.nan, 2]], [[np.inf, 1]]])
def test_counts_are_checked(bad):
    with pytest.raises(InputError, match="numbers from 0"):
        hill.shannon(bad)


@pytest.mark.parametrize(
    ("function", "option"),
    [
        (hill.rarefied, {"size": 0}),
        (hill.top_share, {"top": 0}),
        (hill.effective_number, {"order": -1}),
    ],
)
def test_options_are_checked(function, option):
    with pytest.raises(InputError, match="it must be a number"):
        function([[1, 2]], **option)


def test_samples_too_small_for_the_size_have_none():
    assert np.isnan(hill.rarefied([[2, 1]], size=4)).all()
    assert np.isnan(hill.extrapolated([[2, 3]], size=4)).all()
