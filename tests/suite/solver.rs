//! The solver: games whose solutions are known, the format of Gambit, and files that mean harm.

use std::collections::BTreeMap;

use brinkmanship::policy::solver::{
    Builder, EfgFault, Form, Game, Judgement, Memory, Profile, Reach, Roots, Rule, TooLarge, Unfit, Until, What, judge,
    read_efg, solve, unfold, write_efg,
};

use crate::{
    brink_worth::brink_worth,
    common::{root, scenario_at, test_scenario},
};

/// A game by its rules, unfolded node by node.
struct Tree {
    builder: Builder,
    sets: BTreeMap<(usize, String), u32>,
}

impl Tree {
    fn new(title: &str) -> Self {
        let players = vec!["First".to_owned(), "Second".to_owned()];
        Self { builder: Builder::new(title, players), sets: BTreeMap::new() }
    }

    fn choice(&mut self, player: usize, knows: String, actions: &[&str]) {
        let builder = &mut self.builder;
        let set = *self.sets.entry((player, knows.clone())).or_insert_with(|| {
            builder.set(player, knows, actions.iter().map(|action| (*action).to_owned()).collect()).unwrap()
        });
        self.builder.add(What::Choice(set), [0.0; 2]).unwrap();
    }

    /// A draw by names and weights.
    fn draw(&mut self, outcomes: &[(String, u32)]) {
        let whole: u32 = outcomes.iter().map(|(_, weight)| weight).sum();
        let listed = outcomes
            .iter()
            .map(|(name, weight)| (name.clone(), f64::from(*weight) / f64::from(whole), format!("{weight}/{whole}")));
        let draw = self.builder.draw("", listed.collect()).unwrap();
        self.builder.add(What::Chance(draw), [0.0; 2]).unwrap();
    }

    /// An end of a zero-sum game.
    fn end(&mut self, first: f64) {
        self.builder.add(What::End, [first, -first]).unwrap();
    }

    fn finish(self) -> Game {
        self.builder.finish().unwrap()
    }
}

/// Kuhn poker (Kuhn 1950): three cards, an ante of 1, one bet of 1.
fn kuhn() -> Game {
    fn play(tree: &mut Tree, cards: [u32; 2], past: &str) {
        let sign = if cards[1] < cards[0] { 1.0 } else { -1.0 };
        match past {
            "cc" => tree.end(sign),
            "bb" | "cbb" => tree.end(2.0 * sign),
            "bc" => tree.end(1.0),
            "cbc" => tree.end(-1.0),
            _ => {
                let player = past.len() % 2;
                tree.choice(player, format!("{} {past}", cards[player]), &["c", "b"]);
                for action in ["c", "b"] {
                    play(tree, cards, &format!("{past}{action}"));
                }
            }
        }
    }
    let mut tree = Tree::new("Kuhn poker");
    let deals = [[0, 1], [0, 2], [1, 0], [1, 2], [2, 0], [2, 1]];
    tree.draw(&deals.map(|[first, second]| (format!("{first}{second}"), 1)));
    for cards in deals {
        play(&mut tree, cards, "");
    }
    tree.finish()
}

