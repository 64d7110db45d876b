//! What a staff reckons, in plain English: in three bands for whoever asks, in numbers for whoever wants them.

use super::{actor, category, listed, the};
use crate::{
    policy::planner::{GOES_ON, Nature},
    scenario::model::{Actor, DispositionId, Scenario},
    survey::{Assumed, CATEGORIES, Estimate, Mean, Share},
    transcript::{Forecast, Kind},
};

/// A kind of ending, as it stands in a forecast.
#[must_use]
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Agreed => tr!("an agreement, spoken or tacit"),
        Kind::War => tr!("war between the two"),
        Kind::Other => tr!("anything else"),
    }
}

/// A forecast in numbers.
#[must_use]
pub fn forecast(forecast: Forecast) -> String {
    let parts = Kind::ALL.map(|one| format!("{} {}", kind(one), forecast.parts(one)));
    tr!("{listed} in 100", listed = listed(&parts, "and"))
}

/// How often something was.
#[must_use]
pub fn times(count: u32) -> String {
    if count == 1 { tr!("once").to_owned() } else { tr!("{count} times", count) }
}

/// From which odds on something is possible, and from which on it is likely, 0 to 1.
/// Source: our judgement, near Kent (1964), who let analysts call "probable" what is well above even odds and "probably
/// not" what is well below a third.
const BANDS: [f64; 2] = [0.2, 0.6];

/// The same for scores, in points of 100.
const MARKS: [f64; 2] = [40.0, 60.0];

/// By how many points danger has to move before it is said to.
const STIRS: f64 = 2.0;

/// In which of three bands a figure lies: where its interval reaches over a border, both; over all three, none.
fn band(low: f64, high: f64, borders: [f64; 2], names: [&str; 3]) -> String {
    let place = |value: f64| borders.into_iter().filter(|border| *border <= value).count();
    match (place(low), place(high)) {
        (0, 2) => "open".to_owned(),
        (one, other) if one == other => names[one].to_owned(),
        (one, other) => tr!("{lower} or {higher}", lower = names[one], higher = names[other]),
    }
}

/// An estimate in three bands.
#[must_use]
pub fn estimate(of: &Estimate, danger_now: Option<i32>) -> String {
    let odds = |share: Share| band(share.low, share.high, BANDS, [tr!("unlikely"), tr!("possible"), tr!("likely")]);
    let mark = |mean: Mean| band(mean.low, mean.high, MARKS, [tr!("poor"), tr!("middling"), tr!("good")]);
    let [own, theirs] = of.scores();
    let mut parts = vec![
        tr!("war {odds}", odds = odds(of.kind(Kind::War))),
        tr!("an agreement {odds}", odds = odds(of.kind(Kind::Agreed))),
        tr!("for you {own}, for them {theirs}", own = mark(own), theirs = mark(theirs)),
    ];
    if let (Some(then), Some(now)) = (of.danger(), danger_now) {
        let now = f64::from(now);
        let way = band(
            then.low - now,
            then.high - now,
            [-STIRS, STIRS],
            [tr!(of "danger", "falls"), tr!(of "danger", "stays about as it is"), tr!(of "danger", "rises")],
        );
        parts.push(if way == "open" { tr!("danger could go either way").to_owned() } else { tr!("danger {way}", way) });
    }
    parts.join("; ")
}

fn percent(share: Share) -> String {
    tr!(
        "{share:.0} ({low:.0} to {high:.0})",
        share = 100.0 * share.share,
        low = 100.0 * share.low,
        high = 100.0 * share.high
    )
}

fn points(mean: Mean) -> String {
    tr!("{mean:.0} ({low:.0} to {high:.0})", mean = mean.mean, low = mean.low.max(0.0), high = mean.high)
}

/// An estimate in numbers, each with its 95 % interval.
#[must_use]
pub fn estimate_in_numbers(of: &Estimate) -> String {
    let [own, theirs] = of.scores();
    let danger = of.danger().map_or_else(String::new, |danger| tr!("; danger {points}", points = points(danger)));
    tr!(
        "war {war}, an agreement {agreement} in 100; for you {own}, for them {theirs} points of 100{danger}",
        war = percent(of.kind(Kind::War)),
        agreement = percent(of.kind(Kind::Agreed)),
        own = points(own),
        theirs = points(theirs),
        danger
    )
}

/// The odds of each category of ending that was met at all, in numbers.
#[must_use]
pub fn endings_in_numbers(of: &Estimate) -> String {
    let met = CATEGORIES.into_iter().filter_map(|one| {
        let share = of.category(one);
        (share.count != 0).then(|| format!("{} {}", category(one), percent(share)))
    });
    tr!("Of 100: {listed}.", listed = listed(&met.collect::<Vec<_>>(), "and"))
}

