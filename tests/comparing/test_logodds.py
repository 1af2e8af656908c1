import numpy as np
import pytest
from scipy import sparse, stats

from newslab.comparing.logodds import compare_words, log_odds

# "The quick brown fox jumps over the lazy pig" and "The lazy purple pig jumps over the lazier donkey", the
# example of the package fightin_words (a prior of .05 for each of 11 words), with the z that it prints.
WORDS = ["brown", "donkey", "fox", "jumps", "lazier", "lazy", "over", "pig", "purple", "quick", "the"]
FOX = np.array([1.0, 0, 1, 1, 0, 1, 1, 1, 0, 1, 2])
DONKEY = np.array([0.0, 1, 0, 1, 1, 1, 1, 1, 1, 0, 2])
Z = 0.6894227886807968


def compare(first, second, *, prior=None, weight=None):
    """Dense counts by article; every word that is said is one of these."""
    first, second = np.array(first, dtype=float), np.array(second, dtype=float)
    lengths = first.sum(axis=1), second.sum(axis=1)
    said = first.sum(axis=0) + second.sum(axis=0)
    weight = weight or 0.02 * said.sum()
    prior = weight * said / said.sum() if prior is None else prior
    return compare_words(sparse.csr_array(first), sparse.csr_array(second), lengths, prior, weight)


def test_z_as_a_public_implementation_prints_it():
    estimate, variance = log_odds(FOX, DONKEY, (9, 9), np.full(11, 0.05), 0.55)
    expected = {"brown": Z, "fox": Z, "quick": Z, "donkey": -Z, "lazier": -Z, "purple": -Z}
    found = dict(zip(WORDS, estimate / np.sqrt(variance), strict=True))
    assert found == pytest.approx({word: expected.get(word, 0.0) for word in WORDS}, abs=1e-12)


def test_estimate_and_z_by_hand():
    # 6 of 10 against 2 of 20, prior 0.4 of 1:  ln(6.4 / 4.6) - ln(2.4 / 18.6);  sqrt(1 / 6.4 + 1 / 2.4)
    found = compare([[6, 4]], [[2, 18]], prior=np.array([0.4, 0.6]), weight=1.0)
    assert found.estimate[0] == pytest.approx(2.377935, abs=1e-6)
    assert found.z[0] == pytest.approx(3.141624, abs=1e-6)


def test_p_is_the_exact_binomial_test_where_words_do_not_cluster():
    first = np.zeros((40, 2))
    second = np.zeros((40, 2))
    first[:12] = [1, 0]
    first[12:] = [0, 1]
    second[:3] = [1, 0]
    second[3:] = [0, 1]
    assert compare(first, second).p[0] == pytest.approx(stats.binomtest(12, 15, 0.5).pvalue)


def test_one_article_that_repeats_a_word_proves_nothing():
    first, second = np.full((30, 2), [0, 20.0]), np.full((30, 2), [0, 20.0])
    first[0] = [40, 20]
    burst = compare(first, second)
    assert burst.z[0] > 1.5
    assert burst.p[0] > 0.9
    assert burst.low[0] < 0 < burst.high[0]
    first[:] = [1, 20]
    assert compare(first, second).p[0] < 1e-6


def test_groups_exchanged_change_the_sign_alone():
    rng = np.random.default_rng(3)
    first, second = rng.poisson(2, (20, 6)), rng.poisson(1, (20, 6))
    one, other = compare(first, second), compare(second, first)
    assert one.estimate == pytest.approx(-other.estimate)
    assert one.low == pytest.approx(-other.high)
    assert one.p == pytest.approx(other.p)


def test_estimate_lies_within_its_interval_whatever_the_prior():
    first, second = [[0, 9.0]] * 12, [[1.0, 8]] * 12
    for weight in (1e-6, 1.0, 1e3, 1e7):
        found = compare(first, second, prior=np.array([weight / 18, weight * 17 / 18]), weight=weight)
        assert (found.low <= found.estimate).all()
        assert (found.estimate <= found.high).all()
        assert np.isfinite([*found.low, *found.high]).all()


def test_a_group_that_says_one_word_only():
    found = compare([[5.0]] * 3, [[5.0]] * 3)
    assert found.estimate[0] == pytest.approx(0)
    assert found.p[0] == pytest.approx(1)


def _corpus(seed, *, articles=300, words=400, planted=()):
    """Two groups who draw from one distribution, in articles that each have words of their own.

    The first says the planted words five times as often, and the commonest word so much less.
    """
    rng = np.random.default_rng(seed)
    usual = 1 / np.arange(1, words + 1)
    other = usual.copy()
    other[list(planted)] *= 5
    other[0] -= (other - usual).sum()
    usual, other = usual / usual.sum(), other / other.sum()
    first, second = np.zeros((articles, words)), np.zeros((articles, words))
    for i in range(articles):
        topic = rng.gamma(150 * usual) + 1e-12
        for counts, rates in ((first, other), (second, usual)):
            own = rng.gamma(60 * topic / topic.sum() * rates / usual + 1e-12) + 1e-300
            counts[i] = rng.multinomial(rng.poisson(rng.gamma(1, 60)), own / own.sum())
    common = np.flatnonzero(((first + second) > 0).sum(axis=0) >= 5)
    truth = np.log(other / (1 - other)) - np.log(usual / (1 - usual))
    return first[:, common], second[:, common], truth[common], common


def test_no_difference_is_found_where_there_is_none():
    p, z, covered = [], [], []
    for seed in range(4):
        first, second, *_ = _corpus(seed)
        found = compare(first, second)
        assert (stats.false_discovery_control(found.p) < 0.05).sum() == 0
        p += [*found.p]
        z += [*found.z]
        covered += [*((found.low < 0) & (found.high > 0))]
    # The paper's z finds too much among words that cluster.
    assert np.mean(np.array(p) < 0.05) < 0.05 < np.mean(np.abs(z) > 1.96)
    assert 0.93 < np.mean(covered) < 0.99


def test_what_was_planted_is_found_and_its_size_covered():
    planted = range(10, 60, 10)
    covered, right, wrong = [], 0, 0
    for seed in range(4):
        first, second, truth, words = _corpus(seed, planted=planted)
        found = compare(first, second)
        small = set(words[stats.false_discovery_control(found.p) < 0.05])
        right += len(small & set(planted))
        wrong += len(small - {0, *planted})
        covered += [*((found.low <= truth) & (truth <= found.high))]
    assert right >= 14  # of 20
    assert wrong <= 1
    assert 0.93 < np.mean(covered) < 0.99