/// Leduc poker (Southey and others 2005): six cards of three ranks, two rounds with bets of 2 and 4, two raises each.
fn leduc() -> Game {
    #[derive(Clone)]
    struct At {
        cards: [u32; 2],
        public: Option<u32>,
        pot: [u32; 2],
        turn: usize,
        raises: u32,
        checked: bool,
        past: String,
    }
    fn showdown(tree: &mut Tree, at: &At) {
        let public = at.public.unwrap();
        let strength = |card: u32| if card == public { 10 } else { card };
        let (first, second) = (strength(at.cards[0]), strength(at.cards[1]));
        let stake = f64::from(at.pot[1]);
        tree.end(if second < first {
            stake
        } else if first < second {
            -stake
        } else {
            0.0
        });
    }
    fn round(tree: &mut Tree, at: &At) {
        if at.public.is_some() {
            return showdown(tree, at);
        }
        let left = |rank: u32| 2 - at.cards.iter().filter(|card| **card == rank).count() as u32;
        let deals: Vec<u32> = (0..3).filter(|rank| 0 < left(*rank)).collect();
        tree.draw(&deals.iter().map(|rank| (rank.to_string(), left(*rank))).collect::<Vec<_>>());
        for rank in deals {
            let past = format!("{}/{rank}", at.past);
            play(tree, &At { public: Some(rank), turn: 0, raises: 0, checked: false, past, ..at.clone() });
        }
    }
    fn play(tree: &mut Tree, at: &At) {
        let (own, other) = (at.turn, 1 - at.turn);
        let bet = if at.public.is_some() { 4 } else { 2 };
        let owes = at.pot[other] - at.pot[own];
        let mut actions = vec!["call"];
        if 0 < owes {
            actions.push("fold");
        }
        if at.raises < 2 {
            actions.push("raise");
        }
        tree.choice(own, format!("{} {}", at.cards[own], at.past), &actions);
        for action in actions {
            let mut next = at.clone();
            next.past = format!("{}{}", at.past, &action[..1]);
            next.turn = other;
            match action {
                "fold" => {
                    let lost = f64::from(at.pot[own]);
                    tree.end(if own == 0 { -lost } else { lost });
                }
                "call" => {
                    next.pot[own] = at.pot[other];
                    if 0 < owes || at.checked {
                        round(tree, &next);
                    } else {
                        next.checked = true;
                        play(tree, &next);
                    }
                }
                _ => {
                    next.pot[own] = at.pot[other] + bet;
                    next.raises += 1;
                    play(tree, &next);
                }
            }
        }
    }
    let mut tree = Tree::new("Leduc poker");
    let deals: Vec<([u32; 2], u32)> = (0..3)
        .flat_map(|first| (0..3).map(move |second| ([first, second], if first == second { 2 } else { 4 })))
        .collect();
    tree.draw(&deals.iter().map(|([a, b], weight)| (format!("{a}{b}"), *weight)).collect::<Vec<_>>());
    for (cards, _) in deals {
        let past = String::new();
        play(&mut tree, &At { cards, public: None, pot: [1, 1], turn: 0, raises: 0, checked: false, past });
    }
    tree.finish()
}

/// Liar's dice with one die of six sides each; sixes are wild.
fn liars_dice() -> Game {
    fn play(tree: &mut Tree, dice: [usize; 2], bids: &mut Vec<usize>) {
        let player = bids.len() % 2;
        let from = bids.last().map_or(0, |bid| bid + 1);
        let knows = format!("{} {bids:?}", dice[player]);
        let names: Vec<String> = (from..12).map(|bid| bid.to_string()).collect();
        let mut actions: Vec<&str> = names.iter().map(String::as_str).collect();
        if !bids.is_empty() {
            actions.push("liar");
        }
        tree.choice(player, knows, &actions);
        for bid in from..12 {
            bids.push(bid);
            play(tree, dice, bids);
            bids.pop();
        }
        if let Some(bid) = bids.last() {
            let (quantity, face) = (1 + bid / 6, 1 + bid % 6);
            let holds = quantity <= dice.iter().filter(|die| **die == face || **die == 6).count();
            // Whoever calls wins where the bid does not hold.
            let caller = if player == 0 { 1.0 } else { -1.0 };
            tree.end(if holds { -caller } else { caller });
        }
    }
    let mut tree = Tree::new("Liar's dice");
    let rolls: Vec<[usize; 2]> = (1..=6).flat_map(|first| (1..=6).map(move |second| [first, second])).collect();
    tree.draw(&rolls.iter().map(|[a, b]| (format!("{a}{b}"), 1)).collect::<Vec<_>>());
    for dice in rolls {
        play(&mut tree, dice, &mut Vec::new());
    }
    tree.finish()
}

