//! The debrief of a class, its export and pooled classes; the map as a picture; the pack on paper.

use brinkmanship::{
    crisis::{Setup, View},
    policy::{Opponent, Policy, Simple},
    report::class::{
        ClassExport, ClassGroup, ClassReport, GroupNotes, Pupil, PupilForecast, Reason, Reflection, Ruling, export,
        group_page, key, key_table, page, pool, pool_csv, pool_text, pupil_page, tables,
    },
    scenario::model::{Actor, CutId, Scenario},
    transcript::{Course, Kind},
};

use crate::common::{every_scenario, test_scenario};

fn course(scenario: &Scenario, policies: [Simple; 2], seed: u64) -> Course<'_> {
    let mut course = Course::start(scenario, Default::default(), seed);
    let mut players = Actor::BOTH.map(|actor| Opponent::new(Policy::Simple(policies[actor.index()]), actor, seed));
    while course.crisis.ended().is_none() {
        let orders = brinkmanship::policy::recorded(scenario, &course.crisis, false).unwrap_or_else(|| {
            Actor::BOTH.map(|actor| players[actor.index()].order(&View::of(scenario, &course.crisis, actor)))
        });
        course.play(orders).unwrap();
    }
    course
}

fn notes(scenario: &Scenario, name: &str, variant: &str) -> GroupNotes {
    GroupNotes {
        name: name.to_owned(),
        variant: Some(variant.to_owned()),
        pupils: vec![
            Pupil {
                id: "token-1".to_owned(),
                nickname: "Wren<script>".to_owned(),
                seat: Some(0),
                role: "leader".to_owned(),
            },
            Pupil { id: "token-2".to_owned(), nickname: "Basilisk".to_owned(), seat: None, role: String::new() },
        ],
        reasons: vec![Reason {
            seat: 0,
            pupil: "token-1".to_owned(),
            text: "Because basilisk saw <b>smoke</b>".to_owned(),
            evidence: vec!["the map".to_owned()],
            ..Reason::default()
        }],
        forecasts: vec![
            PupilForecast { seat: 0, pupil: "token-1".to_owned(), agreed: 100, ..PupilForecast::default() },
            PupilForecast { seat: 1, pupil: "token-2".to_owned(), agreed: 200, ..PupilForecast::default() },
        ],
        reflections: vec![Reflection {
            question: "What now?".to_owned(),
            answer: "An unsigned thought".to_owned(),
            signed: None,
        }],
        rulings: vec![
            Ruling { aim: scenario.aims[0].id.clone(), value: 25, reason: "It was shown otherwise".to_owned() },
            Ruling { aim: scenario.aims[0].id.clone(), value: 0, reason: " ".to_owned() },
        ],
        ..GroupNotes::default()
    }
}

pub(crate) fn with_class<T>(show: impl FnOnce(&Scenario, &ClassReport) -> T) -> T {
    let scenario = test_scenario("two-letters");
    let courses =
        [course(&scenario, [Simple::Dove, Simple::Dove], 1), course(&scenario, [Simple::Hawk, Simple::Hawk], 2)];
    let groups = courses.iter().zip([("Group A", "hotline"), ("Group B", "none")]).map(|(course, (name, variant))| {
        ClassGroup { course, players: ["human", "human"], notes: notes(&scenario, name, variant), map: None }
    });
    let report = ClassReport::of(&scenario, groups.collect());
    show(&scenario, &report)
}

#[test]
fn the_page_of_a_class_sets_groups_and_history_beside_each_other_and_names_no_pupil() {
    with_class(|_, report| {
        let page = page(report);
        for wanted in ["Group A", "Group B", "What really happened", "It was shown otherwise", "An unsigned thought"] {
            assert!(page.contains(wanted) || wanted.starts_with("What") && report.history.is_none(), "{wanted}");
        }
        assert!(page.contains("&lt;b&gt;smoke"), "what pupils write is text");
        for never in ["Wren", "asilisk", "token-1", "<script", "<b>smoke", "http://", "https://"] {
            assert!(!page.contains(never), "{never}");
        }
    });
}

