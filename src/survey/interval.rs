//! How sure a counted figure is: 95 % intervals of shares, means, quantiles and differences.

use serde::{Deserialize, Serialize};

use super::tally::ratio;

/// How many standard errors make 95 %.
/// Source: the normal distribution, two-sided.
pub const Z: f64 = 1.959_964;

/// How many standard errors a difference must stand away from nothing before it is called decisive: a survey compares
/// several hundred moves, and at 95 % one comparison in twenty would stand out by chance alone.
///
/// Source: our judgement; two-sided 4 standard errors are 6 in 100,000, so that among 800 comparisons one false alarm
/// comes in about twenty surveys (Bonferroni).
pub const SURE: f64 = 4.0;

/// A share of a count, with its Wilson interval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// How often it was so.
    pub count: u64,
    /// Of how many.
    pub of: u64,
    /// The share, 0 to 1.
    pub share: f64,
    /// The lower end of its 95 % interval.
    pub low: f64,
    /// The upper end of its 95 % interval.
    pub high: f64,
}

impl Share {
    /// The share of a part in a whole. Of nothing it is 0, and may be anything.
    ///
    /// Source: Wilson 1927; it stays within 0 and 1 and holds for few cases too.
    #[must_use]
    pub fn of(count: u64, of: u64) -> Self {
        if of == 0 {
            return Self { count, of, share: 0.0, low: 0.0, high: 1.0 };
        }
        let share = ratio(count, of);
        let whole = of as f64;
        let square = Z * Z;
        let middle = share + square / (2.0 * whole);
        let half = Z * (share * (1.0 - share) / whole + square / (4.0 * whole * whole)).sqrt();
        let below = 1.0 + square / whole;
        // At the ends the formula gives 0 and 1 but for the last digit.
        let low = if count == 0 { 0.0 } else { ((middle - half) / below).max(0.0) };
        let high = if count == of { 1.0 } else { ((middle + half) / below).min(1.0) };
        Self { count, of, share, low, high }
    }
}

/// Whether two shares differ by more than chance would hardly bring about among many comparisons, as [`SURE`] has it:
/// were both of one kind, the difference would be so many standard errors.
#[must_use]
pub fn differ(before: &Share, after: &Share) -> bool {
    if before.of == 0 || after.of == 0 {
        return false;
    }
    let (left, right) = (before.of as f64, after.of as f64);
    let both = (before.count as f64 + after.count as f64) / (left + right);
    let variance = both * (1.0 - both) * (1.0 / left + 1.0 / right);
    let apart = after.count as f64 / right - before.count as f64 / left;
    SURE * SURE * variance.max(0.0) < apart * apart
}

/// A mean with its interval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mean {
    /// Of how many.
    pub of: u64,
    /// The mean.
    pub mean: f64,
    /// The lower end of its 95 % interval.
    pub low: f64,
    /// The upper end of its 95 % interval.
    pub high: f64,
}

impl Mean {
    /// The mean of so many values by their sum and the sum of their squares.
    #[must_use]
    pub fn of(of: u64, sum: f64, squares: f64) -> Self {
        let (mean, variance) = moments(of, sum, squares);
        Self::around(of, mean, if of == 0 { 0.0 } else { variance / of as f64 })
    }

    /// A figure by the variance of its estimate.
    #[must_use]
    pub fn around(of: u64, mean: f64, variance: f64) -> Self {
        let half = Z * variance.max(0.0).sqrt();
        Self { of, mean, low: mean - half, high: mean + half }
    }

    /// How much more the later of two shares is, with the interval that theirs come to together.
    ///
    /// Source: Newcombe 1998, method 10.
    #[must_use]
    pub fn difference(before: &Share, after: &Share) -> Self {
        let mean = after.share - before.share;
        let root = |left: f64, right: f64| (left * left + right * right).sqrt();
        let low = mean - root(after.share - after.low, before.high - before.share);
        let high = mean + root(after.high - after.share, before.share - before.low);
        Self { of: before.of.min(after.of), mean, low: low.max(-1.0), high: high.min(1.0) }
    }

    /// How much more the later of two means is.
    #[must_use]
    pub fn between(before: &Self, after: &Self) -> Self {
        let error = |mean: &Self| (mean.high - mean.low) / (2.0 * Z);
        let variance = error(before) * error(before) + error(after) * error(after);
        Self::around(before.of.min(after.of), after.mean - before.mean, variance)
    }

    /// Whether it stands so far from nothing that chance would hardly bring it about among many comparisons.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        let half = (self.high - self.low) / 2.0;
        0.0 < half && half / Z * SURE < self.mean.abs()
    }
}

/// The mean and the sample variance of so many values by their sum and the sum of their squares.
#[must_use]
pub(super) fn moments(of: u64, sum: f64, squares: f64) -> (f64, f64) {
    if of == 0 {
        return (0.0, 0.0);
    }
    let count = of as f64;
    let mean = sum / count;
    if of == 1 {
        return (mean, 0.0);
    }
    (mean, ((squares - sum * mean) / (count - 1.0)).max(0.0))
}

/// The ranks, from 0, of a quantile and of the ends of its 95 % interval among so many values.
///
/// Source: the binomial distribution of how many values lie below (David and Nagaraja 2003), by its normal
/// approximation.
#[must_use]
pub(super) fn ranks(of: u64, percent: u64) -> [u64; 3] {
    let last = of.saturating_sub(1);
    let exact = |place: f64| -> u64 {
        // Counts are far below what a float holds exactly, and a negative place becomes 0.
        (place.max(0.0) as u64).min(last)
    };
    let (count, part) = (of as f64, percent as f64 / 100.0);
    let half = Z * (count * part * (1.0 - part)).sqrt();
    [exact(count * part), exact(count * part - half), exact(count * part + half)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_ten_in_a_hundred_is_as_sure_as_wilson_says() {
        let share = Share::of(10, 100);
        assert!((share.low - 0.055_23).abs() < 1e-5 && (share.high - 0.174_37).abs() < 1e-5, "{share:?}");
        assert_eq!((Share::of(0, 50).low, Share::of(50, 50).high), (0.0, 1.0));
        assert!(0.0 < Share::of(0, 50).high && Share::of(50, 50).low < 1.0);
        assert_eq!(Share::of(0, 0).high, 1.0);
    }

    #[test]
    fn a_mean_is_as_sure_as_its_spread_says() {
        // 1, 2, 3, 4: mean 2.5, variance 5/3.
        let mean = Mean::of(4, 10.0, 30.0);
        let half = Z * (5.0_f64 / 3.0 / 4.0).sqrt();
        assert!((mean.mean - 2.5).abs() < 1e-12 && (mean.high - 2.5 - half).abs() < 1e-12, "{mean:?}");
        assert!(!mean.is_sure() && Mean::of(400, 1000.0, 3000.0).is_sure());
    }

    #[test]
    fn the_median_of_a_hundred_lies_between_the_fortieth_and_the_sixtieth() {
        assert_eq!(ranks(100, 50), [50, 40, 59]);
        assert_eq!(ranks(1, 50), [0, 0, 0]);
        assert_eq!(ranks(0, 50), [0, 0, 0]);
    }
}