/// Goofspiel with four cards, where bids are not shown and only who won each point is.
fn goofspiel() -> Game {
    fn play(tree: &mut Tree, hands: [u32; 2], points: u32, lead: i32, knows: [String; 2]) {
        if points == 0 {
            return tree.end(f64::from(lead.signum()));
        }
        let cards = hands.map(|hand| (1..=4).filter(|card| hand >> card & 1 != 0).collect::<Vec<u32>>());
        let names = cards.clone().map(|cards| cards.iter().map(u32::to_string).collect::<Vec<_>>());
        let list = |at: usize| names[at].iter().map(String::as_str).collect::<Vec<&str>>();
        tree.choice(0, knows[0].clone(), &list(0));
        for first in &cards[0] {
            tree.choice(1, knows[1].clone(), &list(1));
            for second in &cards[1] {
                let sign = first.cmp(second) as i32;
                let knows = [format!("{} {first}{sign}", knows[0]), format!("{} {second}{}", knows[1], -sign)];
                let hands = [hands[0] & !(1 << first), hands[1] & !(1 << second)];
                play(tree, hands, points - 1, lead + sign * i32::try_from(points).unwrap(), knows);
            }
        }
    }
    let mut tree = Tree::new("Goofspiel");
    play(&mut tree, [0b11110; 2], 4, 0, [String::new(), String::new()]);
    tree.finish()
}

/// BRINK: back down, hold or escalate, for so many turns; a hazard that grows as the square of the rung.
///
/// `types` is how many private types each player has, what disaster costs a type, and `zero` makes it zero-sum.
fn brink(turns: u32, types: [u32; 2], zero: bool) -> Game {
    struct Rules {
        turns: u32,
        zero: bool,
    }
    fn end(tree: &mut Tree, rules: &Rules, payoffs: [f64; 2]) {
        let half = (payoffs[0] - payoffs[1]) / 2.0;
        let payoffs = if rules.zero { [half, -half] } else { payoffs };
        tree.builder.add(What::End, payoffs).unwrap();
    }
    fn play(tree: &mut Tree, rules: &Rules, at: (u32, u32), types: [u32; 2], past: &str) {
        let (turn, rung) = at;
        let costs = types.map(|kind| if kind == 0 { -8.0 } else { -2.0 });
        tree.choice(0, format!("k{}|{past}", types[0]), &["B", "H", "E"]);
        for first in ["B", "H", "E"] {
            tree.choice(1, format!("k{}|{past}", types[1]), &["B", "H", "E"]);
            for second in ["B", "H", "E"] {
                let lost = -1.0 - f64::from(rung) / 10.0;
                match (first, second) {
                    ("B", "B") => end(tree, rules, [0.0, 0.0]),
                    ("B", _) => end(tree, rules, [lost, 1.0]),
                    (_, "B") => end(tree, rules, [1.0, lost]),
                    _ => {
                        let up = u32::from(first == "E") + u32::from(second == "E");
                        let rung = (rung + up).min(6);
                        let hazard = rung * rung;
                        tree.draw(&[("D".to_owned(), hazard), ("S".to_owned(), 50 - hazard)]);
                        end(tree, rules, costs);
                        if turn + 1 == rules.turns {
                            end(tree, rules, [-0.5, -0.5]);
                        } else {
                            play(tree, rules, (turn + 1, rung), types, &format!("{past}{first}{second}"));
                        }
                    }
                }
            }
        }
    }
    let mut tree = Tree::new("BRINK");
    let kinds: Vec<[u32; 2]> = (0..types[0]).flat_map(|a| (0..types[1]).map(move |b| [a, b])).collect();
    tree.draw(&kinds.iter().map(|[a, b]| (format!("{a}{b}"), 1)).collect::<Vec<_>>());
    for kind in kinds {
        play(&mut tree, &Rules { turns, zero }, (0, 1), kind, "");
    }
    tree.finish()
}

/// Solves a game to an exploitability and returns it with how good it is, and after how many iterations.
fn solved(game: &Game, rule: Rule, iterations: u64, to: f64) -> (Profile, Judgement, u64) {
    let form = Form::of(game);
    let solution = solve(game, &form, rule, Until { iterations, exploitability: to }, |_, _| true);
    assert_eq!(judge(&form, &solution.profile), solution.judgement);
    (solution.profile, solution.judgement, solution.iterations)
}

