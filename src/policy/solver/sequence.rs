//! The sequence form of a game (Koller, Megiddo and von Stengel 1996): what each player can do along a path, and what
//! each pair of such courses is worth. Ends that differ only in what nobody chose are added up.

use super::game::{Game, What};

/// An information set by its sequences: one for each action, side by side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    /// Its place among the game's sets.
    pub(super) set: u32,
    /// The sequence of its first action.
    pub(super) first: u32,
    /// How many actions.
    pub(super) count: u32,
    /// The sequence that leads here; 0 is the empty one.
    pub(super) parent: u32,
}

/// What one player can do, and what it is worth to that player.
#[derive(Clone, Debug)]
pub(super) struct Side {
    /// Its information sets, each after those that lead to it.
    pub(super) spans: Vec<Span>,
    /// How many sequences, the empty one included.
    pub(super) sequences: usize,
    /// Of each sequence, where its worths begin.
    rows: Vec<u32>,
    /// The other player's sequence of each worth.
    columns: Vec<u32>,
    /// What the pair is worth to this player, times the odds of chance.
    worths: Vec<f64>,
}

impl Side {
    /// What each sequence is worth against a plan of the other player, the worth of what follows left out.
    pub(super) fn against(&self, plan: &[f64], values: &mut [f64]) {
        for (row, value) in values.iter_mut().enumerate().take(self.sequences) {
            let (from, to) = (self.rows[row] as usize, self.rows[row + 1] as usize);
            let pairs = self.columns[from..to].iter().zip(&self.worths[from..to]);
            *value = pairs.map(|(column, worth)| worth * plan[*column as usize]).sum();
        }
    }
}

/// A game in sequence form.
#[derive(Clone, Debug)]
pub struct Form {
    pub(super) sides: [Side; 2],
    /// Of each set of the game: whose it is and its place among that player's.
    pub(super) place: Vec<(usize, usize)>,
}

impl Form {
    /// The sequence form of a game.
    #[must_use]
    pub fn of(game: &Game) -> Self {
        let mut spans: [Vec<Span>; 2] = [Vec::new(), Vec::new()];
        let mut counts = [1_u32; 2];
        let mut place = vec![(0, usize::MAX); game.sets().len()];
        let mut pairs: Vec<(u64, [f64; 2])> = Vec::new();
        // Node, sequences of both, odds, payoffs so far.
        let mut stack = vec![(0_usize, [0_u32; 2], 1.0_f64, [0.0_f64; 2])];
        while let Some((at, own, odds, sum)) = stack.pop() {
            let node = &game.nodes()[at];
            let sum = [sum[0] + node.payoffs[0], sum[1] + node.payoffs[1]];
            let kids = game.children(at);
            match node.what {
                What::End => {
                    let worth = [sum[0] * odds, sum[1] * odds];
                    if worth != [0.0; 2] {
                        pairs.push((u64::from(own[0]) << 32 | u64::from(own[1]), worth));
                    }
                }
                What::Chance(draw) => {
                    let chance = &game.chances()[draw as usize];
                    for (kid, share) in kids.iter().zip(&chance.odds).rev() {
                        if 0.0 < *share {
                            stack.push((*kid as usize, own, odds * share, sum));
                        }
                    }
                }
                What::Choice(set) => {
                    let player = game.sets()[set as usize].player;
                    if place[set as usize].1 == usize::MAX {
                        place[set as usize] = (player, spans[player].len());
                        let count = u32::try_from(kids.len()).unwrap_or(0);
                        spans[player].push(Span { set, first: counts[player], count, parent: own[player] });
                        counts[player] += count;
                    }
                    let first = spans[player][place[set as usize].1].first;
                    for (kid, action) in
                        kids.iter().zip(first..first + spans[player][place[set as usize].1].count).rev()
                    {
                        let mut next = own;
                        next[player] = action;
                        stack.push((*kid as usize, next, odds, sum));
                    }
                }
            }
        }
        let sequences = counts.map(|count| count as usize);
        let [first, second] = spans;
        let turned = |(key, worth): &(u64, [f64; 2])| ((key & 0xffff_ffff) << 32 | key >> 32, worth[1]);
        let mut mirrored: Vec<(u64, f64)> = pairs.iter().map(turned).collect();
        let mut straight: Vec<(u64, f64)> = pairs.iter().map(|(key, worth)| (*key, worth[0])).collect();
        Self { sides: [side(first, sequences[0], &mut straight), side(second, sequences[1], &mut mirrored)], place }
    }

    /// How many sequences each player has, the empty one included.
    #[must_use]
    pub fn sequences(&self) -> [usize; 2] {
        [self.sides[0].sequences, self.sides[1].sequences]
    }

    /// How many pairs of sequences are worth something to either player.
    #[must_use]
    pub fn pairs(&self) -> usize {
        self.sides[0].worths.len().max(self.sides[1].worths.len())
    }

    /// The actions of a set of the game as sequences of its player; none where no path comes to it.
    #[must_use]
    pub fn actions(&self, set: usize) -> Option<(usize, std::ops::Range<usize>)> {
        let (player, at) = *self.place.get(set)?;
        let span = self.sides[player].spans.get(at)?;
        let first = span.first as usize;
        Some((player, first..first + span.count as usize))
    }
}

/// One player's side: equal pairs added up, those worth nothing left out.
fn side(spans: Vec<Span>, sequences: usize, pairs: &mut [(u64, f64)]) -> Side {
    pairs.sort_by_key(|(key, _)| *key);
    let mut rows = vec![0_u32; sequences + 1];
    let (mut columns, mut worths): (Vec<u32>, Vec<f64>) = (Vec::new(), Vec::new());
    for same in pairs.chunk_by(|left, right| left.0 == right.0) {
        let worth: f64 = same.iter().map(|(_, worth)| worth).sum();
        let Some((key, _)) = same.first() else { continue };
        if worth != 0.0 {
            columns.push((key & 0xffff_ffff) as u32);
            worths.push(worth);
            rows[(key >> 32) as usize + 1] += 1;
        }
    }
    for row in 0..sequences {
        rows[row + 1] += rows[row];
    }
    Side { spans, sequences, rows, columns, worths }
}