/// How likely, of a hundred.
pub(super) fn of_hundred(share: f64) -> String {
    // A share lies between 0 and 1.
    tr!("{share:.0} in 100", share = share.clamp(0.0, 1.0) * 100.0)
}

/// A way of behaving, as what a side is taken for.
fn nature(of: Nature) -> &'static str {
    use crate::policy::Simple;
    match of {
        Nature::Plain(Simple::Random) => tr!("without a plan"),
        Nature::Plain(Simple::Dove) => tr!("ready to step down"),
        Nature::Plain(Simple::Hawk) => tr!("set on climbing"),
        Nature::Plain(Simple::TitForTat) => tr!("answering in kind"),
        Nature::Plain(Simple::Historical) => tr!("going by the book"),
        Nature::Waits => tr!("letting things run"),
        Nature::Reasons => tr!("reasoning for itself"),
        Nature::OffTheRecord => tr!("doing as the record would, or answering in kind"),
    }
}

/// What a side is taken for: "led by ... (60 in 100), and to be set on climbing (40 in 100)"; empty where nothing stands
/// out.
pub(super) fn taken_for(
    scenario: &Scenario,
    dispositions: &[(DispositionId, f64)],
    natures: &[(Nature, f64)],
) -> String {
    let mut parts = Vec::new();
    if let [(first, odds), ..] = dispositions[..] {
        let name = |id: DispositionId| scenario.dispositions[id.index()].name.clone();
        let mut part = tr!("led by \"{name}\" ({of_hundred})", name = name(first), of_hundred = of_hundred(odds));
        if let Some((second, odds)) = dispositions.get(1).filter(|(_, odds)| 0.15 < *odds) {
            part.push_str(&tr!(" or \"{name}\" ({of_hundred})", name = name(*second), of_hundred = of_hundred(*odds)));
        }
        parts.push(part);
    }
    let told: Vec<&(Nature, f64)> = natures.iter().take(2).filter(|(_, odds)| 0.15 < *odds).collect();
    let left = 1.0 - told.iter().map(|(_, odds)| odds).sum::<f64>();
    let mut ways: Vec<String> =
        told.iter().map(|(way, odds)| format!("{} ({})", nature(*way), of_hundred(*odds))).collect();
    // What is left unsaid is much, or what is said would read as a finding.
    if !ways.is_empty() && 0.15 < left {
        ways.push(tr!("something else ({of_hundred})", of_hundred = of_hundred(left)));
    }
    if !ways.is_empty() {
        parts.push(listed(&ways, "or"));
    }
    parts.join(tr!(", and to be "))
}

/// What the estimates rest on, in sentences: what is assumed of the other side, how one's own side goes on, and what the
/// intervals do not say.
#[must_use]
pub fn assumed(scenario: &Scenario, own: Actor, of: &Assumed, runs: u64) -> Vec<String> {
    let other = the(actor(scenario, own.other()));
    let taken = taken_for(scenario, &of.dispositions, &of.natures);
    let mut said = Vec::new();
    if !taken.is_empty() {
        said.push(tr!("From what you have seen, the staff takes {other} to be {taken}.", other, taken));
    }
    let ways: Vec<String> = GOES_ON.iter().map(|way| nature(Nature::Plain(*way)).to_owned()).collect();
    let ways = listed(&ways, "or");
    said.push(tr!("After this turn it lets you go on as one who is {ways}, by lot, and so it does with {other} where that side reasons for itself.", ways, other));
    said.push(tr!("The row of a move has on your other desks, this turn, what such a one would order there; only “your order as it stands” is reckoned as it would be sent, with nothing beside it.").to_owned());
    said.push(tr!("It imagined {runs} crises for each move. The figures say how those came out; if {other} is not as assumed, they are wrong, however many there are.", runs, other));
    said
}

#[cfg(test)]
mod tests {
    use super::{BANDS, band};

    #[test]
    fn what_reaches_over_a_border_is_said_to_be_either_and_over_both_to_be_open() {
        let say = |low, high| band(low, high, BANDS, ["unlikely", "possible", "likely"]);
        assert_eq!(say(0.0, 0.1), "unlikely");
        assert_eq!(say(0.15, 0.25), "unlikely or possible");
        assert_eq!(say(0.3, 0.5), "possible");
        assert_eq!(say(0.5, 0.7), "possible or likely");
        assert_eq!(say(0.1, 0.9), "open");
        assert_eq!(say(0.65, 0.9), "likely");
    }
}