#[test]
fn games_of_zero_sum_have_their_known_values() {
    let known = [
        (kuhn(), -1.0 / 18.0),
        (leduc(), -0.085_606_424_1),
        (goofspiel(), 0.0),
        (brink(3, [2, 2], true), 0.0),
        (brink(1, [1, 2], true), -3.0 / 25.0),
        (brink(2, [1, 2], true), -921.0 / 2500.0),
    ];
    for (game, value) in known {
        let (_, judgement, iterations) = solved(&game, Rule::Plus, 100_000, 2e-6);
        let found = judgement.values[0];
        assert!((found - value).abs() < 1e-6, "{}: {found}, expected {value}; {iterations}", game.title);
        assert!(judgement.exploitability() <= 1e-5, "{}: {judgement:?}", game.title);
    }
}

#[test]
fn predictive_cfr_plus_meets_the_usual_bounds_on_kuhn_poker_within_the_usual_iterations() {
    for (to, most) in [(1e-6, 1_000), (1e-8, 10_000)] {
        let (_, judgement, iterations) = solved(&kuhn(), Rule::Predictive, most, to);
        assert!(judgement.exploitability() <= to, "{judgement:?} after {iterations}");
    }
}

#[test]
fn liars_dice_has_its_known_value() {
    let game = liars_dice();
    assert_eq!(game.sets().len(), 24_576);
    let (_, judgement, _) = solved(&game, Rule::Plus, 4_000, 1e-5);
    // The value lies between what the first player gets at least and at most.
    let (low, high) = (-judgement.best[1], judgement.best[0]);
    let known = -0.027_131_782_9;
    assert!(low <= known + 1e-9 && known - 1e-9 <= high, "{judgement:?}");
    assert!((judgement.values[0] - known).abs() < 1e-6, "{judgement:?}");
}

#[test]
fn cfr_plus_needs_as_many_iterations_as_it_does_elsewhere() {
    let table = [(3, true, [5, 18, 63, 188]), (4, true, [6, 33, 97, 457]), (4, false, [7, 33, 151, 1113])];
    for (turns, zero, expected) in table {
        let game = brink(turns, [2, 2], zero);
        let form = Form::of(&game);
        let mut left = vec![1e-1, 1e-2, 1e-3, 1e-4];
        let mut found = Vec::new();
        let until = Until { iterations: 10_000, exploitability: 1e-4 };
        let _ = solve(&game, &form, Rule::Plus, until, |iterations, judgement| {
            while left.first().is_some_and(|bound| judgement.exploitability() <= *bound) {
                left.remove(0);
                found.push(iterations);
            }
            true
        });
        assert_eq!(found, expected, "{turns} {zero}");
    }
}

/// What a script does in BRINK in an information set `k<type>|<history>`: one of B, H, E, or all alike.
fn script(name: &str, player: usize, label: &str) -> Option<char> {
    let (kind, past) = label.split_once('|').unwrap();
    let resolute = kind == "k1";
    let grave = 2 <= past.matches('E').count();
    match name {
        "uniform" => None,
        "hold" => Some('H'),
        "escalate" => Some('E'),
        "honest" if resolute => Some('E'),
        "honest" => Some(if grave { 'B' } else { 'H' }),
        "tit for tat" => Some(if past.chars().rev().nth(player) == Some('E') { 'E' } else { 'H' }),
        _ if !grave => Some('E'),
        _ => Some(if resolute { 'H' } else { 'B' }),
    }
}

