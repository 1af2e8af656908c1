import numpy as np
import pytest

from newslab.comparing.inference import bootstrap
from newslab.comparing.statistic import shares
from newslab.errors import InputError

WORDS = np.array([[30.0, 10.0], [20.0, 20.0], [0.0, 40.0]] * 5)


def statistic(weights):
    return shares(weights @ WORDS)


def test_estimate_is_the_share_of_all_articles():
    assert bootstrap(statistic, len(WORDS)).estimate == pytest.approx([50 / 120, 70 / 120])


def test_interval_holds_the_estimate_and_mirrors_that_of_the_other_side():
    found = bootstrap(statistic, len(WORDS))
    assert (found.low < found.estimate).all()
    assert (found.estimate < found.high).all()
    assert found.low[0] == pytest.approx(1 - found.high[1])


def test_same_seed_same_interval():
    assert np.array_equal(bootstrap(statistic, 15), bootstrap(statistic, 15))
    assert not np.array_equal(bootstrap(statistic, 15), bootstrap(statistic, 15, seed=1))


def test_blocks_do_not_show(monkeypatch):
    drawn = []
    monkeypatch.setattr("newslab.comparing.inference._CELLS", 40)
    bootstrap(lambda weights: drawn.append(weights) or statistic(weights), 15, resamples=25)
    weights = np.concatenate(drawn[1:])
    assert weights.shape == (25, 15)
    assert (weights.sum(axis=1) == 15).all()


def test_no_interval_where_all_draws_agree():
    found = bootstrap(lambda weights: shares(weights @ np.array([[5.0, 0.0]] * 12)), 12)
    assert list(found.estimate) == [1, 0]
    assert np.isnan([*found.low, *found.high]).all()


def test_draws_without_anything_to_share_are_left_out():
    words = np.array([[0.0, 0.0]] * 10 + [[3.0, 1.0], [1.0, 3.0]])
    found = bootstrap(lambda weights: shares(weights @ words), 12)
    assert not np.isnan([*found.estimate, *found.low, *found.high]).any()


def test_nothing_to_share_has_no_share():
    found = bootstrap(lambda weights: shares(weights @ np.zeros((12, 2))), 12)
    assert np.isnan(found).all()


@pytest.mark.parametrize("resamples", [0, -5, "many"])
def test_number_of_resamples_is_checked(resamples):
    with pytest.raises(InputError, match="resamples is"):
        bootstrap(statistic, 15, resamples=resamples)