#[test]
fn a_verdict_is_overruled_only_with_a_reason_and_both_are_kept() {
    with_class(|scenario, report| {
        let id = scenario.aims[0].id.as_str();
        assert_eq!(report.groups[0].ruling(id).map(|ruling| ruling.value), Some(25));
        let found = export(report);
        let aim = found.groups[0].aims.iter().find(|aim| aim.aim == id).unwrap();
        assert_eq!(aim.counted, Some(25));
        assert_eq!(aim.verdict, report.groups[0].debrief.aims[0].aims[0].judged(1).map(|judged| judged.value));
    });
}

#[test]
fn the_page_of_a_pupil_has_its_reasons_and_scores_and_nothing_that_was_not_signed() {
    with_class(|_, report| {
        let group = &report.groups[0];
        let page = pupil_page(report, group, &group.notes.pupils[0]);
        assert!(page.contains("Wren&lt;script&gt;") && page.contains("the map") && page.contains("Brier"));
        assert!(!page.contains("An unsigned thought") && !page.contains("<script"));
        assert!(group_page(report, group).contains("How it ended"));
    });
}

#[test]
fn an_export_knows_no_names_and_the_key_has_them_all() {
    with_class(|_, report| {
        let found = export(report);
        let mut written = serde_json::to_string(&found).unwrap();
        written.extend(tables(&found).into_iter().map(|(_, table)| table));
        for never in ["Wren", "asilisk", "token-", "Group A", "An unsigned thought"] {
            assert!(!written.contains(never), "{never} is in the export");
        }
        let again: ClassExport = serde_json::from_str(&serde_json::to_string(&found).unwrap()).unwrap();
        assert_eq!(again, found, "an export is read as it was written");
        let keys = key(report);
        assert_eq!(keys.iter().filter(|key| key.name == "Basilisk").count(), 2);
        for reason in found.groups.iter().flat_map(|group| &group.reasons) {
            assert!(keys.iter().any(|key| key.pseudonym == reason.pupil), "{}", reason.pupil);
        }
        assert!(key_table(report).contains("Wren<script>"));
    });
}

#[test]
fn forecasts_are_scored_by_what_came_and_impossible_ones_are_left_out() {
    let sure = PupilForecast { agreed: 100, ..PupilForecast::default() };
    assert_eq!((sure.brier(Kind::Agreed), sure.brier(Kind::War)), (Some(0.0), Some(2.0)));
    assert_eq!(PupilForecast { agreed: 80, war: 30, ..PupilForecast::default() }.brier(Kind::War), None);
}

#[test]
fn pooling_counts_each_variant_apart_and_does_not_mind_the_order_of_the_files() {
    with_class(|_, report| {
        let one = export(report);
        let mut other = one.clone();
        other.groups.reverse();
        other.groups.truncate(1);
        let pooled = pool(&[one.clone(), other.clone()]);
        assert_eq!(pooled, pool(&[other, one]));
        assert_eq!(pooled.rows.len(), 2);
        let [hotline, none] = [&pooled.rows[0], &pooled.rows[1]];
        assert_eq!((hotline.variant.as_deref(), hotline.groups, none.groups), (Some("hotline"), 1, 2));
        assert!(hotline.more_war.is_none() && none.more_war.is_some());
        for row in &pooled.rows {
            assert_eq!(row.came.iter().map(|share| share.count).sum::<u64>(), row.ended.count);
            for mean in [row.severity, row.scores[0], row.scores[1]] {
                assert!(0.0 <= mean.low && mean.low <= mean.mean && mean.mean <= mean.high && mean.high <= 100.0);
            }
        }
        assert_eq!(pool_csv(&pooled).lines().count(), 3);
        assert!(pool_text(&pooled).contains("Variant: hotline"));
        assert_eq!(pool(&[]).rows.len(), 0);
    });
}

#[test]
fn who_climbed_higher_came_nearer_the_brink() {
    with_class(|_, report| {
        let [dove, hawk] = [&report.groups[0].brink, &report.groups[1].brink];
        assert!((0.0..=1.0).contains(&dove.risk) && (0.0..=1.0).contains(&hawk.risk));
        let first = &report.groups[report.nearest[0]].brink;
        assert!(report.groups.iter().all(|group| group.brink.struck <= first.struck));
    });
}

#[cfg(feature = "cli")]
mod programs {
    use assert_cmd::Command;

    use crate::common::root;