#[test]
fn best_responses_gain_against_each_script_of_brink_what_is_known_that_they_gain() {
    let known = [
        ("uniform", 0.911),
        ("hold", 0.499),
        ("escalate", 0.201),
        ("honest", 0.329),
        ("tit for tat", 0.655),
        ("chicken", 0.316),
    ];
    let scripted = |game: &Game, name: &str| {
        let actions = game.sets().iter().map(|set| match script(name, set.player, &set.label) {
            None => vec![1.0 / 3.0; 3],
            Some(act) => ['B', 'H', 'E'].map(|other| f64::from(u8::from(act == other))).to_vec(),
        });
        judge(&Form::of(game), &Profile { actions: actions.collect() })
    };
    let game = brink(4, [2, 2], true);
    for (name, best) in known {
        let judged = scripted(&game, name);
        // Either seat's best response to the script in the other, on the mean of both.
        let found = (judged.best[0] + judged.best[1]) / 2.0;
        assert!((found - best).abs() < 6e-4, "{name}: {found}, expected {best}");
    }
    let uniform = |zero: bool| scripted(&brink(4, [2, 2], zero), "uniform").exploitability();
    assert!((uniform(true) - 0.911).abs() < 6e-4 && (uniform(false) - 0.657).abs() < 6e-4);
    // In play of general sum an equilibrium is no shield against one who always escalates: -1.10 is the most one can get.
    let always = scripted(&brink(4, [2, 2], false), "escalate");
    assert!((f64::midpoint(always.best[0], always.best[1]) + 1.10).abs() < 6e-3, "{always:?}");
}

/// Chicken: both swerve 0, one goes straight 1 and -1, both -10.
const CHICKEN: &str = "EFG 2 R \"Chicken\" { \"A\" \"B\" }\n\
p \"\" 1 1 \"a\" { \"swerve\" \"straight\" } 0\n\
p \"\" 2 1 \"b\" { \"swerve\" \"straight\" } 0\n\
t \"\" 1 \"\" { 0, 0 }\nt \"\" 2 \"\" { -1, 1 }\n\
p \"\" 2 1 0\nt \"\" 3 \"\" { 1, -1 }\nt \"\" 4 \"\" { -10, -10 }\n";

#[test]
fn in_chicken_both_go_straight_one_time_in_ten() {
    let game = read_efg(CHICKEN).unwrap();
    assert_eq!(game.constant_sum(), None);
    let (profile, judgement, _) = solved(&game, Rule::Together, 1_000_000, 1e-7);
    for player in 0..2 {
        assert!((profile.actions[player][1] - 0.1).abs() < 1e-6, "{profile:?}");
        assert!((judgement.values[player] + 0.1).abs() < 1e-6, "{judgement:?}");
    }
}

#[test]
fn a_ladder_of_chickens_is_climbed_as_reckoned_by_hand() {
    let hazards = [(1_u32, 10_u32), (1, 5), (2, 5), (1, 1)];
    let mut tree = Tree::new("A ladder of chickens");
    fn rung(tree: &mut Tree, hazards: &[(u32, u32)]) {
        let Some(((part, whole), above)) = hazards.split_first() else { return };
        let knows = format!("{} left", hazards.len());
        let end = |tree: &mut Tree, payoffs| tree.builder.add(What::End, payoffs).unwrap();
        tree.choice(0, knows.clone(), &["back", "stay"]);
        tree.choice(1, knows.clone(), &["back", "stay"]);
        end(tree, [0.0, 0.0]);
        end(tree, [-1.0, 1.0]);
        tree.choice(1, knows, &["back", "stay"]);
        end(tree, [1.0, -1.0]);
        if above.is_empty() {
            return end(tree, [-8.0, -8.0]);
        }
        tree.draw(&[("disaster".to_owned(), *part), ("on".to_owned(), whole - part)]);
        end(tree, [-8.0, -8.0]);
        rung(tree, above);
    }
    rung(&mut tree, &hazards);
    let game = tree.finish();
    let (profile, judgement, _) = solved(&game, Rule::Together, 1_000_000, 1e-7);
    let stays = [12_080.0 / 15_559.0, 655.0 / 1_208.0, 40.0 / 131.0, 1.0 / 8.0];
    let mut disaster = 0.0;
    let mut reached = 1.0;
    for (at, stay) in stays.into_iter().enumerate() {
        for player in 0..2 {
            let found = profile.actions[2 * at + player][1];
            assert!((found - stay).abs() < 2e-6, "rung {at}: {found}, expected {stay}");
        }
        let both = profile.actions[2 * at][1] * profile.actions[2 * at + 1][1];
        let hazard = f64::from(hazards[at].0) / f64::from(hazards[at].1);
        disaster += reached * both * hazard;
        reached *= both * (1.0 - hazard);
    }
    assert!((judgement.values[0] + 12_080.0 / 15_559.0).abs() < 1e-6, "{judgement:?}");
    assert!((disaster - 1_510.0 / 15_559.0).abs() < 1e-6, "{disaster}");
}

