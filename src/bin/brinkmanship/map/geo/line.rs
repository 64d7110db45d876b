//! Dashes along lines.

use crate::shared::geo::Flat;

/// The most dashes that a line is cut into; a longer one is drawn whole beyond them.
const MOST: usize = 20_000;

/// A line as dashes with gaps between, both in kilometres of the flat map.
pub fn dashes(line: &[Flat], dash: f64, gap: f64) -> Vec<Vec<Flat>> {
    let usable = 0.0 < dash && 0.0 < gap && dash.is_finite() && gap.is_finite();
    if !usable {
        return vec![line.to_vec()];
    }
    let mut parts: Vec<Vec<Flat>> = Vec::new();
    let mut drawing = true;
    let mut left = dash;
    let mut current: Vec<Flat> = line.first().copied().into_iter().collect();
    for pair in line.windows(2) {
        let (mut from, to) = (pair[0], pair[1]);
        loop {
            let length = (to[0] - from[0]).hypot(to[1] - from[1]);
            if length <= left || MOST <= parts.len() {
                left -= length;
                if drawing {
                    current.push(to);
                }
                break;
            }
            let share = left / length;
            let cut = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
            if drawing {
                current.push(cut);
                parts.push(std::mem::take(&mut current));
            } else {
                current.push(cut);
            }
            drawing = !drawing;
            left = if drawing { dash } else { gap };
            from = cut;
        }
    }
    if 1 < current.len() {
        parts.push(current);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_go_round_corners() {
        let line = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]];
        assert_eq!(dashes(&line, 8.0, 4.0), [vec![[0.0, 0.0], [8.0, 0.0]], vec![[10.0, 2.0], [10.0, 10.0]]]);
        assert_eq!(dashes(&line, 12.0, 4.0)[0], [[0.0, 0.0], [10.0, 0.0], [10.0, 2.0]]);
    }

    #[test]
    fn no_length_brings_about_more_than_a_whole_line() {
        let line = [[0.0, 0.0], [1e6, 0.0]];
        for (dash, gap) in [(0.0, 1.0), (1.0, 0.0), (-1.0, 2.0), (f64::NAN, 1.0), (1.0, f64::INFINITY)] {
            assert_eq!(dashes(&line, dash, gap), [line.to_vec()]);
        }
        assert!(dashes(&line, 1e-9, 1e-9).len() <= MOST + 1);
        assert_eq!(dashes(&[], 1.0, 1.0), Vec::<Vec<Flat>>::new());
    }
}