    fn crisis() -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_crisis"));
        command.args(["--language", "en", "--scenarios"]).arg(root().join("scenarios"));
        command
    }

    fn said(command: &mut Command) -> String {
        String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap()
    }

    #[test]
    fn the_map_of_a_side_is_a_picture_without_scripts_and_shows_nothing_that_it_does_not_see() {
        let map = |seat: &str| said(crisis().args(["map", "cuba-1962", "--turn", "2", "--seat", seat]));
        let [usa, truth] = [map("usa"), map("truth")];
        for drawn in [&usa, &truth] {
            assert!(drawn.starts_with("<svg") && drawn.contains("<title") && drawn.contains("<desc"));
            for never in ["<script", "style=", "href", "url(", "NaN", "inf"] {
                assert!(!drawn.contains(never), "{never}");
            }
        }
        let marks = |drawn: &str| drawn.matches("<g").count();
        assert!(marks(&usa) < marks(&truth), "the missiles are not yet found");
    }

    #[test]
    fn the_pack_is_a_pdf_of_the_pages_that_a_class_needs() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pack.pdf");
        let out = said(crisis().args(["print", "cuba-1962", "--cut", "classroom", "--out"]).arg(&file));
        let pages: usize = out.rsplit(": ").next().and_then(|end| end.split(' ').next()).unwrap().parse().unwrap();
        // One form for each of seven turns and two sides, and each on a page of its own.
        assert!((30..60).contains(&pages), "{pages}");
        let bytes = std::fs::read(&file).unwrap();
        assert!(bytes.starts_with(b"%PDF-") && bytes.len() < 4 << 20, "{}", bytes.len());
        crisis().args(["print", "cuba-1962", "--out"]).arg(&file).assert().failure();
        crisis().args(["print", "cuba-1962", "--cut", "nothing", "--out", "x.pdf"]).assert().failure();
    }
}

#[test]
fn beside_the_groups_of_a_cut_history_is_counted_as_they_are_and_every_turn_apart_stands_in_the_page() {
    let scenario = every_scenario().into_iter().find(|scenario| scenario.id == "cuba-1962").expect("it is there");
    let cut = scenario.cuts.iter().position(|cut| cut.id == "classroom").map(CutId::new);
    let played: Vec<Course<'_>> = [(Simple::Dove, 1), (Simple::Hawk, 2)]
        .into_iter()
        .map(|(policy, seed)| {
            let mut course = Course::start(&scenario, Setup { cut, ..Setup::default() }, seed);
            let mut players = Actor::BOTH.map(|actor| Opponent::new(Policy::Simple(policy), actor, seed));
            while course.crisis.ended().is_none() {
                let orders = brinkmanship::policy::recorded(&scenario, &course.crisis, false).unwrap_or_else(|| {
                    Actor::BOTH.map(|actor| players[actor.index()].order(&View::of(&scenario, &course.crisis, actor)))
                });
                course.play(orders).unwrap();
            }
            course
        })
        .collect();
    let group = |(course, name): (_, &str)| ClassGroup {
        course,
        players: ["human", "human"],
        notes: GroupNotes { name: name.to_owned(), undone: 2, ..GroupNotes::default() },
        map: None,
    };
    let report = ClassReport::of(&scenario, played.iter().zip(["Group A", "Group B"]).map(group).collect());
    let history = report.history.as_ref().expect("history is known");
    let mut numbers = Vec::new();
    for (when, what) in
        history.debrief.aims.iter().flat_map(|of| &of.aims).flat_map(|aim| &aim.reasons).flat_map(|one| &one.evidence)
    {
        let Some(number) = when.strip_prefix("Turn ") else { continue };
        let first: usize = number.split(['–', '+']).next().and_then(|first| first.parse().ok()).expect("a number");
        assert!(first <= 7, "{when}: {what}");
        numbers.push(first);
    }
    assert!(5 < numbers.len() && numbers.contains(&7), "{numbers:?}");
    // Both go on ordering otherwise after they parted, and every such turn stands in the page.
    assert!(report.partings.len() < report.beside.len(), "{} {}", report.partings.len(), report.beside.len());
    let page = page(&report);
    assert!(page.contains("Here they part:") && page.contains("They had parted before"));
    assert!(page.contains("the teacher took 2 turns back"));
    let exported = export(&report);
    assert_eq!(exported.groups.iter().map(|group| group.undone).collect::<Vec<_>>(), [2, 2]);
    let pooled = pool(&[exported]);
    assert_eq!(pooled.undone, 2);
    assert!(pool_text(&pooled).contains("not clean cases: 2 groups"));
}