#[test]
fn a_game_that_was_written_is_read_as_it_was() {
    for game in [kuhn(), brink(2, [2, 2], false), goofspiel()] {
        let text = write_efg(&game);
        let read = read_efg(&text).unwrap();
        assert_eq!(write_efg(&read), text);
        assert_eq!(read.nodes().len(), game.nodes().len());
        let judged = |game: &Game| solved(game, Rule::Plus, 50, 0.0).1;
        let (left, right) = (judged(&game), judged(&read));
        assert!((left.values[0] - right.values[0]).abs() < 1e-12, "{left:?} {right:?}");
    }
}

#[test]
fn payoffs_on_the_way_add_up_and_names_may_hold_quotation_marks() {
    let text = "EFG 2 D \"a \\\"game\\\"\" { \"only\" } \"a comment\"\n\
        p \"\" 1 1 \"\" { \"left\" \"right\" } 1 \"toll\" { 0.5 }\n\
        t \"\" 2 \"\" { 1e1 } t \"\" 0\n";
    let game = read_efg(text).unwrap();
    assert_eq!(game.title, "a \"game\"");
    let (_, judgement, _) = solved(&game, Rule::Plus, 100_000, 1e-9);
    assert!((judgement.values[0] - 10.5).abs() < 1e-6, "{judgement:?}");
    assert_eq!(write_efg(&read_efg(&write_efg(&game)).unwrap()), write_efg(&game));
}

#[test]
fn a_file_that_means_harm_is_refused_with_its_place() {
    let head = "EFG 2 R \"\" { \"A\" \"B\" }\n";
    let check = |body: &str, line: usize, fits: fn(&EfgFault) -> bool| {
        let text = if body.starts_with("EFG") || body.is_empty() { body.to_owned() } else { format!("{head}{body}") };
        let error = read_efg(&text).expect_err(body);
        assert!(fits(&error.fault), "{body}: {error}");
        assert_eq!(error.line, line, "{body}: {error}");
    };
    check("", 1, |fault| *fault == EfgFault::NotOne);
    check("EFG 1 R", 1, |fault| *fault == EfgFault::NotOne);
    check("EFG 2 R \"\" { }", 1, |fault| matches!(fault, EfgFault::Players { found: 0 }));
    check("EFG 2 R \"\" { \"A\" \"B\" \"C\" }\n", 1, |fault| matches!(fault, EfgFault::Players { found: 3 }));
    check("x", 2, |fault| matches!(fault, EfgFault::Expected { .. }));
    check("\"no end", 2, |fault| matches!(fault, EfgFault::Unclosed));
    check("\"\"\n", 3, |fault| matches!(fault, EfgFault::Unfit(Unfit::Empty)));
    check("p \"\" 1 1 0\n", 2, |fault| matches!(fault, EfgFault::Undescribed { .. }));
    check("p \"\" 3 1 { \"a\" } 0\n", 2, |fault| matches!(fault, EfgFault::NoPlayer { .. }));
    check("p \"\" 1 1 { } 0\n", 2, |fault| matches!(fault, EfgFault::Unfit(Unfit::Actions { found: 0 })));
    check("p \"\" 1 1 { \"a\" \"b\" } 0\nt \"\" 0\n", 4, |fault| {
        matches!(fault, EfgFault::Unfit(Unfit::BrokenOff { missing: 1 }))
    });
    check("t \"\" 0\nt \"\" 0\n", 3, |fault| matches!(fault, EfgFault::Unfit(Unfit::Beyond)));
    check("t \"\" 1 \"\" { 1e999, 0 }\n", 2, |fault| matches!(fault, EfgFault::Number { .. }));
    check("t \"\" 1 \"\" { nan, 0 }\n", 2, |fault| matches!(fault, EfgFault::Number { .. }));
    check("t \"\" 1 \"\" { 1/0, 0 }\n", 2, |fault| matches!(fault, EfgFault::Number { .. }));
    check("t \"\" 1 \"\" { 1e300, 0 }\n", 2, |fault| matches!(fault, EfgFault::Unfit(Unfit::Payoff)));
    check("c \"\" 1 { \"a\" 1/3 \"b\" 1/3 } 0\n", 2, |fault| matches!(fault, EfgFault::Unfit(Unfit::Odds { .. })));
    check("c \"\" 1 { \"a\" -1 \"b\" 2 } 0\n", 2, |fault| matches!(fault, EfgFault::Unfit(Unfit::Odds { .. })));
    check("p \"\" 1 1 { \"a\" \"b\" } 0\nt \"\" 0\np \"\" 1 1 0\n", 4, |fault| {
        matches!(fault, EfgFault::Unfit(Unfit::Returns { .. }))
    });
    let forgets = "p \"\" 1 1 { \"a\" \"b\" } 0\np \"\" 1 2 { \"c\" } 0\nt \"\" 0\np \"\" 1 2 0\nt \"\" 0\n";
    check(forgets, 5, |fault| matches!(fault, EfgFault::Unfit(Unfit::Forgets { .. })));
    let deep = "p \"\" 1 1 { \"a\" } 0\n".replace(" 1 {", " NUMBER {");
    let deep: String = (0..2_000).map(|at| deep.replace("NUMBER", &at.to_string())).collect();
    check(&deep, 1_003, |fault| matches!(fault, EfgFault::Unfit(Unfit::TooDeep)));
    // A file that was cut anywhere is refused, and nothing breaks.
    let text = write_efg(&kuhn());
    for end in (0..text.len()).step_by(7) {
        let cut = text.get(..end).unwrap();
        assert!(read_efg(cut).is_err(), "cut at {end}");
    }
}

#[test]
fn brink_written_as_a_scenario_unfolds_into_the_game_that_it_is() {
    let scenario = test_scenario("brink-s4");
    let unfolded =
        unfold(&scenario, Roots::Start, Memory::Record, Reach::nodes(100_000), |crisis| brink_worth(&scenario, crisis))
            .unwrap();
    let reference = brink(4, [2, 2], true);
    assert_eq!(unfolded.game.sets().len(), 340);
    assert_eq!(unfolded.game.ends(), reference.ends());
    let (_, judgement, iterations) = solved(&unfolded.game, Rule::Plus, 10_000, 1e-4);
    assert_eq!(iterations, 457, "{judgement:?}");
    let text = write_efg(&unfolded.game);
    let (_, again, _) = solved(&read_efg(&text).unwrap(), Rule::Plus, 10_000, 1e-4);
    assert!((judgement.exploitability() - again.exploitability()).abs() < 1e-9);
}

#[test]
fn a_crisis_that_is_too_large_is_refused() {
    let scenario = test_scenario("brink-w12");
    let error = unfold(&scenario, Roots::Start, Memory::Record, Reach::nodes(10_000), |_| [0.0; 2]).unwrap_err();
    assert_eq!(error, TooLarge::Nodes { most: 10_000 });
    let cuba = scenario_at(&root().join("scenarios/cuba-1962"));
    let error = unfold(&cuba, Roots::Start, Memory::Record, Reach::nodes(10_000), |_| [0.0; 2]).unwrap_err();
    assert!(matches!(error, TooLarge::Orders { .. } | TooLarge::Nodes { .. }), "{error}");
}
